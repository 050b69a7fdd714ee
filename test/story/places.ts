import { createServer, type Server } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { z } from 'zod'
import { openSite, rss, type Site } from '../../src/connectors/feed/test-site.ts'
import { type FakeAtproto, startFake } from '../networks/atproto/fake.ts'
import { type MastodonServer, startMastodon } from '../networks/mastodon/server.ts'
import { type FakeWordPress, startFakeWordPress } from '../networks/wordpress/fake.ts'
import { type People, peopleOf } from '../networks/wordpress/people.ts'
import { days, hours } from './times.ts'

/** The places where customers of a coffee roaster talk, each with something said there already. */
export interface Places {
  mastodon: MastodonServer
  bluesky: FakeAtproto
  wordpress: FakeWordPress
  blog: People
  feed: Site
  /** Where an `api` window posts our replies: what came. */
  counter: Counter
  stop(): Promise<void>
}

export async function openPlaces(): Promise<Places> {
  const [mastodon, bluesky, wordpress, feed, counter] = await Promise.all([
    startMastodon(),
    startFake(),
    startFakeWordPress(),
    openSite(),
    openCounter(),
  ])
  const blog = peopleOf(wordpress)
  talkOnMastodon(mastodon)
  await talkOnBluesky(bluesky)
  await talkOnTheBlog(wordpress, blog)
  feed.pages['/'] = `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>`
  feed.pages['/feed.xml'] = rss(podcast, '<title>La hora del café</title>')
  const all = [mastodon, bluesky, wordpress, { stop: () => feed.close() }, counter]
  return {
    ...{ mastodon, bluesky, wordpress, blog, feed, counter },
    stop: async () => void (await Promise.all(all.map((one) => one.stop()))),
  }
}

/** Our account there, and what lucas and ana said to it these days. */
function talkOnMastodon({ account }: MastodonServer): void {
  account('alameda').become({ displayName: 'Tostadero Alameda' })
  account('lucas').become({ displayName: 'Lucas Ferrer' })
  account('ana').become({ displayName: 'Ana María Ruiz' })
  const asked = account('lucas').say(
    '@alameda El Etiopía de este mes llegó molido y yo lo había pedido en grano. ¿Qué puedo hacer?',
    { at: days(3), language: 'es' },
  )
  account('ana').reply(asked, '@alameda A mí me pasó lo mismo en marzo y me lo cambiaron sin preguntas.', {
    at: days(2.9),
    language: 'es',
  })
  account('ana').say('@alameda ¿Abrís el domingo por la mañana? Quiero llevar a mi madre.', {
    at: hours(5),
    language: 'es',
    visibility: 'direct',
  })
}

async function talkOnBluesky({ accounts: { tertulia, lucas, ana }, repoOf }: FakeAtproto): Promise<void> {
  repoOf(tertulia).profile.displayName = 'Tostadero Alameda'
  repoOf(lucas).profile.displayName = 'Lucas Ferrer'
  repoOf(ana).profile.displayName = 'Ana María'
  await lucas.mention(tertulia, 'What a cup. Is the Huila coming back in autumn?')
}

async function talkOnTheBlog({ site }: FakeWordPress, blog: People): Promise<void> {
  site.now = () => days(6)
  const post = await blog.post('rosa', 'Cómo guardamos el café', {
    content: '<p>Lejos de la luz y sin nevera. Te contamos por qué.</p>',
  })
  site.now = () => days(1)
  await blog.comment('lucas', post, '¿Y si lo congelo en porciones pequeñas? En casa somos solo dos.')
  site.now = () => new Date()
}

const podcast = [
  {
    guid: 'episode-12',
    link: 'https://podcast.example/12',
    title: 'Episodio 12: tuestes claros',
    text: 'Probamos el Etiopía de Tostadero Alameda y nos sorprendió.',
    date: days(4),
    author: 'Inés Campos',
  },
  {
    guid: 'episode-11',
    link: 'https://podcast.example/11',
    title: 'Episodio 11: café de bar',
    text: '¿Por qué nos cuesta tanto dejar el torrefacto?',
    date: days(11),
    author: 'Inés Campos',
  },
]

interface Counter {
  url: string
  /** What we said there. */
  heard: string[]
  stop(): Promise<void>
}

/** A program of somebody's own, at the other end of an `api` window. */
async function openCounter(): Promise<Counter> {
  const heard: string[] = []
  const server: Server = createServer(async (request, response) => {
    const said = z.object({ data: z.object({ text: z.string() }).optional(), text: z.string().optional() })
    const body = said.parse(JSON.parse(await textOf(request)))
    heard.push(body.text ?? body.data?.text ?? '')
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/replies`,
    heard,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}
