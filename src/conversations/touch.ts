import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import { awaitAssignment, awaitAway } from './assignment/await.ts'
import type { HearingChannel } from './hear.ts'
import type { NewMessage } from './insert-messages.ts'
import { recountWaiting } from './rearrange/recount.ts'
import { settleClocks } from './service-levels/settle.ts'
import { clearSpamWhereSpoken, isNoSpam } from './spam-spoken.ts'
import { recomputeReadings } from './sum-readings.ts'

/**
 * Brings the conversations that gained or lost messages up to date: what was said last, who waits since when, how all of
 * it reads, and, when somebody speaks after we closed or put aside, open again. Gives those in which something was said to us that
 * reached us only after something said later.
 */
export async function touch(
  tx: Tx,
  channel: HearingChannel,
  rows: readonly NewMessage[],
  deleted: readonly { conversationId: string }[],
): Promise<ReadonlySet<string>> {
  const before = rows.length > 0 ? await addUp(tx, channel, rows) : []
  const answered = rows.filter(answers).map((row) => row.conversationId)
  const stirred = [...new Set([...answered, ...deleted.map((row) => row.conversationId)])]
  await recomputeWaiting(tx, stirred, channel.canAnswer)
  const outOfOrder = before.filter((row) => row.late > 0).map((row) => row.id)
  await recomputeReadings(tx, [...new Set([...stirred, ...outOfOrder])])
  await clearSpamWhereSpoken(tx, rows.filter(asks))
  await reopen(tx, rows.filter(asks), new Map(before.map((row) => [row.id, row.last_before])))
  await settleClocks(tx, [...new Set([...before.map((row) => row.id), ...stirred])])
  const asked = [...new Set(rows.filter(asks).map((row) => row.conversationId))]
  await awaitAssignment(tx, asked, { heard: true })
  await awaitAway(tx, asked)
  return new Set(before.filter((row) => row.late > 0).map((row) => row.id))
}

/** What counts for the conversation as a whole. */
const readingOf = (row: NewMessage) => (asks(row) ? row.reading : null)

/** Whoever only asks how it went answers nobody. */
const answers = (row: NewMessage): boolean => row.isOurs && !row.asksAfter

const asks = (row: NewMessage): boolean => !row.isOurs && row.concernsUs && !row.deleted

/** A conversation as it was before: when somebody had spoken last, and how much was now said to us before that. */
interface Before {
  id: string
  last_before: Date
  late: number
}

/** Where nothing else was said yet, something must be the last. */
const counts = sql`(not g.quiet or c.last_at = '-infinity')`

async function addUp(tx: Tx, channel: HearingChannel, rows: readonly NewMessage[]): Promise<Before[]> {
  const { rows: before } = await sql<Before>`
    with given as (
      select * from unnest(
        ${rows.map((row) => row.conversationId)}::uuid[], ${rows.map((row) => row.id)}::uuid[],
        ${rows.map((row) => row.saidAt)}::timestamptz[], ${rows.map(answers)}::bool[],
        ${rows.map(asks)}::bool[], ${rows.map((row) => row.asksAfter)}::bool[],
        ${rows.map((row) => (row.parentExternalId ? null : row.subject))}::text[],
        ${rows.map((row) => readingOf(row)?.language ?? null)}::text[],
        ${rows.map((row) => readingOf(row)?.mood ?? null)}::smallint[],
        ${rows.map((row) => readingOf(row)?.intents ?? null)}::smallint[],
        ${rows.map((row) => readingOf(row)?.urgency ?? null)}::smallint[],
        ${rows.map((row) => readingOf(row)?.abuse ?? null)}::smallint[]
      ) as given (conversation_id, id, said_at, ours, asks, quiet, subject, language, mood, intents, urgency, abuse)
    ), sums as (
      select g.conversation_id, count(*) as count, min(c.last_at) as last_before, max(g.said_at) filter (where ${counts}) as last_at,
        (array_agg(g.id order by g.said_at desc, g.id desc) filter (where ${counts}))[1] as last_id,
        max(g.said_at) filter (where g.ours) as answered_at,
        count(*) filter (where g.asks and g.said_at <= c.last_at)::int as late,
        min(g.said_at) filter (where g.asks and ${channel.canAnswer} and g.said_at > coalesce(c.answered_at, '-infinity')) as asked_at,
        (array_agg(g.subject) filter (where g.subject is not null))[1] as subject,
        (array_agg(g.language order by g.said_at desc, g.id desc) filter (where g.language is not null))[1] as language,
        (array_agg(g.mood order by g.said_at desc, g.id desc) filter (where g.mood is not null))[1] as mood,
        bit_or(g.intents) as intents, max(g.urgency) as urgency, max(g.abuse) as abuse,
        min(c.last_at) > coalesce(min(c.answered_at), '-infinity') as goes_on
      from given g join conversations c on c.id = g.conversation_id group by 1
    )
    update conversations c set message_count = c.message_count + s.count, heard_late = c.heard_late + s.late,
      last_message_id = case when s.last_at >= c.last_at then s.last_id else c.last_message_id end,
      last_at = greatest(c.last_at, s.last_at), answered_at = greatest(c.answered_at, s.answered_at),
      waiting_since = least(c.waiting_since, s.asked_at), subject = coalesce(c.subject, s.subject),
      language = coalesce(s.language, c.language), mood = coalesce(s.mood, c.mood),
      intents = case when s.intents is null then c.intents when s.goes_on then c.intents | s.intents else s.intents end,
      urgency = case when s.urgency is null then c.urgency when s.goes_on and c.mood is not null then greatest(c.urgency, s.urgency) else s.urgency end,
      abuse = case when s.abuse is null then c.abuse when s.goes_on then greatest(c.abuse, s.abuse) else s.abuse end
    from sums s where c.id = s.conversation_id returning c.id, s.last_before, s.late`.execute(tx)
  return before
}

/** Who waits is whoever spoke to us after we last spoke. Read from the messages themselves. */
export async function recomputeWaiting(tx: Tx, conversationIds: readonly string[], canAnswer: boolean): Promise<void> {
  if (conversationIds.length === 0) return
  const { rows } = await sql<{ id: string; merged: boolean }>`
    update conversations c set waiting_since = case when ${canAnswer} then (
      select min(m.said_at) from messages m
      where m.conversation_id = c.id and m.said_at > coalesce(c.answered_at, '-infinity')
        and not m.is_ours and m.concerns_us and m.deleted_at is null) end
    where c.id = any(${[...conversationIds]}::uuid[])
    returning c.id, exists (select from rearrangements r
      where r.to_id = c.id and r.undone_at is null and r.overtaken_at is null) as merged`.execute(tx)
  const merged = rows.filter((row) => row.merged).map((row) => row.id)
  if (merged.length > 0) await recountWaiting(tx, merged)
}

/**
 * Whoever closed it had not read what was said after, nor what was said before and only reached us now: a window that is
 * asked every hour tells of a question an hour late.
 */
async function reopen(tx: Tx, rows: readonly NewMessage[], lastBefore: ReadonlyMap<string, Date>): Promise<void> {
  if (rows.length === 0) return
  const [ids, times] = [rows.map((row) => row.conversationId), rows.map((row) => row.saidAt)]
  const unheard = rows.map((row) => row.saidAt > (lastBefore.get(row.conversationId) ?? row.saidAt))
  const spoken = sql`(select id, max(at) as at, bool_or(unheard) as unheard
    from unnest(${ids}::uuid[], ${times}::timestamptz[], ${unheard}::bool[]) as given (id, at, unheard) group by 1)`
  const closed = await sql<{ id: string; anew: Date | null }>`delete from conversation_closures x using ${spoken} s
    where x.conversation_id = s.id and ${isNoSpam} and (s.unheard or s.at > x.closed_at) returning s.id, (
      select min(said.at) from unnest(${ids}::uuid[], ${times}::timestamptz[]) as said (id, at)
      where said.id = s.id and said.at > x.closed_at) as anew`.execute(tx)
  const snoozed = await sql<{ id: string }>`delete from conversation_snoozes x using ${spoken} s
    where x.conversation_id = s.id and ${isNoSpam} and (s.unheard or s.at > x.snoozed_at) returning s.id`.execute(tx)
  const awake = [...closed.rows, ...snoozed.rows].map((row) => row.id)
  if (awake.length === 0) return
  const anew = [...closed.rows.map((row) => row.anew), ...snoozed.rows.map(() => null)]
  await sql`update conversations c set state = 'open', spoke_anew_at = coalesce(given.anew, c.spoke_anew_at)
    from unnest(${awake}::uuid[], ${anew}::timestamptz[]) as given (id, anew) where c.id = given.id`.execute(tx)
  await recordAll(
    tx,
    awake.map((id) => ({ kind: 'conversation.reopened', conversation: { id }, data: { because: 'message' } })),
  )
}
