import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import { type By, type Changed, holding, tellChanged, type WasRow } from './changed.ts'
import { lockConversation } from './conversation.ts'

/** Whose a conversation becomes: a person of ours, a team, or a person in the name of a team. */
export type Assignee = { userId: string; teamId?: string } | { teamId: string; userId?: string }

/**
 * Gives a conversation to somebody. The one who has it already keeps it, and nothing is recorded. A rule that gives it is
 * nobody.
 */
export async function assign(
  tx: Tx,
  conversationId: string,
  to: Assignee,
  by: { id: string } | undefined,
  /** What is written for them in the same transaction. */
  noteId?: string,
): Promise<boolean> {
  await refuseUnknown(tx, to)
  const { id } = await lockConversation(tx, conversationId)
  return (await assignSeveral(tx, [id], to, by, noteId)).length > 0
}

/** Those of them that others had, or nobody. They are kept from changing by the caller, who knows whom they are given to. */
export async function assignSeveral(
  tx: Tx,
  ids: readonly string[],
  to: Assignee,
  by: By,
  noteId?: string,
): Promise<Changed[]> {
  const { userId = null, teamId = null } = to
  const { rows } = await sql<WasRow>`
    with given as (
      insert into conversation_assignments as a (conversation_id, user_id, team_id, assigned_by, assigned_at, note_id)
      select g.id, ${userId}, ${teamId}, ${by?.id ?? null}, ${new Date()}, ${noteId ?? null} from unnest(${[...ids]}::uuid[]) as g (id)
      on conflict (conversation_id) do update set user_id = excluded.user_id, team_id = excluded.team_id,
        assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at, note_id = excluded.note_id, rule_id = null
        where a.user_id is distinct from excluded.user_id or a.team_id is distinct from excluded.team_id
      returning conversation_id as id)
    select c.id, ${holding} as was from given join conversations c on c.id = given.id order by c.id`.execute(tx)
  return tellChanged(tx, 'conversation.assigned', rows, by, ({ was }) => {
    const from = held.parse(was).assignment?.user_id
    return { user: userId, team: teamId, ...(from ? { from } : {}), ...(noteId ? { note: noteId } : {}) }
  })
}

/** Nobody has it any more. */
export async function unassign(tx: Tx, conversationId: string, by: By): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await unassignSeveral(tx, [id], by)).length > 0
}

export async function unassignSeveral(tx: Tx, ids: readonly string[], by: By): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    with freed as (delete from conversation_assignments where conversation_id = any(${[...ids]}::uuid[])
      returning conversation_id as id)
    select c.id, ${holding} as was from freed join conversations c on c.id = freed.id order by c.id`.execute(tx)
  return tellChanged(tx, 'conversation.unassigned', rows, by, ({ was }) => {
    const { assignment } = held.parse(was)
    return { user: assignment?.user_id ?? null, team: assignment?.team_id ?? null }
  })
}

const held = z.object({
  assignment: z.object({ user_id: z.string().nullable(), team_id: z.string().nullable() }).nullable(),
})

/** Refuses (422) whom nothing can be given to. */
export async function refuseUnknown(tx: Tx, { userId, teamId }: { userId?: string; teamId?: string }): Promise<void> {
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
