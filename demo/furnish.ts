import { z } from 'zod'
import type { App } from '../src/app.ts'
import { makeTopic } from '../src/conversations/topics.ts'
import { colleagues, visitorKey } from './company.ts'
import { asker, type House } from './found.ts'
import { day } from './hours.ts'
import { absences } from './rota.ts'
import { savedReplies } from './saved-replies.ts'
import { scenes } from './scenes.ts'

const withId = z.object({ id: z.string() })

/** What a team has set up by its first day: hours, promises of an answer, words for what comes often, searches. */
export async function furnish(app: App, house: House, start: Date): Promise<void> {
  const ask = await asker(app)
  const owner = house.users.get(visitorKey) ?? { id: '' }
  const topics = [...new Set(scenes.flatMap(({ topic }) => topic ?? []))]
  for (const name of topics) await app.core.db.transaction().execute((tx) => makeTopic(tx, name, owner))
  for (const { name, texts } of savedReplies) await ask('POST', '/saved-replies', { name, texts })
  for (const query of queries) await ask('POST', '/listening/queries', query)
  for (const { name, conditions } of views)
    await ask('POST', '/conversations/views', { name, whose: 'everybody', conditions })
  await ask('PUT', `/skills/${house.users.get('leo')?.id}`, { languages: ['en', 'es'], networks: [], topics: [] })
  await ask('PUT', `/skills/${house.users.get('marta')?.id}`, { languages: ['es'], networks: [], topics: [] })
  for (const { who, from, until, standIn } of absences)
    await ask('POST', '/absences', {
      user_id: house.users.get(who)?.id,
      stand_in_id: house.users.get(standIn)?.id,
      from: new Date(start.getTime() + from * day).toISOString(),
      until: new Date(start.getTime() + (until + 1) * day).toISOString(),
      note: 'Vacaciones',
    })
}

/** By when they answer: promised only since the batch that nobody was told of in time. */
export async function promiseTimes(app: App): Promise<void> {
  const ask = await asker(app)
  const calendar = withId.parse(
    await ask('POST', '/settings/calendars', {
      name: 'Taller y tiendas',
      time_zone: 'Europe/Madrid',
      week: ['8:30-20', '8:30-20', '8:30-20', '8:30-20', '8:30-19', '9:30-14', '10-13'],
    }),
  )
  const levels = [
    { name: 'Cobros y lotes', tag: 'cobros', first_answer: 30, next_answer: 30 },
    { name: 'Todos', first_answer: 120, next_answer: 90, resolution: 1_440 },
  ]
  for (const { tag, ...level } of levels)
    await ask('POST', '/settings/service-levels', {
      ...level,
      ...(tag && { conditions: { tag } }),
      calendar_id: calendar.id,
      warn_before: 20,
    })
}

/** Who gets what by rule, from today on: while the past was written everybody took what they saw. */
export async function giveByRule(app: App, house: House): Promise<void> {
  const ask = await asker(app)
  for (const { key, share } of colleagues)
    if (share > 0 || key === 'you')
      await ask('PUT', `/settings/assignment/people/${house.users.get(key)?.id}`, { capacity: key === 'you' ? 4 : 12 })
  const rules = [
    { name: 'English', conditions: { lang: 'en' }, team_id: house.teams.get('Pedidos'), how: 'least-busy' },
    { name: 'Cobros', conditions: { tag: 'cobros' }, team_id: house.teams.get('Pedidos'), how: 'least-busy' },
  ]
  for (const rule of rules) await ask('POST', '/settings/assignment', rule)
}

const queries = [
  { name: 'Faro de Enero', text: 'faro OR "faro de enero"', group: 'Marca' },
  {
    name: 'Descafeinado y sueño',
    text: '(sobremesa OR descafeinado OR decaf) AND (dormir OR sleep OR corazón OR heart OR lote OR batch)',
    group: 'Vigilar',
  },
  { name: 'Guji', text: 'guji', group: 'Lanzamientos' },
  { name: 'Cafetal Quince', text: '"cafetal quince" OR quince', group: 'Otros' },
]

const views = [
  { name: 'Enfadados sin respuesta', conditions: { view: 'needs', mood: 'negative' } },
  { name: 'En inglés', conditions: { view: 'open', lang: 'en' } },
  { name: 'Tarde', conditions: { view: 'open', due: 'late' } },
]
