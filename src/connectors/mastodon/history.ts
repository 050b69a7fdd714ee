import { z } from 'zod'
import type { Json } from '../../lib/json.ts'
import type { Batch, Context } from '../connector.ts'
import { allOf } from './all-of.ts'
import { ear } from './ear.ts'
import { compareIds, inOrder } from './ids.ts'
import { understand } from './message.ts'
import { type Place, placeOf } from './place.ts'
import { type Entry, pageOf, type Source, sourcesOf } from './sources.ts'

/** Where each list goes on backwards (false: it is over), and the last ids heard, so that none is told twice. */
const cursorSchema = z.object({
  before: z.record(z.string(), z.union([z.string(), z.literal(false)])).catch(() => ({})),
  told: z.array(z.string()).catch(() => []),
})

const remembered = 500

/** One page backwards of every list that is not over. */
export async function history(context: Context, stored: Json | undefined, since: Date): Promise<Batch> {
  const place = await placeOf(context)
  const { before, told } = cursorSchema.parse(Object(stored ?? {}))
  const open = sourcesOf(place).filter(({ name }) => before[name] !== false)
  const pages = await allOf(open.map((source) => back(context, source, before[source.name] || undefined)))
  const raw = pages.flatMap(({ entries }) => entries.map(({ item }) => item))
  const heard = listen(place, raw, { since, told })
  open.forEach(({ name }, at) => {
    const page = pages[at]
    before[name] = page && !isOver(page, since) ? page.next : false
  })
  const more = Object.values(before).some((one) => one !== false)
  return { heard, cursor: { before, told: told.slice(-remembered) }, more }
}

interface Page {
  entries: Entry[]
  next: string | false
}

async function back(context: Context, source: Source, before: string | undefined): Promise<Page> {
  const all = await pageOf(context, source, before === undefined ? {} : { max_id: before })
  // A server that does not heed max_id must not lead us in circles.
  const entries = all.filter(({ id }) => before === undefined || compareIds(id, before) < 0)
  return { entries, next: inOrder(entries.map(({ id }) => id))[0] ?? false }
}

/** Over when all of a page is older than asked: one alone may be, late in its arrival or pinned. */
function isOver({ entries }: Page, since: Date): boolean {
  const told = entries.filter(({ item }) => item != null)
  return entries.length === 0 || (told.length > 0 && !told.some(({ item }) => isSince(item, since)))
}

/** What is not understood counts as recent enough, so that it is shown as refused. */
function isSince(raw: unknown, since: Date): boolean {
  const said = understand(raw)
  return said === 'refused' || (said !== undefined && said.created_at >= since)
}

function listen(place: Place, raw: unknown[], { since, told }: { since: Date; told: string[] }): Batch['heard'] {
  const watched = new Map(told.map((id) => [id, [id, Number.POSITIVE_INFINITY, -1] as [string, number, number]]))
  const listening = ear(place, { walks: {}, watched, turn: 0 })
  for (const one of raw) if (one != null && isSince(one, since)) listening.take(one)
  for (const one of listening.heard) if (one.kind === 'message') told.push(one.message.externalId)
  return listening.heard
}
