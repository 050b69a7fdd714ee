import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { type InboxRow, inboxRows } from './inbox-rows.ts'

/** How many of their latest messages are looked at: somebody who says thousands of things is not read whole. */
const latest = 300

/** The conversations in which a person spoke lately, the latest first, without spam. */
export function conversationsOf(
  db: Db,
  personId: string,
  { viewerId = null, limit = 20, except }: { viewerId?: string | null; limit?: number; except?: string } = {},
): Promise<InboxRow[]> {
  const ids = sql`
    select conversation_id as id from (
      select m.conversation_id, m.said_at from identities i
      cross join lateral (select conversation_id, said_at from messages where identity_id = i.id
        order by said_at desc, id desc limit ${sql.lit(latest)}) as m
      where i.person_id = ${personId}) as said
    where conversation_id is distinct from ${except ?? null}::uuid
      and not exists (select from conversation_spam p where p.conversation_id = said.conversation_id)
    group by conversation_id order by max(said_at) desc limit ${limit}`
  return inboxRows(db, ids, viewerId)
}
