import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { moveAttachments } from './attachments/take.ts'
import { recomputeReadings } from './sum-readings.ts'
import { recomputeWaiting } from './touch.ts'

/**
 * Makes one conversation of several that turn out to be one thread. Everything of the others moves to it; their old
 * addresses lead there; it is open if any of them was, and spam only if all were. Where both say something of the same kind, the survivor's stands.
 */
export async function unite(tx: Tx, into: string, others: readonly string[], canAnswer: boolean): Promise<void> {
  const absorbed = [...others]
  // A verb under way holds its conversation: what it adds is waited for and moves too, else it would go with the row.
  await sql`select from conversations where id = any(${[into, ...absorbed]}::uuid[]) order by id for update`.execute(tx)
  const unread = await countSaidToUs(tx, absorbed)
  await moveRows(tx, into, absorbed)
  await moveLinks(tx, into, absorbed)
  await moveSurveys(tx, into, absorbed)
  await moveState(tx, into, absorbed)
  await sql`
    update conversations c set message_count = c.message_count + o.message_count,
      heard_late = c.heard_late + o.heard_late + ${unread}, last_at = greatest(c.last_at, o.last_at),
      last_message_id = case when o.last_at > c.last_at then o.last_message_id else c.last_message_id end,
      answered_at = greatest(c.answered_at, o.answered_at), subject = coalesce(c.subject, o.subject),
      spoke_anew_at = (select min(greatest(w.waiting_since, w.spoke_anew_at)) from conversations w
        where w.id = any(${[into, ...absorbed]}::uuid[]) and w.waiting_since is not null having count(w.spoke_anew_at) > 0),
      state = case when c.state = 'open' or o.any_open then 'open' when c.state = 'snoozed' or o.any_snoozed then 'snoozed'
        when c.state = 'closed' or o.any_closed then 'closed' else 'spam' end
    from (select sum(message_count) as message_count, sum(heard_late) as heard_late, max(last_at) as last_at, max(answered_at) as answered_at,
        max(subject) as subject, bool_or(state = 'open') as any_open, bool_or(state = 'snoozed') as any_snoozed, bool_or(state = 'closed') as any_closed,
        (array_agg(last_message_id order by last_at desc))[1] as last_message_id
      from conversations where id = any(${absorbed}::uuid[])) as o
    where c.id = ${into}`.execute(tx)
  await recomputeWaiting(tx, [into], canAnswer)
  await recomputeReadings(tx, [into])
  await sql`delete from conversation_closures x using conversations c
    where x.conversation_id = c.id and c.id = ${into} and c.state <> 'closed'`.execute(tx)
  await sql`delete from conversation_snoozes x using conversations c
    where x.conversation_id = c.id and c.id = ${into} and c.state <> 'snoozed'`.execute(tx)
  await sql`delete from conversation_spam x using conversations c
    where x.conversation_id = c.id and c.id = ${into} and c.state <> 'spam'`.execute(tx)
  await sql`delete from conversations where id = any(${absorbed}::uuid[])`.execute(tx)
  for (const id of absorbed)
    await record(tx, 'conversation.united', { conversation: { id: into }, data: { absorbed: id } })
}

/** To whoever has read the one, what was said to us in the others is new. */
export async function countSaidToUs(tx: Tx, conversationIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from messages
    where conversation_id = any(${[...conversationIds]}::uuid[]) and not is_ours and concerns_us and deleted_at is null`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

const plain = [
  'messages',
  'awaited_messages',
  'notes',
  'note_attachments',
  'replies',
  'promises',
  'response_choices',
  'saved_reply_uses',
  'service_results',
  'coach_dismissals',
  'presences',
] as const
const once = [
  'conversation_closures',
  'conversation_snoozes',
  'conversation_spam',
  'conversation_assignments',
  'assignment_waits',
  'conversations_left_free',
] as const
const keyed = [
  ['conversation_tags', 'tag_id'],
  ['saved_reply_insertions', 'saved_reply_id'],
  ['conversation_reads', 'user_id'],
  ['conversation_followers', 'user_id'],
  ['service_clocks', 'kind'],
  ['response_answers', 'question'],
  ['bare_links', 'url_sha256'],
  ['coach_remarks', 'user_id', 'kind', 'day'],
] as const

async function moveRows(tx: Tx, into: string, absorbed: string[]): Promise<void> {
  for (const table of plain)
    await sql`update ${sql.table(table)} set conversation_id = ${into} where conversation_id = any(${absorbed}::uuid[])`.execute(
      tx,
    )
  await sql`update conversation_unions set conversation_id = ${into} where conversation_id = any(${absorbed}::uuid[])`.execute(
    tx,
  )
  await sql`insert into conversation_unions (absorbed_id, conversation_id)
    select id, ${into} from unnest(${absorbed}::uuid[]) as id`.execute(tx)
}

/**
 * What people were asked and said of how it went stays, each of its own closing: what was closed in the same moment counts
 * as closed after it.
 */
async function moveSurveys(tx: Tx, into: string, absorbed: string[]): Promise<void> {
  await sql`
    with placed as (
      select id, row_number() over (partition by closed_at order by (conversation_id = ${into}) desc, id) as nth,
        max(closed_at) over () + row_number() over (order by id) * interval '1 millisecond' as later
      from surveys where conversation_id = any(${[into, ...absorbed]}::uuid[]))
    update surveys s set conversation_id = ${into}, closed_at = case when p.nth = 1 then s.closed_at else p.later end
    from placed p where p.id = s.id and s.conversation_id <> ${into}`.execute(tx)
}

/** What somebody linked to one of the others has to do with the one that is left. */
async function moveLinks(tx: Tx, into: string, absorbed: string[]): Promise<void> {
  const now = (id: 'one_id' | 'other_id') =>
    sql`case when ${sql.ref(id)} = any(${absorbed}::uuid[]) then ${into}::uuid else ${sql.ref(id)} end`
  await sql`
    with gone as (
      delete from conversation_links where one_id = any(${absorbed}::uuid[]) or other_id = any(${absorbed}::uuid[])
      returning id, ${now('one_id')} as one, ${now('other_id')} as other, why, linked_by, linked_at)
    insert into conversation_links (id, one_id, other_id, why, linked_by, linked_at)
    select id, least(one, other), greatest(one, other), why, linked_by, linked_at from gone where one <> other
    order by linked_at, id on conflict do nothing`.execute(tx)
}

/** What was being written in several of them stands in one draft, one text under the other. */
export async function moveDrafts(tx: Tx, into: string, absorbed: string[]): Promise<void> {
  const first = sql`order by (conversation_id = ${into}) desc, kept_at desc`
  await sql`
    insert into drafts (conversation_id, text, in_reply_to, kept_at, kept_by)
    select ${into}, string_agg(text, e'\n\n' ${first}), (array_agg(in_reply_to ${first}))[1], max(kept_at),
      (array_agg(kept_by ${first}))[1]
    from drafts where conversation_id = any(${[into, ...absorbed]}::uuid[]) having bool_or(conversation_id <> ${into})
    on conflict (conversation_id) do update set text = excluded.text, kept_at = excluded.kept_at,
      version = greatest(drafts.version + 1, excluded.version)`.execute(tx)
  await sql`
    insert into draft_writers (conversation_id, user_id, at)
    select ${into}, user_id, min(at) from draft_writers where conversation_id = any(${absorbed}::uuid[]) group by user_id
    on conflict do nothing`.execute(tx)
  // Whoever has one of them before them asks for the joined text.
  await sql`select pg_notify('signs', id::text) from unnest(${[into, ...absorbed]}::uuid[]) as id
    where exists (select from drafts where conversation_id = ${into})`.execute(tx)
}

async function moveState(tx: Tx, into: string, absorbed: string[]): Promise<void> {
  await moveDrafts(tx, into, absorbed)
  await moveAttachments(tx, into, absorbed)
  await sql`insert into service_warnings (conversation_id, target, asked_at, level_id, target_ms, after_minutes, at)
    select ${into}, target, asked_at, level_id, target_ms, after_minutes, min(at) from service_warnings
    where conversation_id = any(${absorbed}::uuid[]) group by target, asked_at, level_id, target_ms, after_minutes
    on conflict do nothing`.execute(tx)
  for (const table of once)
    await sql`update ${sql.table(table)} set conversation_id = ${into} where conversation_id = (
      select conversation_id from ${sql.table(table)} where conversation_id = any(${absorbed}::uuid[])
        and not exists (select from ${sql.table(table)} where conversation_id = ${into}) order by 1 limit 1)`.execute(
      tx,
    )
  // What somebody has is not left free.
  await sql`delete from conversations_left_free f using conversation_assignments a
    where a.conversation_id = f.conversation_id and f.conversation_id = ${into}`.execute(tx)
  for (const [table, ...keys] of keyed) {
    const same = (other: 'o' | 'u') =>
      sql.join(
        keys.map((key) => sql`${sql.ref(`${other}.${key}`)} = ${sql.ref(`t.${key}`)}`),
        sql` and `,
      )
    await sql`update ${sql.table(table)} t set conversation_id = ${into}
      where conversation_id = any(${absorbed}::uuid[])
        and not exists (select from ${sql.table(table)} o where o.conversation_id = ${into} and ${same('o')})
        and t.conversation_id = (select min(u.conversation_id::text)::uuid from ${sql.table(table)} u
          where u.conversation_id = any(${absorbed}::uuid[]) and ${same('u')})`.execute(tx)
  }
}
