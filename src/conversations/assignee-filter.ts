import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Team, Teammate } from './assignees.ts'

/** As an address says who has a conversation: `user:ID` or `team:ID`. */
export const assigneeAsked = z
  .union([
    z.literal('').transform(() => undefined),
    z.string().regex(/^(user|team):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  ])
  .optional()

/** The condition on `conversations c`. */
export function isWith(assignee: string): RawBuilder<unknown> {
  const id = assignee.slice('user:'.length)
  const has = assignee.startsWith('user:') ? sql`a.user_id = ${id}` : sql`a.team_id = ${id}`
  return sql`c.id in (select a.conversation_id from conversation_assignments a where ${has})`
}

/** Whoever can have one, as an address says them. */
export const assigneesIn = ({ teams, teammates }: { teams: readonly Team[]; teammates: readonly Teammate[] }) => [
  ...teams.map(({ id, name }) => ({ assignee: `team:${id}`, name, icon: 'users-round' as const })),
  ...teammates.map(({ id, name }) => ({ assignee: `user:${id}`, name, icon: 'user' as const })),
]
