import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { type InTx, type RecordedEvent, recordAll, type Subscribers } from '../../core/events.ts'
import { reckonAnew, refuseLate } from './told-later.ts'

const replyIn = ({ data }: RecordedEvent): string | undefined =>
  typeof data.reply === 'string' ? data.reply : undefined

/**
 * An answer was decided, now or for later: what was kept of its draft goes with it, where it still says so. What the draft said
 * and this does not is no promise.
 */
async function attach(tx: Tx, conversationId: string, replyId: string): Promise<void> {
  await sql`
    update promises p set reply_id = r.id, message_id = m.id, identity_id = m.identity_id,
      written_by = coalesce(p.written_by, r.written_by)
    from replies r join messages m on m.id = r.in_reply_to
    where ${isNew(replyId)} and p.conversation_id = ${conversationId} and p.made_at is null and p.reply_id is null
      and case when p.quote is null then ${isWithIt} else ${says(sql`r.text`)} end`.execute(tx)
  await sql`
    delete from promises p using replies r where ${isNew(replyId)} and p.conversation_id = ${conversationId}
      and p.made_at is null and p.reply_id is null and not ${isStillOfSomebody}
      and not exists (select from drafts d where d.conversation_id = p.conversation_id
        and (p.quote is null or ${says(sql`d.text`)}))`.execute(tx)
}

/** By hand it goes with what its writer says; with what a colleague says only where that was the draft. */
const isWithIt = sql`(p.written_by = r.written_by
  or p.with_draft and not exists (select from drafts d where d.conversation_id = p.conversation_id))`

/** Kept by hand for what somebody has not said yet, and not for a draft. */
const isStillOfSomebody = sql`(p.quote is null and not p.with_draft and p.written_by is not null)`

/** Written in this transaction: what is decided once more, or approved, said long ago what it promises. */
const isNew = (replyId: string) => sql`r.id = ${replyId} and r.written_at = now()`

/** However its lines are broken. */
const says = (text: ReturnType<typeof sql>) =>
  sql`position(regexp_replace(p.quote, '\\s+', ' ', 'g') in regexp_replace(${text}, '\\s+', ' ', 'g')) > 0`

/** They are told, or will be in seconds: it stands, unless somebody who approved the answer took its words out. */
async function stand(tx: Tx, replyId: string): Promise<void> {
  const { rows } = await sql<{ id: string; conversation_id: string; written_by: string | null }>`
    update promises p set made_at = now() from replies r
    where r.id = ${replyId} and p.reply_id = r.id and p.made_at is null and (p.quote is null or ${says(sql`r.text`)})
    returning p.id, p.conversation_id, p.written_by`.execute(tx)
  await recordAll(
    tx,
    rows.map(({ id, conversation_id, written_by }) => ({
      kind: 'promise.made',
      conversation: { id: conversation_id },
      by: written_by ? { id: written_by } : undefined,
      data: { promise: id },
    })),
  )
  if (rows.length > 0) await reckonAnew(tx, replyId)
}

/**
 * It did not leave, or not yet: nobody was promised anything, unless what has left says it already. `drafted`: its text is the
 * draft again, and so is this. Told of only where it stood.
 */
async function unmake(tx: Tx, replyId: string, drafted: boolean): Promise<void> {
  const { rows } = await sql<{ id: string; conversation_id: string; stood: boolean }>`
    with was as (select id, made_at from promises where reply_id = ${replyId} for update),
      told as (select string_agg(text, ' ' order by part) as text from deliveries
        where reply_id = ${replyId} and state in ('sending', 'sent', 'uncertain'))
    update promises p set made_at = null ${drafted ? sql`, reply_id = null, with_draft = true` : sql``} from was, told
    where p.id = was.id and p.state = 'open'
      and (told.text is null or (p.quote is not null and not ${says(sql`told.text`)}))
    returning p.id, p.conversation_id, was.made_at is not null as stood`.execute(tx)
  await recordAll(
    tx,
    rows
      .filter(({ stood }) => stood)
      .map(({ id, conversation_id }) => ({
        kind: 'promise.unmade',
        conversation: { id: conversation_id },
        data: { promise: id },
      })),
  )
}

const decided: InTx = async (tx, event) => {
  const reply = replyIn(event)
  if (!reply || !event.conversationId) return
  await attach(tx, event.conversationId, reply)
  await stand(tx, reply)
}

/** It leaves later, or when somebody has approved it. */
const scheduled: InTx = async (tx, event) => {
  const reply = replyIn(event)
  if (!reply || !event.conversationId) return
  await attach(tx, event.conversationId, reply)
  await unmake(tx, reply, false)
  // Whoever approves it chooses no moment.
  if (event.data.approval === undefined || event.kind !== 'reply.scheduled') await refuseLate(tx, reply)
}

const left: InTx = async (tx, event) => {
  const reply = replyIn(event)
  if (reply) await stand(tx, reply)
}

const notLeft: InTx = async (tx, event) => {
  const reply = replyIn(event)
  if (reply) await unmake(tx, reply, false)
}

const withdrawn: InTx = async (tx, event) => {
  const reply = replyIn(event)
  if (reply) await unmake(tx, reply, true)
}

/** Whoever has the conversation now answers for what nobody else does, and for what whoever had it did. */
const assigned: InTx = async (tx, { conversationId, data }) => {
  if (!conversationId || typeof data.user !== 'string') return
  const from = typeof data.from === 'string' ? data.from : null
  await sql`
    update promises set answers_for = ${data.user} where conversation_id = ${conversationId} and state = 'open'
      and (answers_for is null or answers_for = ${from}::uuid)`.execute(tx)
}

/** Who works here no more, or only looks, answers for nothing: whoever has the conversation does, else nobody yet. */
async function letGo(tx: Tx, userId: string): Promise<void> {
  await sql`
    update promises p set answers_for = (select a.user_id from conversation_assignments a
      where a.conversation_id = p.conversation_id and a.user_id <> ${userId})
    where p.answers_for = ${userId} and p.state = 'open'`.execute(tx)
}

const gone: InTx = async (tx, { data }) => {
  if (typeof data.user === 'string') await letGo(tx, data.user)
}

const roleChanged: InTx = async (tx, event) => {
  if (event.data.to === 'observer') await gone(tx, event)
}

/** What becomes of answers, and of those who answer, is what becomes of what they promise. */
export const promiseSubscribers: Pick<Subscribers, 'inTx'> = {
  inTx: new Map<string, InTx[]>([
    ['reply.decided', [decided]],
    ['reply.scheduled', [scheduled]],
    ['reply.asked', [scheduled]],
    ['reply.sent', [left]],
    ['reply.uncertain', [left]],
    ['reply.failed', [notLeft]],
    ['reply.held', [notLeft]],
    ['reply.unapproved', [notLeft]],
    ['reply.withdrawn', [withdrawn]],
    ['reply.sent-back', [withdrawn]],
    ['conversation.assigned', [assigned]],
    ['user.deactivated', [gone]],
    ['user.role-changed', [roleChanged]],
  ]),
}
