import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import type { Who } from '../conversation.ts'
import type { PromiseEnd, PromiseState } from './tables.ts'

/** Something we said we would do. */
export interface Promised {
  id: string
  conversationId: string
  /** The message it answers, and the answer that makes it. */
  messageId: string
  replyId: string | null
  /** To whom. */
  to: { personId: string; name: string }
  /** How an answer says it; null where somebody wrote it down by hand. */
  quote: string | null
  what: string
  dueAt: Date
  answersFor: Who | null
  /** Whose words. */
  by: Who | null
  writtenAt: Date
  /** Since when it stands; null while nobody was told. */
  madeAt: Date | null
  state: PromiseState
  ending: { as: PromiseEnd; by: Who | null; at: Date } | null
  /** Not made yet, it is of the draft that all of us write; else of what its writer says next. */
  isOfDraft: boolean
  /** An answer of ours left after it: it may be kept. */
  answeredSince: boolean
}

/** What of a reply `r` has left: of that they were told. To have asked them how it went keeps nothing. */
const hasLeft = sql`exists (select from deliveries d where d.reply_id = r.id and d.state = 'sent')
  and not exists (select from surveys v where v.reply_id = r.id)`

/** The rows of `promises p` under a condition, in an order. Times are text where they come as JSON. */
export const promisesAsked = (condition: RawBuilder<unknown>): RawBuilder<PromiseRow> => sql<PromiseRow>`
  select p.id, p.conversation_id, p.message_id, p.reply_id, p.quote, p.what, p.due_at, p.written_at, p.made_at, p.state,
    i.person_id, i.name as to_name, p.answers_for, a.name as answers_name, p.written_by, w.name as writer,
    e.state as ended_as, e.ended_at, e.ended_by, z.name as ender,
    p.with_draft or p.made_at is null and exists (select from draft_writers d
      where d.conversation_id = p.conversation_id and d.user_id = p.written_by) as of_draft,
    p.state = 'open' and p.made_at is not null and exists (select from replies r
      where r.conversation_id = p.conversation_id and r.id is distinct from p.reply_id and r.written_at > p.made_at
        and ${hasLeft}) as answered_since
  from promises p join identities i on i.id = p.identity_id
    left join users a on a.id = p.answers_for left join users w on w.id = p.written_by
    left join promise_endings e on e.promise_id = p.id left join users z on z.id = e.ended_by
  ${condition}`

export interface PromiseRow {
  id: string
  conversation_id: string
  message_id: string
  reply_id: string | null
  quote: string | null
  what: string
  due_at: Date | string
  written_at: Date | string
  made_at: Date | string | null
  state: PromiseState
  person_id: string
  to_name: string
  answers_for: string | null
  answers_name: string | null
  written_by: string | null
  writer: string | null
  ended_as: PromiseEnd | null
  ended_at: Date | string | null
  ended_by: string | null
  ender: string | null
  of_draft: boolean
  answered_since: boolean
}

const who = (id: string | null, name: string | null): Who | null => (id && name ? { id, name } : null)

export const asPromised = (row: PromiseRow): Promised => ({
  id: row.id,
  conversationId: row.conversation_id,
  messageId: row.message_id,
  replyId: row.reply_id,
  to: { personId: row.person_id, name: row.to_name },
  quote: row.quote,
  what: row.what,
  dueAt: new Date(row.due_at),
  answersFor: who(row.answers_for, row.answers_name),
  by: who(row.written_by, row.writer),
  writtenAt: new Date(row.written_at),
  madeAt: row.made_at ? new Date(row.made_at) : null,
  state: row.state,
  ending: row.ended_as && row.ended_at ? endingOf(row, row.ended_as, row.ended_at) : null,
  isOfDraft: row.of_draft,
  answeredSince: row.answered_since,
})

const endingOf = (row: PromiseRow, as: PromiseEnd, at: Date | string) => ({
  as,
  by: who(row.ended_by, row.ender),
  at: new Date(at),
})

export const readPromises = async (db: Db | Tx, condition: RawBuilder<unknown>): Promise<Promised[]> =>
  (await promisesAsked(condition).execute(db)).rows.map(asPromised)

/** Refuses with 404. */
export async function findPromise(db: Db | Tx, id: string): Promise<Promised> {
  const [promise] = await readPromises(db, sql`where p.id = ${id}`)
  if (!promise) throw notFound()
  return promise
}

/** Nobody has more before them in one conversation. */
const mostHere = 20

/** Those of a conversation that stand and are open, the earliest first, and those that are only in its draft. */
export const hereAsked = (conversationId: string): RawBuilder<PromiseRow> =>
  promisesAsked(sql`where p.conversation_id = ${conversationId} and p.state = 'open'
    and (p.made_at is not null or p.reply_id is null) order by p.due_at, p.id limit ${sql.lit(mostHere)}`)

/** All of a conversation, also what is over, the latest first. */
export const promisesHere = (db: Db, conversationId: string): Promise<Promised[]> =>
  readPromises(
    db,
    sql`where p.conversation_id = ${conversationId} and (p.made_at is not null or p.reply_id is null)
      order by p.due_at desc, p.id limit 100`,
  )

/** What they were promised, the open ones first and then those that ended last. */
export const promisesTo = (db: Db, personIds: readonly string[]): Promise<Promised[]> =>
  readPromises(
    db,
    sql`where p.made_at is not null and i.person_id = any(${[...personIds]}::uuid[])
      order by p.state = 'open' desc, case when p.state = 'open' then p.due_at end, e.ended_at desc, p.id
      limit ${sql.lit(mostHere)}`,
  )

export const presentPromise = (promise: Promised, now = new Date()) => ({
  id: promise.id,
  conversation_id: promise.conversationId,
  message_id: promise.messageId,
  reply_id: promise.replyId,
  person: { id: promise.to.personId, name: promise.to.name },
  what: promise.what,
  quote: promise.quote,
  due_at: promise.dueAt.toISOString(),
  is_late: promise.state === 'open' && promise.madeAt !== null && promise.dueAt <= now,
  answers_for: promise.answersFor,
  by: promise.by,
  made_at: promise.madeAt?.toISOString() ?? null,
  state: promise.state,
  ended_at: promise.ending?.at.toISOString() ?? null,
  ended_by: promise.ending?.by ?? null,
  answered_since: promise.answeredSince,
})
