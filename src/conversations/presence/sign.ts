import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Doing } from './tables.ts'

/** Nobody has more tabs before them. */
const mostTabs = 40
/** Where a program, or a browser without an id of its own, looks from. */
export const noTab = '00000000-0000-0000-0000-000000000000'

export interface Sign {
  tab?: string | undefined
  doing: Doing
}

/**
 * One of us has a conversation before them, in a tab: said again every few seconds while it is so. A tab has one
 * conversation before it at a time. Others are told only of what is new; no event.
 */
export async function sign(db: Db, conversationId: string, { tab, doing }: Sign, by: { id: string }): Promise<void> {
  await sql`
    with was as (select conversation_id, doing from presences where user_id = ${by.id} and tab = ${tab ?? noTab}),
    signed as (
      insert into presences (user_id, tab, conversation_id, doing)
      select ${by.id}, ${tab ?? noTab}, ${conversationId}, ${doing}
      where exists (select from was) or (select count(*) from presences where user_id = ${by.id}) < ${mostTabs}
      on conflict (user_id, tab) do update set
        conversation_id = excluded.conversation_id, doing = excluded.doing, seen_at = excluded.seen_at
      returning conversation_id, doing
    )
    select pg_notify('signs', id::text) from (
      select s.conversation_id as id from signed s left join was w on true
        where w.conversation_id is distinct from s.conversation_id or w.doing <> s.doing
      union select w.conversation_id from was w, signed s where w.conversation_id <> s.conversation_id
    ) as new`.execute(db)
}

/** They have it before them no longer, in that tab. */
export async function leave(
  db: Db,
  conversationId: string,
  tab: string | undefined,
  by: { id: string },
): Promise<void> {
  await sql`
    with gone as (
      delete from presences where user_id = ${by.id} and tab = ${tab ?? noTab} and conversation_id = ${conversationId}
      returning conversation_id
    )
    select pg_notify('signs', conversation_id::text) from gone`.execute(db)
}
