import { z } from 'zod'
import type { Cast } from '../cast.ts'
import type { House } from './house.ts'
import type { Places } from './places.ts'
import { days, hours, minutes, until } from './times.ts'

/** Where the things are that pictures are taken of. */
export interface Sample {
  /** A thread of many, with a note, a tag and somebody who has it. */
  talk: string
  /** One of two people, in private. */
  inPrivate: string
  /** One whose answer did not get there. */
  failed: string
  /** By their network, and `broken`: access was lost; `counter`: with items that were not understood. */
  channels: Record<string, string>
  person: string
}

const withId = z.object({ id: z.uuid() })

/** A morning at a coffee roaster's: five windows, and people who asked, thanked and complained. */
export async function settleIn(house: House, places: Places, cast: Cast): Promise<Sample> {
  const { mastodon, bluesky, wordpress, blog } = places
  talkOfTheMorning(places)
  const connect = async (network: string, settings: Record<string, unknown>) =>
    withId.parse(await house.ask('POST', '/channels', { network, settings })).id
  const appPassword = await bluesky.accounts.tertulia.appPassword()
  const { token } = mastodon.account('alameda')
  const channels = {
    mastodon: await connect('mastodon', { instance: mastodon.url, token }),
    broken: await connect('mastodon', { instance: mastodon.url, token: mastodon.account('oldshop').token }),
    wordpress: await connect('wordpress', {
      ...{ site: wordpress.url, username: 'rosa' },
      applicationPassword: blog.settingsOf('rosa').applicationPassword,
    }),
    bluesky: await connect('bluesky', { ...bluesky.accounts.tertulia, service: bluesky.pdsUrl, appPassword }),
    feed: await connect('feed', { url: places.feed.url }),
    counter: await connect('api', { name: 'Mostrador', webhook: 'http://127.0.0.1:1/replies' }),
  }
  mastodon.account('oldshop').revoke()
  await house.app.core.db
    .updateTable('channel_hearings')
    .set({ hear_at: new Date() })
    .where('channel_id', '=', channels.broken)
    .execute()
  await house.ask('POST', `/channels/${channels.counter}/messages`, { messages: atTheCounter() })
  const find = async (words: string) => {
    let id = ''
    await until(`somebody says ${words}`, async () => {
      const { conversations } = await house.ask('GET', `/conversations?q=${encodeURIComponent(words)}`)
      id = z.array(withId).parse(conversations)[0]?.id ?? ''
      return id !== ''
    })
    return id
  }
  const sample = {
    talk: await find('"llega mal molido"'),
    inPrivate: await find('factura'),
    failed: await find('cata'),
    channels,
    person: '',
  }
  await find('Huila')
  await find('congelo')
  const found = await house.ask('GET', '/conversations?q=raro')
  const [row] = z.array(z.object({ people: z.array(withId) })).parse(found.conversations)
  sample.person = row?.people[0]?.id ?? ''
  await answer(house, cast, sample)
  return sample
}

function talkOfTheMorning({ mastodon: { account } }: Places): void {
  const people = { lucia: 'Lucía Garmendia', tomas: 'Tomás Paredes', rosa: 'Rosa Camacho', inaki: 'Iñaki Ferrer' }
  for (const [name, displayName] of Object.entries(people)) account(`${name}@mastodon.example`).become({ displayName })
  const say = (name: string, text: string, at: Date, more = {}) =>
    account(`${name}@mastodon.example`).say(`@alameda ${text}`, { at, language: 'es', ...more })
  say('inaki', 'Gran entrada en el blog. Molaría una suscripción que salte un mes cuando viajo.', hours(1))
  say('tomas', '¿El descafeinado es con agua o con disolvente? Mi mujer está de seis meses y no se fía.', minutes(31))
  const talk = say(
    'lucia',
    'Tercer pedido que llega mal molido y nadie contesta el correo. Con lo que me gustaba vuestro café… ¿hay alguien ahí?',
    minutes(22),
  )
  account('rosa@mastodon.example').reply(
    talk,
    '@alameda A mí también. En la tienda me dijeron que el molino estaba «raro».',
    {
      at: minutes(12),
      language: 'es',
    },
  )
  account('oldshop').become({ displayName: 'Tienda vieja' })
}

const atTheCounter = () => [
  {
    ...{ id: 'call-1', thread_id: 'call-1', said_at: hours(3).toISOString(), language: 'es' },
    author: { id: '600111222', name: 'Carmen Sanz', handle: '600 111 222' },
    text: 'Llamó para preguntar si la factura de mayo puede ir a nombre de la empresa. Prefiere que la llamemos por la tarde.',
  },
  {
    ...{ id: 'call-2', thread_id: 'call-2', said_at: hours(7).toISOString(), language: 'es' },
    author: { id: '600333444', name: 'Jorge Duarte', handle: '600 333 444' },
    text: '¿Queda sitio en la cata del jueves? Seríamos tres.',
  },
  {
    ...{ id: 'call-3', thread_id: 'call-3', said_at: days(1).toISOString(), language: 'es' },
    author: { id: '600555666', name: 'Ana Vallejo', handle: '600 555 666' },
    text: 'Quería dar las gracias: el paquete llegó a tiempo para la boda.',
  },
  { id: 'call-4', author: { name: 'Sin número' }, text: 'Se cortó.' },
  { id: 'call-5', author: { id: '7', name: '' }, text: 'Una llamada sin nombre.' },
]

/** What the team did about it. */
async function answer(house: House, cast: Cast, { talk, inPrivate, failed }: Sample): Promise<void> {
  const { ask } = house
  await ask('POST', `/conversations/${talk}/notes`, {
    text: 'Confirmado con la tienda: el molino 2 está descalibrado desde el viernes. El técnico viene mañana a las 10.',
  })
  await ask('PUT', `/conversations/${talk}/assignment`, { user_id: cast.olga.id })
  await ask('PUT', `/conversations/${talk}/tags/molienda`)
  await ask('PUT', `/conversations/${inPrivate}/assignment`, { user_id: cast.nico.id })
  await ask('POST', `/conversations/${failed}/replies`, {
    text: 'Sí, Jorge: os guardamos tres sitios. Hasta el jueves.',
  })
  const thanks = await ask('GET', '/conversations?q=boda')
  const [done] = z.array(withId).parse(thanks.conversations)
  if (done) await ask('PUT', `/conversations/${done.id}/closure`)
  await house.app.core.db.updateTable('notes').set({ written_by: cast.nico.id }).execute()
}
