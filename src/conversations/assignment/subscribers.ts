import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import type { InTx, Subscribers } from '../../core/events.ts'
import { addJob } from '../../core/jobs.ts'
import { awaitAssignment, giveOutSoon } from './await.ts'
import { lookAgain } from './save-rule.ts'

/** Who left or is away gets nothing in its place. */
const ofNobodyHere: ReadonlySet<unknown> = new Set(['left', 'observes', 'away'])

/** Somebody has room again: what waits for that is given. */
const makesRoom: InTx = async (tx, { data }) => {
  if (ofNobodyHere.has(data.because)) return
  const { rows } = await sql`select from assignment_waits where rule_id is not null limit 1`.execute(tx)
  if (rows.length > 0) await giveOutSoon(tx)
}

/** It waits for us, and perhaps nobody has it. What is heard sees to that itself, all at once. */
const waitsAgain: InTx = async (tx, { kind, conversationId, data }) => {
  if (kind === 'conversation.reopened' && data.because === 'message') return
  if (conversationId) await awaitAssignment(tx, [conversationId])
}

/** What is heard sees to what is given itself, but not to what it was before. */
const noSpam: InTx = async (tx, { conversationId }) => {
  if (conversationId) await awaitAssignment(tx, [conversationId])
}

/** Another rule may hold for it now. */
const fitsOtherwise: InTx = async (tx, { conversationId }) => {
  if (!conversationId) return
  await sql`update assignment_waits set rule_id = null
    where conversation_id = ${conversationId} and rule_id is not null`.execute(tx)
  await awaitAssignment(tx, [conversationId])
}

const assigned: InTx = async (tx, event) => {
  if (event.conversationId) await forget(tx, event.conversationId)
  if (typeof event.data.rule !== 'string') await makesRoom(tx, event)
}

/** What a person leaves free stays so, until it was closed or given again. */
const unassigned: InTx = async (tx, event) => {
  if (event.conversationId && event.byUser)
    await sql`insert into conversations_left_free (conversation_id, left_by) values (${event.conversationId}, ${event.byUser})
      on conflict (conversation_id) do update set left_by = excluded.left_by, left_at = now()`.execute(tx)
  await makesRoom(tx, event)
}

const closed: InTx = async (tx, event) => {
  if (event.conversationId) await forget(tx, event.conversationId)
  await makesRoom(tx, event)
}

const forget = (tx: Tx, id: string) =>
  sql`delete from conversations_left_free where conversation_id = ${id}`.execute(tx)

const removed: InTx = async (tx, { data }) => {
  if (typeof data.user === 'string') await addJob(tx, 'conversations.let-go', { user: data.user })
}

const teamChanged: InTx = (tx) => lookAgain(tx)

const roleChanged: InTx = async (tx, event) => {
  if (event.data.to === 'observer') await removed(tx, event)
  if (event.data.from === 'observer') await lookAgain(tx)
}

/** What it leaves to be given is given by a job, after what is due is settled. */
export const assignmentSubscribers: Pick<Subscribers, 'inTx'> = {
  inTx: new Map<string, InTx[]>([
    ['conversation.assigned', [assigned]],
    ['conversation.unassigned', [unassigned]],
    ['conversation.closed', [closed]],
    ['conversation.snoozed', [makesRoom]],
    ['conversation.woken', [waitsAgain]],
    ['conversation.marked-spam', [makesRoom]],
    ['conversation.cleared-spam', [noSpam]],
    ['conversation.reopened', [waitsAgain]],
    ['conversation.taken-up', [waitsAgain]],
    ['conversation.tagged', [fitsOtherwise]],
    ['conversation.untagged', [fitsOtherwise]],
    ['message.corrected', [fitsOtherwise]],
    ['reply.sent', [makesRoom]],
    ['user.deactivated', [removed]],
    ['user.reactivated', [teamChanged]],
    ['user.role-changed', [roleChanged]],
    ['team.removed', [teamChanged]],
    ['team.members-changed', [teamChanged]],
  ]),
}
