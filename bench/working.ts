import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { random } from './cast.ts'
import { type Row, summarise } from './measure.ts'
import { headersOf } from './server.ts'
import { assign, type Person, type Team } from './team.ts'

const everyMs = 5_000
const messagesPerSecond = 500
const perRequest = 50

/** Everybody does one thing each five seconds, while so many messages come in a second; how long they wait for a page. */
export async function work(team: Team, seconds: number): Promise<Row> {
  const stop = new AbortController()
  await say(team, 0, 200)
  const hearing = hear(team, stop.signal)
  await sleep(2_000)
  const { rows: heard } = await sql<{ id: string }>`
    select c.id from conversations c join channels w on w.id = c.channel_id where w.network = 'api' limit 200`.execute(
    team.database.db,
  )
  const { rows: known } = await sql<{ id: string }>`select id from conversations limit 2000`.execute(team.database.db)
  const desks = { answerable: heard.map(({ id }) => id), known: known.map(({ id }) => id) }
  const times = await Promise.all(team.people.map((person, nth) => spend(team, person, nth, desks, seconds)))
  stop.abort()
  const all = times.flat()
  const pages = summarise(all.map(({ ms }) => ms))
  const kinds = [...new Set(all.map(({ act }) => act))].map((act) => {
    const { p95 } = summarise(all.flatMap((one) => (one.act === act ? [one.ms] : [])))
    return `${act} ${p95.toFixed(0)}`
  })
  return {
    measure: `a page, p95, ${team.people.length} people at work, messages coming in`,
    value: pages.p95,
    unit: 'ms',
    must: 250,
    aim: 100,
    detail: `p50 ${pages.p50.toFixed(0)}, worst ${pages.worst.toFixed(0)}; by act ${kinds.join(', ')}; ${all.length} acts, ${Math.round(await hearing)} messages/s`,
  }
}

interface Desks {
  answerable: string[]
  known: string[]
}

async function spend(
  team: Team,
  person: Person,
  nth: number,
  desks: Desks,
  seconds: number,
): Promise<{ act: string; ms: number }[]> {
  const dice = random(1_000 + nth)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(dice() * from.length)] as T
  const times: { act: string; ms: number }[] = []
  const began = performance.now() + (nth * everyMs) / team.people.length
  for (let turn = 0; turn * everyMs < seconds * 1000; turn += 1) {
    await sleep(Math.max(0, began + turn * everyMs - performance.now()))
    const act = acts[(turn + nth) % acts.length] ?? 'list'
    const from = performance.now()
    await doing[act](team, person, desks, pick)
    times.push({ act, ms: performance.now() - from })
  }
  return times
}

type Pick = <T>(from: readonly T[]) => T
type Act = 'list' | 'open' | 'assign' | 'answer' | 'search'
const acts: readonly Act[] = ['list', 'open', 'assign', 'open', 'answer', 'search']

const doing: Record<Act, (team: Team, person: Person, desks: Desks, pick: Pick) => Promise<void>> = {
  list: ({ url }, person) => see(`${url}/conversations?view=open`, person),
  open: ({ url }, person, { known, answerable }, pick) =>
    see(`${url}/conversations/${pick(pick([known, answerable]))}`, person),
  search: ({ url }, person, _desks, pick) => see(`${url}/conversations?q=${encodeURIComponent(pick(words))}`, person),
  assign: ({ url, people }, person, { known }, pick) => assign(url, person, pick(known), pick(people).id),
  async answer({ url }, person, { answerable }, pick) {
    const answer = await fetch(`${url}/conversations/${pick(answerable)}/replies`, {
      method: 'POST',
      headers: { ...person.headers, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'Gracias por decirlo: lo miramos ahora mismo y te contamos.' }),
    })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`an answer was answered with ${answer.status}`)
  },
}

const words = ['pedido', 'café molido', '"prensa francesa"', 'cafet*', 'refund', 'suscripcion', 'pedido -gracias']

async function see(address: string, { headers }: Person): Promise<void> {
  const answer = await fetch(address, { headers: { cookie: headers.cookie, accept: 'text/html' } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
}

/** Says messages at all windows, as steadily as they are taken; how many a second it came to. */
async function hear(team: Team, signal: AbortSignal): Promise<number> {
  const began = performance.now()
  let requests = 4
  const first = requests
  const under: Promise<void>[] = []
  while (!signal.aborted) {
    await sleep(Math.max(0, began + ((requests - first) * perRequest * 1000) / messagesPerSecond - performance.now()))
    // Whoever posts waits for what it posted before: two requests at each window.
    if (under.length >= team.windows.length * 2) await under.shift()
    under.push(say(team, requests * perRequest, perRequest))
    requests += 1
  }
  await Promise.all(under)
  return ((requests - first) * perRequest) / ((performance.now() - began) / 1000)
}

async function say({ url, token, windows }: Team, from: number, count: number): Promise<void> {
  const window = windows[(from / perRequest) % windows.length]
  const messages = Array.from({ length: count }, (_, nth) => ({
    id: `d${from + nth}`,
    author: { id: `p${(from + nth) % 3_000}`, name: `Persona ${(from + nth) % 3_000}` },
    text: `Mi pedido ${from + nth} de café molido no llegó, ¿cuándo abren mañana la tienda?`,
  }))
  const answer = await fetch(`${url}/api/v1/channels/${window}/messages`, {
    method: 'POST',
    headers: headersOf(token),
    body: JSON.stringify({ messages }),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`the window answered ${answer.status}`)
}
