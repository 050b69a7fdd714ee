import { sql } from 'kysely'
import { allCalled, calledTo } from '../conversations/index.ts'
import type { Tx } from '../core/database.ts'
import { type InTx, recordAll } from '../core/events.ts'
import { notify, notifyAll } from './notify.ts'
import { whoIsHere } from './whom.ts'

/** Whoever is called to decide about an answer is told that it waits for them. */
export const toApprove: InTx = async (tx, event) => {
  const { reply, approval } = event.data
  if (typeof reply !== 'string' || typeof approval !== 'string') return
  if (event.kind === 'reply.unapproved') await forget(tx, 'approved', reply)
  const called = await calledTo(tx, approval)
  await notify(
    tx,
    event,
    'to-approve',
    reply,
    called.filter((id) => id !== event.byUser),
  )
}

/** Whoever wrote it is told what became of it; for everybody else there is nothing to decide any more. */
export const decided =
  (kind: 'approved' | 'sent-back'): InTx =>
  async (tx, event) => {
    await over(tx, event)
    const { reply, next } = event.data
    // It waits for somebody else yet.
    if (typeof reply !== 'string' || next !== undefined) return
    const row = await tx.selectFrom('replies').select('written_by').where('id', '=', reply).executeTakeFirst()
    const writer = await whoIsHere(tx, row?.written_by ? [row.written_by] : [])
    await notify(tx, event, kind, reply, writer)
  }

/** Nothing waits for approval any more. */
export const over: InTx = async (tx, { data }) => {
  if (typeof data.reply === 'string') await forget(tx, 'to-approve', data.reply)
}

/** What nobody needs to read any more counts as read; their bells are told. */
async function forget(tx: Tx, kind: 'to-approve' | 'approved', reply: string): Promise<void> {
  const lines = await tx
    .updateTable('notifications')
    .set({ read_at: new Date() })
    .where('kind', '=', sql.lit(kind))
    .where('about', '=', reply)
    .where('read_at', 'is', null)
    .returning(['user_id', 'conversation_id'])
    .execute()
  await recordAll(
    tx,
    lines.map(({ user_id: user, conversation_id: id }) => ({
      kind: 'notification.read',
      ...(id ? { conversation: { id } } : {}),
      data: { user },
    })),
  )
}

/** Others are called now, as a rule or a team changed or somebody left: whoever was not told of what waits, is. */
export const decidersChanged: InTx = async (tx, event) => {
  const called = await allCalled(tx)
  if (called.length === 0) return
  const told = await toldOf(tx, [...new Set(called.map(({ reply }) => reply))])
  const lines = called
    .filter(({ reply, userId }) => userId !== event.byUser && !told.has(`${userId} ${reply}`))
    .map(({ reply, conversationId, channelId, userId }) => ({
      // Nobody asked just now: it waits still.
      event: { ...event, byUser: null, conversationId, channelId },
      about: reply,
      userId,
    }))
  await notifyAll(tx, 'to-approve', lines)
}

async function toldOf(tx: Tx, replies: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ user_id: string; about: string }>`
    select distinct user_id, about from notifications
    where kind = 'to-approve' and about = any(${[...replies]}::uuid[])`.execute(tx)
  return new Set(rows.map(({ user_id, about }) => `${user_id} ${about}`))
}
