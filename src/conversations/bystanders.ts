import { sql } from 'kysely'
import { uuids } from '../core/arrays.ts'
import type { Tx } from '../core/database.ts'

/** Whom and what it concerns that somebody speaks in conversations: nobody and nothing, of most of them. */
export interface Bystanders {
  /** Conversations that somebody, or a team, has. */
  assigned: ReadonlySet<string>
  followed: ReadonlySet<string>
  /** In which something of ours is to leave later. */
  replying: ReadonlySet<string>
  /** That are to be given to somebody and have not been looked at yet. */
  waiting: ReadonlySet<string>
  /** Whether there are rules by which conversations are given to somebody… */
  areGiven: boolean
  /** …and by when they are to be answered. */
  areTimed: boolean
}

export const nobody: Bystanders = {
  assigned: new Set(),
  followed: new Set(),
  replying: new Set(),
  waiting: new Set(),
  areGiven: false,
  areTimed: false,
}

/** One statement, instead of one for each that would most of the time find that there is nothing to do. */
export async function findBystanders(tx: Tx, conversationIds: readonly string[]): Promise<Bystanders> {
  const ids = sql`${uuids(conversationIds)}::uuid[]`
  const { rows } = await sql<{ what: keyof Bystanders; id: string }>`
    select 'assigned' as what, conversation_id as id from conversation_assignments where conversation_id = any(${ids})
    union all select 'followed', conversation_id from conversation_followers where conversation_id = any(${ids})
    union all select 'replying', r.conversation_id from reply_schedules s join replies r on r.id = s.reply_id
      where s.held_at is null and r.conversation_id = any(${ids})
    union all select 'waiting', conversation_id from assignment_waits where conversation_id = any(${ids}) and rule_id is null
    union all select 'areGiven', null where exists (select from assignment_rules where is_on and removed_at is null)
    union all select 'areTimed', null where exists (select from service_levels where removed_at is null)`.execute(tx)
  const those = Map.groupBy(rows, ({ what }) => what)
  const idsOf = (what: keyof Bystanders) => new Set(those.get(what)?.map(({ id }) => id))
  return {
    assigned: idsOf('assigned'),
    followed: idsOf('followed'),
    replying: idsOf('replying'),
    waiting: idsOf('waiting'),
    areGiven: those.has('areGiven'),
    areTimed: those.has('areTimed'),
  }
}
