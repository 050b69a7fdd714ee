import { sql } from 'kysely'
import { bools, smallints, texts, times, uuids } from '../core/arrays.ts'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import { awaitAssignment, awaitAway } from './assignment/await.ts'
import { type Bystanders, findBystanders, nobody } from './bystanders.ts'
import { answers, asks, readingOf, subjectOf } from './counts.ts'
import type { HearingChannel } from './hear.ts'
import type { NewMessage } from './insert-messages.ts'
import { recountWaiting } from './rearrange/recount.ts'
import { settleClocks } from './service-levels/settle.ts'
import { clearSpamWhereSpoken, isNoSpam } from './spam-spoken.ts'
import { recomputeReadings } from './sum-readings.ts'
import type { ConversationState } from './tables.ts'

/** What became of the conversations that were spoken in. */
export interface Touched {
  /** In which something was said to us that reached us only after something said later. */
  late: ReadonlySet<string>
  bystanders: Bystanders
}

/**
 * Brings the conversations that gained or lost messages up to date: what was said last, who waits since when, how all of
 * it reads, and, when somebody speaks after we closed or put aside, open again. Those that were just `begun` are whole already.
 */
export async function touch(
  tx: Tx,
  channel: HearingChannel,
  rows: readonly NewMessage[],
  deleted: readonly { conversationId: string }[],
  begun: ReadonlySet<string> = new Set(),
): Promise<Touched> {
  const later = rows.filter((row) => !begun.has(row.conversationId))
  const before = later.length > 0 ? await addUp(tx, channel, later) : []
  const answered = idsOf(rows.filter(answers))
  const stirred = [...new Set([...answered, ...idsOf(deleted)])]
  const known = [...new Set([...before.map(({ id }) => id), ...stirred])]
  if (known.length === 0 && begun.size === 0) return { late: new Set(), bystanders: nobody }
  const bystanders = await findBystanders(tx, known)
  await recomputeWaiting(tx, stirred, channel.canAnswer)
  const late = before.filter((row) => row.late > 0).map((row) => row.id)
  await recomputeReadings(tx, [...new Set([...stirred, ...late])])
  const asking = rows.filter(asks)
  await open(tx, asking, before)
  if (bystanders.areTimed) await settleClocks(tx, [...new Set([...known, ...begun])])
  const asked = idsOf(asking)
  if (bystanders.areGiven || asked.some((id) => bystanders.waiting.has(id)))
    await awaitAssignment(tx, asked, { heard: true })
  await awaitAway(
    tx,
    asked.filter((id) => bystanders.assigned.has(id)),
  )
  return { late: new Set(late), bystanders }
}

const idsOf = (rows: readonly { conversationId: string }[]) => [...new Set(rows.map((row) => row.conversationId))]

/** A conversation as it was before: when somebody had spoken last, and how much was now said to us before that. */
interface Before {
  id: string
  state: ConversationState
  last_before: Date
  late: number
}

/** Where nothing else was said yet, something must be the last. */
const counts = sql`(not g.quiet or c.last_at = '-infinity')`

async function addUp(tx: Tx, channel: HearingChannel, rows: readonly NewMessage[]): Promise<Before[]> {
  const number = (key: 'mood' | 'intents' | 'urgency' | 'abuse') =>
    smallints(rows.map((row) => readingOf(row)?.[key] ?? null))
  const { rows: before } = await sql<Before>`
    with given as (
      select * from unnest(
        ${uuids(rows.map((row) => row.conversationId))}::uuid[], ${uuids(rows.map((row) => row.id))}::uuid[],
        ${times(rows.map((row) => row.saidAt))}::timestamptz[], ${bools(rows.map(answers))}::bool[],
        ${bools(rows.map(asks))}::bool[], ${bools(rows.map((row) => row.asksAfter))}::bool[],
        ${texts(rows.map(subjectOf))}::text[], ${texts(rows.map((row) => readingOf(row)?.language ?? null))}::text[],
        ${number('mood')}::smallint[], ${number('intents')}::smallint[], ${number('urgency')}::smallint[],
        ${number('abuse')}::smallint[]
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
    from sums s where c.id = s.conversation_id returning c.id, c.state, s.last_before, s.late`.execute(tx)
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
async function open(tx: Tx, asking: readonly NewMessage[], before: readonly Before[]): Promise<void> {
  const shut = new Map(before.flatMap(({ id, state, last_before }) => (state === 'open' ? [] : [[id, last_before]])))
  const rows = asking.filter((row) => shut.has(row.conversationId))
  await clearSpamWhereSpoken(tx, rows)
  await reopen(tx, rows, shut)
}

async function reopen(tx: Tx, rows: readonly NewMessage[], lastBefore: ReadonlyMap<string, Date>): Promise<void> {
  if (rows.length === 0) return
  const [ids, saidAt] = [rows.map((row) => row.conversationId), rows.map((row) => row.saidAt)]
  const unheard = rows.map((row) => row.saidAt > (lastBefore.get(row.conversationId) ?? row.saidAt))
  const spoken = sql`(select id, max(at) as at, bool_or(unheard) as unheard
    from unnest(${ids}::uuid[], ${saidAt}::timestamptz[], ${unheard}::bool[]) as given (id, at, unheard) group by 1)`
  const closed = await sql<{ id: string; anew: Date | null }>`delete from conversation_closures x using ${spoken} s
    where x.conversation_id = s.id and ${isNoSpam} and (s.unheard or s.at > x.closed_at) returning s.id, (
      select min(said.at) from unnest(${ids}::uuid[], ${saidAt}::timestamptz[]) as said (id, at)
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
