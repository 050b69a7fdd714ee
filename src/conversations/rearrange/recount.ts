import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { recomputeReadings } from '../sum-readings.ts'

/** Brings everything that conversations say of their messages up to date, read from the messages themselves. */
export async function recount(tx: Tx, ids: readonly string[], mute: readonly string[] = []): Promise<void> {
  const all = [...new Set(ids)]
  if (all.length === 0) return
  await sql`
    update conversations c set message_count = s.count, last_at = s.last_at, last_message_id = s.last_id
    from (select conversation_id as id, count(*)::int as count, max(said_at) as last_at,
        (array_agg(id order by said_at desc, id desc))[1] as last_id
      from messages where conversation_id = any(${all}::uuid[]) group by 1) as s
    where c.id = s.id`.execute(tx)
  await recountWaiting(tx, all, mute)
  await recomputeReadings(tx, all)
}

/**
 * Who waits where several conversations are one now: an answer of ours answers what was said in the same conversation when it
 * was given, not what stood elsewhere then. Nobody waits in `mute` homes, where nothing can be said; nor for what had been
 * heard in a closed one when it was merged with one that was not.
 */
export async function recountWaiting(tx: Tx, ids: readonly string[], mute: readonly string[] = []): Promise<void> {
  await sql`
    with recursive ours as (
      select m.conversation_id as id, coalesce(m.home_id, m.conversation_id) as home, m.said_at as at
        from messages m where m.conversation_id = any(${[...ids]}::uuid[]) and m.is_ours and not m.asks_after
      -- A person saw it there, and we have not heard it.
      union all select m.conversation_id, coalesce(m.home_id, m.conversation_id),
          greatest(r.written_at, d.leaves_at, (select max(a.decided_at) from reply_approvals a
            where a.reply_id = r.id and a.decision = 'approved'))
        from replies r join messages m on m.id = r.in_reply_to join deliveries d on d.reply_id = r.id
        where r.conversation_id = any(${[...ids]}::uuid[]) and d.state = 'sent' and d.message_id is null
          and not exists (select from surveys v where v.reply_id = r.id)),
    homes as (
      select conversation_id as id, coalesce(home_id, conversation_id) as home
      from messages where conversation_id = any(${[...ids]}::uuid[]) group by 1, 2),
    way (start, home, joined_at) as (
      select home, home, '-infinity'::timestamptz from homes
      union all select w.start, r.to_id, greatest(w.joined_at, r.done_at) from way w join rearrangements r
        on r.from_id = w.home and r.kind = 'merge' and r.undone_at is null and r.overtaken_at is null),
    spans as (
      select h.id, h.home, (select max(w.joined_at) from way w where w.start = h.home) as joined_at,
        (select max(o.at) from ours o where o.id = h.id and o.home = h.home) as answered
      from homes h),
    reach as (
      select m.id, m.home, max(o.answered) filter (
        where o.home = m.home or o.answered > greatest(o.joined_at, m.joined_at)) as answered
      from spans m join spans o on o.id = m.id group by 1, 2),
    waits as (
      select m.conversation_id as id, min(m.said_at) as since
      from messages m join reach h on h.id = m.conversation_id and h.home = coalesce(m.home_id, m.conversation_id)
      where not m.is_ours and m.concerns_us and m.deleted_at is null and m.said_at > coalesce(h.answered, '-infinity')
        and h.home <> all(${[...mute]}::uuid[]) and not exists (
          select from way w join rearrangements r on (r.from_id = w.home or r.to_id = w.home) and r.undone_at is null
          where w.start = h.home and (r.kept->'mute' ? h.home::text or (r.kept->'settled' ? h.home::text and m.id < r.id)))
      group by 1)
    update conversations c set waiting_since = w.since,
      answered_at = (select max(o.at) from ours o where o.id = c.id and (w.since is null or o.at < w.since))
    from unnest(${[...ids]}::uuid[]) as given (id) left join waits w on w.id = given.id
    where c.id = given.id`.execute(tx)
}
