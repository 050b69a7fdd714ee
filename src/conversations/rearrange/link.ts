import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { lockConversation, type Who } from '../conversation.ts'
import { readableText } from '../survey/link.ts'
import { partsOf, visibleId } from './visible.ts'

export const longestWhy = 200
const mostLinks = 50

/** A conversation that has to do with another, and why: one of us said so, or it was split from it. */
export interface Related {
  /** Of a link by hand; a split is undone instead. */
  linkId: string | null
  how: 'linked' | 'split-off' | 'split-from'
  id: string
  subject: string | null
  /** Who spoke in it last. */
  name: string | null
  excerpt: string
  state: string
  why: string | null
  by: Who | null
  at: Date
}

/** Links two conversations, both ways. Linking them again changes the reason. */
export async function link(
  tx: Tx,
  { id, otherId, why }: { id: string; otherId: string; why?: string | undefined },
  by: { id: string },
): Promise<{ linkId: string; id: string; otherId: string }> {
  const reason = cleanText(why ?? '').trim()
  if (reason.length > longestWhy) throw wrong('conversations.link-long', 'why', longestWhy)
  const one = await lockConversation(tx, id)
  const { rows } = await sql<{ id: string }>`
    select c.id from conversations c where c.id = ${visibleId(otherId)} and c.state <> 'merged'`.execute(tx)
  const other = rows[0]
  if (!other) throw notFound()
  if (other.id === one.id) throw wrong('conversations.link-itself', 'other')
  if ((await relatedTo(tx, one.id)).length >= mostLinks) throw wrong('conversations.link-many', 'other', mostLinks)
  const [first = '', second = ''] = [one.id, other.id].sort()
  const row = await tx
    .insertInto('conversation_links')
    .values({ id: newId(), one_id: first, other_id: second, why: reason || null, linked_by: by.id })
    .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doUpdateSet({ why: reason || null }))
    .returning(['id', sql<boolean>`xmax = 0`.as('isNew')])
    .executeTakeFirstOrThrow()
  if (row.isNew) await tellBoth(tx, 'conversation.linked', one.id, other.id, by)
  return { linkId: row.id, id: one.id, otherId: other.id }
}

/** Takes a link away. Refuses with 404. */
export async function unlink(tx: Tx, linkId: string, by: { id: string }): Promise<Unlinked> {
  const { rows } = await sql<Unlinked>`
    delete from conversation_links where id = ${linkId}
    returning ${visibleId(sql`one_id`)} as id, ${visibleId(sql`other_id`)} as "otherId", why`.execute(tx)
  const [gone] = rows
  if (!gone) throw notFound()
  await tellBoth(tx, 'conversation.unlinked', gone.id, gone.otherId, by)
  return gone
}

export interface Unlinked {
  id: string
  otherId: string
  why: string | null
}

async function tellBoth(tx: Tx, kind: string, id: string, otherId: string, by: { id: string }): Promise<void> {
  await record(tx, kind, { conversation: { id }, by, data: { other: otherId } })
  await record(tx, kind, { conversation: { id: otherId }, by, data: { other: id } })
}

function wrong(key: string, field: string, max?: number): Refusal {
  const said = words(key, max === undefined ? {} : { max })
  return new Refusal(422, said, { fields: { [field]: said } })
}

/** What a conversation has to do with others: links by hand in both directions, and splits that stand. */
export function relatedAsked(conversationId: string): RawBuilder<Related> {
  const parts = partsOf(conversationId)
  // As an array, each side is looked up in its own index; asked with `in`, every link there is would be read.
  const anyHere = sql`any(array(select id from here))`
  return sql<Related>`
    with here as ${parts}, pairs as (
      select l.id as link_id, 'linked' as how, case when l.one_id in (select id from here) then l.other_id else l.one_id end as other,
        l.why, l.linked_by as by_id, l.linked_at as at
      from conversation_links l where l.one_id = ${anyHere} or l.other_id = ${anyHere}
      union all
      select null, case when r.from_id in (select id from here) then 'split-off' else 'split-from' end,
        case when r.from_id in (select id from here) then r.to_id else r.from_id end, null, r.done_by, r.done_at
      from rearrangements r where r.kind = 'split' and r.undone_at is null and r.overtaken_at is null
        and (r.from_id = ${anyHere} or r.to_id = ${anyHere}))
    select distinct on (c.id) p.link_id as "linkId", p.how, c.id, c.subject, c.state, p.why, p.at,
      coalesce(left(${readableText}, 120), '') as excerpt, (select i.name from messages s join identities i on i.id = s.identity_id
        where s.conversation_id = c.id order by s.is_ours, s.said_at desc limit 1) as name,
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as by
    from pairs p join conversations c on c.id = ${visibleId(sql`p.other`)}
    left join messages m on m.id = c.last_message_id left join users u on u.id = p.by_id
    where c.id <> ${conversationId} order by c.id, p.link_id nulls first limit ${sql.lit(2 * mostLinks)}`
}

/** The same, the latest first. */
export const relatedTo = async (db: Db | Tx, conversationId: string): Promise<Related[]> =>
  latestFirst((await relatedAsked(conversationId).execute(db)).rows)

export const latestFirst = (related: readonly Related[]): Related[] =>
  related.toSorted((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime())
