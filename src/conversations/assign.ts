import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { lockConversation } from './conversation.ts'

/** Whose a conversation becomes: a person of ours, a team, or a person in the name of a team. */
export type Assignee = { userId: string; teamId?: string } | { teamId: string; userId?: string }

/** Gives a conversation to somebody. The one who has it already keeps it, and nothing is recorded. */
export async function assign(tx: Tx, conversationId: string, to: Assignee, by: { id: string }): Promise<boolean> {
  await refuseUnknown(tx, to)
  const { id } = await lockConversation(tx, conversationId)
  const row = { user_id: to.userId ?? null, team_id: to.teamId ?? null }
  const before = await tx
    .selectFrom('conversation_assignments')
    .select(['user_id', 'team_id'])
    .where('conversation_id', '=', id)
    .executeTakeFirst()
  if (before && before.user_id === row.user_id && before.team_id === row.team_id) return false
  const changed = { ...row, assigned_by: by.id, assigned_at: new Date() }
  await tx
    .insertInto('conversation_assignments')
    .values({ conversation_id: id, ...changed })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(changed))
    .execute()
  await record(tx, 'conversation.assigned', {
    conversation: { id },
    by,
    data: { user: row.user_id, team: row.team_id },
  })
  return true
}

/** Nobody has it any more. */
export async function unassign(tx: Tx, conversationId: string, by: { id: string }): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  const freed = await tx
    .deleteFrom('conversation_assignments')
    .where('conversation_id', '=', id)
    .returning(['user_id', 'team_id'])
    .executeTakeFirst()
  if (!freed) return false
  await record(tx, 'conversation.unassigned', {
    conversation: { id },
    by,
    data: { user: freed.user_id, team: freed.team_id },
  })
  return true
}

async function refuseUnknown(tx: Tx, { userId, teamId }: { userId?: string; teamId?: string }): Promise<void> {
  const user = userId
    ? await tx.selectFrom('users').select(['role', 'deactivated_at']).where('id', '=', userId).executeTakeFirst()
    : undefined
  if (userId && (!user || user.deactivated_at)) throw wrong('conversations.assignee-unknown')
  if (user?.role === 'observer') throw wrong('conversations.assignee-observes')
  const team = teamId
    ? await tx.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst()
    : undefined
  if (teamId && !team) throw wrong('conversations.assignee-unknown')
}

const wrong = (key: string): Refusal => new Refusal(422, words(key), { fields: { to: words(key) } })
