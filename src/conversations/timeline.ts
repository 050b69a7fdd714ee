import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { prepared } from '../core/prepared.ts'
import { type Arranged, answersTo, arrange } from './arrange.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import { type Delivery, readDeliveries } from './deliveries.ts'
import { type Happening, readHappenings } from './happenings.ts'
import { type Message, readMessages } from './message.ts'
import { type Note, readNotes } from './note.ts'
import { readableText } from './survey/link.ts'

/** A message that another one answers and that stands further up. */
export interface Answered {
  id: string
  name: string
  excerpt: string
}

/** What a conversation shows, in the order of time. */
export type TimelineItem =
  | { kind: 'message'; at: Date; message: Message; depth: number; answers: Answered | null }
  /** A message that others answer and that we have not heard. */
  | { kind: 'awaited'; at: Date; externalId: string }
  | { kind: 'note'; at: Date; note: Note }
  /** Something of ours that is not on the network yet, or never came to be. */
  | { kind: 'delivery'; at: Date; delivery: Delivery }
  | { kind: 'happening'; at: Date; happening: Happening }

export interface Timeline {
  items: TimelineItem[]
  /** Where the page of what was said before begins; undefined when this is the beginning. */
  earlier: string | undefined
}

/** By the happening that was the last of each run of an automation or a macro: that run. */
export function lastOfRuns({ items }: Pick<Timeline, 'items'>): Map<number, string> {
  const last = new Map(
    items.flatMap((item) =>
      item.kind === 'happening' && item.happening.runId ? [[item.happening.runId, item.happening.seq]] : [],
    ),
  )
  return new Map([...last].map(([run, seq]) => [seq, run]))
}

/** From when (included) until when (not included) a page of the timeline reaches; open where undefined. */
export interface Reach {
  since?: Date | undefined
  until?: Date | undefined
}

const pageLength = 100

/** The latest page of a conversation, or the one that ends before a cursor. */
export async function findTimeline(
  db: Db,
  conversationId: string,
  { before, limit = pageLength }: { before?: Cursor | undefined; limit?: number } = {},
): Promise<Timeline> {
  const end = before ? sql`and (m.said_at, m.id) < (${before.at}, ${before.id}::uuid)` : sql``
  const found = await readMessages(
    db,
    sql`where m.conversation_id = ${conversationId} ${end} order by m.said_at desc, m.id desc limit ${limit + 1}`,
  )
  const messages = found.slice(0, limit)
  const first = messages.at(-1)
  const more = found.length > limit
  const reach = { since: more ? first?.saidAt : undefined, until: before?.at }
  const [elsewhere, others] = await Promise.all([findAnswered(db, messages), readOthers(db, conversationId, reach)])
  return {
    items: merge(drawThread(messages, elsewhere), others),
    earlier: more && first ? writeCursor({ at: first.saidAt, id: first.id }) : undefined,
  }
}

/** A message that stands elsewhere, by its window and its id there. */
export type AnsweredElsewhere = ReadonlyMap<string, Answered>

const nameOf = (channelId: string, externalId: string): string => `${channelId} ${externalId}`

/** Messages of one conversation as items of its thread, with places kept and quotations of what stands further up. */
export function drawThread(messages: readonly Message[], elsewhere: AnsweredElsewhere): TimelineItem[] {
  const onPage = new Map(messages.map((message) => [message.externalId, message]))
  const known = new Map<string, Answered>()
  for (const message of messages) {
    const above = answersTo(message)
    const found = above ? elsewhere.get(nameOf(message.channelId, above)) : undefined
    if (above && found) known.set(above, found)
  }
  const quote = (externalId: string): Answered | null => {
    const message = onPage.get(externalId)
    if (!message) return known.get(externalId) ?? null
    return { id: message.id, name: message.speaker.name, excerpt: message.text.slice(0, 120) }
  }
  return arrange(messages, new Set(known.keys())).flatMap((one) => asItems(one, quote))
}

function asItems(one: Arranged<Message>, quote: (externalId: string) => Answered | null): TimelineItem[] {
  const { message, depth, answers, missing } = one
  const at = message.saidAt
  const item: TimelineItem = { kind: 'message', at, message, depth, answers: answers ? quote(answers) : null }
  return missing ? [{ kind: 'awaited', at, externalId: missing }, item] : [item]
}

/** What these messages answer and is not among them, in one query. */
export async function findAnswered(db: Db, messages: readonly Message[]): Promise<AnsweredElsewhere> {
  const here = new Set(messages.map((message) => nameOf(message.channelId, message.externalId)))
  const wanted = messages.flatMap((message) => {
    const above = answersTo(message)
    return above === null || here.has(nameOf(message.channelId, above)) ? [] : [{ channel: message.channelId, above }]
  })
  if (wanted.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<{ channel_id: string; external_id: string; id: string; name: string; excerpt: string }>`
    select m.channel_id, m.external_id, m.id, i.name, left(${readableText}, 120) as excerpt
    from (select distinct * from unnest(${wanted.map((one) => one.channel)}::uuid[],
      ${wanted.map((one) => one.above)}::text[]) as given (channel_id, external_id)) as given
    join messages m using (channel_id, external_id) join identities i on i.id = m.identity_id`,
  )
  return new Map(rows.map(({ channel_id, external_id, ...row }) => [nameOf(channel_id, external_id), row]))
}

/** Where a page ends that has a message well inside; undefined where the latest page has it. */
export async function pageAround(db: Db, conversationId: string, messageId: string): Promise<Cursor | undefined> {
  const { rows } = await sql<{ at: Date; id: string }>`
    select said_at as at, id from messages where conversation_id = ${conversationId}
      and (said_at, id) > (select said_at, id from messages where id = ${messageId} and conversation_id = ${conversationId})
    order by said_at, id limit ${sql.lit(pageLength / 2)}`.execute(db)
  return rows.length === pageLength / 2 ? rows.at(-1) : undefined
}

async function readOthers(db: Db, conversationId: string, reach: Reach): Promise<TimelineItem[]> {
  const [notes, deliveries, happenings] = await Promise.all([
    readNotes(db, conversationId, reach),
    readDeliveries(db, conversationId, reach),
    readHappenings(db, conversationId, reach),
  ])
  const items: TimelineItem[] = [
    ...notes.map((note) => ({ kind: 'note' as const, at: note.writtenAt, note })),
    ...deliveries.map((delivery) => ({ kind: 'delivery' as const, at: delivery.writtenAt, delivery })),
    ...happenings.map((happening) => ({ kind: 'happening' as const, at: happening.at, happening })),
  ]
  return items.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Both are in order already; what was said comes before what we did about it in the same moment. */
function merge(said: TimelineItem[], others: TimelineItem[]): TimelineItem[] {
  const items: TimelineItem[] = []
  let next = 0
  for (const item of said) {
    for (let other = others[next]; other && other.at < item.at; other = others[next]) {
      items.push(other)
      next++
    }
    items.push(item)
  }
  return [...items, ...others.slice(next)]
}
