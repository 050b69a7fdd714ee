import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { lockConversation } from '../conversation.ts'
import { findReplyTarget } from '../reply-target.ts'

export interface NewPromise {
  /** Made with the form, so that a form sent twice is one promise. */
  id?: string | undefined
  what: string
  dueAt: Date
  /** How the draft says it. */
  quote?: string | undefined
  /** The message that is answered. */
  inReplyTo?: string | undefined
  /** Who sees to it. Default: whoever has the conversation, else whoever writes it. */
  answersFor?: string | undefined
}

const longest = 500
const mostInDraft = 10
const farthestMs = 366 * 86_400_000

/** Keeps a promise that was made already, by telephone say: it stands at once. Refuses (422) one without words or date. */
export async function makePromise(
  tx: Tx,
  conversationId: string,
  given: NewPromise,
  by: { id: string },
  now: Date,
): Promise<string> {
  const { id, isNew, conversation } = await keep(tx, conversationId, given, by, now, true)
  if (isNew) await record(tx, 'promise.made', { conversation, by, data: { promise: id } })
  return id
}

/** Keeps one that the draft makes. It stands when the answer that says it leaves. The same words again change its date. */
export async function draftPromise(
  tx: Tx,
  conversationId: string,
  given: NewPromise,
  by: { id: string },
  now: Date,
): Promise<string> {
  const { id, conversation } = await keep(tx, conversationId, given, by, now, false)
  await sql`
    delete from promises where conversation_id = ${conversation.id} and made_at is null and reply_id is null
      and id <> ${id} and (quote = ${given.quote ?? null} or id in (
        select id from promises where conversation_id = ${conversation.id} and made_at is null and reply_id is null
        order by written_at desc, id desc offset ${sql.lit(mostInDraft)}))`.execute(tx)
  return id
}

/** One that is only in the draft goes without a trace: nobody was told. */
export async function dropDrafted(tx: Tx, id: string): Promise<void> {
  await sql`delete from promises where id = ${id} and made_at is null and reply_id is null`.execute(tx)
}

/** The draft was thrown away, and with it what it promised. */
export async function dropAllDrafted(db: Db | Tx, conversationId: string): Promise<void> {
  await sql`
    delete from promises where conversation_id = ${conversationId} and made_at is null and reply_id is null`.execute(db)
}

/** The draft is being sent: what whoever wrote in it kept by hand, before there was a draft, goes with it. */
export async function tieToDraft(tx: Tx, conversationId: string, writers: readonly { id: string }[]): Promise<void> {
  await sql`
    update promises set with_draft = true where conversation_id = ${conversationId} and made_at is null
      and reply_id is null and written_by = any(${writers.map(({ id }) => id)}::uuid[])`.execute(tx)
}

async function keep(tx: Tx, conversationId: string, given: NewPromise, by: { id: string }, now: Date, stands: boolean) {
  const what = checked(given, now)
  const conversation = await lockConversation(tx, conversationId)
  const target = await findReplyTarget(tx, conversation.id, given.inReplyTo)
  if (!target) throw new Refusal(409, words('conversations.nothing-to-answer'))
  const id = given.id ?? newId()
  const { rows } = await sql`
    insert into promises
      (id, conversation_id, message_id, identity_id, quote, what, due_at, answers_for, written_by, made_at, with_draft)
    select ${id}, ${conversation.id}, m.id, m.identity_id, ${given.quote ?? null}, ${what}, ${given.dueAt},
      ${await whoAnswers(tx, conversation.id, given.answersFor ?? null, by)}, ${by.id}, ${stands ? sql`now()` : null},
      exists (select from drafts d where d.conversation_id = ${conversation.id})
    from messages m where m.id = ${target.id} on conflict (id) do nothing returning id`.execute(tx)
  return { id, isNew: rows.length > 0, conversation }
}

function checked({ what, dueAt }: NewPromise, now: Date): string {
  const said = cleanText(what).replace(/\s+/gu, ' ').trim()
  if (said === '') throw wrong('what', 'promises.no-words')
  if (said.length > longest) throw wrong('what', 'promises.many-words')
  refuseMoment(dueAt, now)
  return said
}

/** A promise is for a moment that is to come, within a year. */
export function refuseMoment(dueAt: Date, now: Date): void {
  if (!(dueAt > now)) throw wrong('due_at', 'promises.past')
  if (dueAt.getTime() - now.getTime() > farthestMs) throw wrong('due_at', 'promises.far')
}

export function wrong(field: string, key: string): Refusal {
  const said = words(key)
  return new Refusal(422, said, { fields: { [field]: said } })
}

/** Somebody who is here and can answer. Refuses (422) anybody else who is named. */
export async function whoAnswers(
  tx: Tx,
  conversationId: string,
  named: string | null,
  by: { id: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string; named: boolean }>`
    select u.id, u.id = ${named}::uuid as named from users u
    where u.deactivated_at is null and u.role <> 'observer' and u.id in (${named}::uuid, ${by.id}::uuid,
      (select a.user_id from conversation_assignments a where a.conversation_id = ${conversationId}))
    order by u.id = ${named}::uuid desc nulls last, u.id = ${by.id}::uuid limit 1`.execute(tx)
  if (named !== null && !rows[0]?.named) throw wrong('answers_for', 'promises.nobody-here')
  return rows[0]?.id ?? null
}
