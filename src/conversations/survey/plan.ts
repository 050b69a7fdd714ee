import { sql } from 'kysely'
import type { Connectors } from '../../connectors/index.ts'
import type { Tx } from '../../core/database.ts'
import { type RecordedEvent, recordAll, type TogetherInTx } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import type { WorkingHours } from '../working-time/calendar.ts'
import { findCalendars } from '../working-time/find-calendars.ts'
import { daytime, momentToAsk } from './moment.ts'
import { findSettings, type SurveySetting } from './setting.ts'

/**
 * Conversations were closed: whoever spoke to us last in each is to be asked how it went, where their window asks, one of
 * us answered, and they were not asked lately nor asked not to be. Once for each closing, in its transaction.
 */
export const planSurveys =
  (connectors: Connectors): TogetherInTx =>
  async (tx, events) => {
    const settings = (await findSettings(tx)).filter(({ onSince }) => onSince !== undefined)
    if (settings.length === 0) return
    const found = await candidates(tx, idsOf(events), settings)
    const hours = await hoursOfSettings(tx)
    const rows = found.flatMap(({ visibility, language, network, ...one }) => {
      const setting = settings.find(({ channelId }) => channelId === one.channel_id)
      const isOpen = visibility !== 'direct'
      const privately = isOpen && !setting?.inPublic
      if (!setting || (privately && !connectors.get(network)?.speak?.privately)) return []
      const after = new Date(one.closed_at.getTime() + setting.afterMinutes * 60_000)
      const askAt = momentToAsk(hours(setting), after)
      return [{ id: newId(), ...one, language: language?.startsWith('es') ? 'es' : 'en', privately, ask_at: askAt }]
    })
    if (rows.length === 0) return
    const planned = await tx
      .insertInto('surveys')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['conversation_id', 'closed_at']).doNothing())
      .returning(['id', 'conversation_id', 'ask_at'])
      .execute()
    await recordAll(
      tx,
      planned.map(({ id, conversation_id, ask_at }) => ({
        kind: 'survey.planned',
        conversation: { id: conversation_id },
        data: { survey: id, until: ask_at.toISOString() },
      })),
    )
  }

const idsOf = (events: readonly RecordedEvent[]): string[] => [
  ...new Set(events.flatMap(({ conversationId }) => conversationId ?? [])),
]

/** By the calendar that is chosen, else by day where the organisation is. */
export async function hoursOfSettings(tx: Tx): Promise<(setting: SurveySetting) => WorkingHours> {
  const calendars = await findCalendars(tx)
  const organisation = await tx.selectFrom('organisation').select('time_zone').executeTakeFirst()
  const usual = daytime(organisation?.time_zone ?? 'UTC')
  return ({ calendarId }) => calendars.find(({ id }) => id === calendarId) ?? usual
}

/** Milliseconds are all that a program knows of a moment; of closures `k`. */
export const closedAt = sql<Date>`date_trunc('milliseconds', k.closed_at)`

interface Candidate {
  conversation_id: string
  closed_at: Date
  channel_id: string
  person_id: string
  in_reply_to: string
  user_id: string | null
  team_id: string | null
  language: string | null
  visibility: string
  network: string
}

async function candidates(tx: Tx, ids: readonly string[], settings: readonly SurveySetting[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select k.conversation_id, ${closedAt} as closed_at, m.channel_id, i.person_id, m.id as in_reply_to, m.visibility, h.network,
      coalesce(m.language, c.language) as language, coalesce(w.written_by, k.closed_by) as user_id,
      coalesce(a.team_id, (select min(tm.team_id::text)::uuid from team_members tm
        where tm.user_id = coalesce(w.written_by, k.closed_by) having count(*) = 1)) as team_id
    from conversation_closures k
    join conversations c on c.id = k.conversation_id and c.state = 'closed'
    join lateral (select id, channel_id, identity_id, visibility, language from messages
      where conversation_id = k.conversation_id and not is_ours and concerns_us and deleted_at is null
      order by said_at desc, id desc limit 1) m on true
    join identities i on i.id = m.identity_id and not i.is_bot
    join channels h on h.id = m.channel_id
    join unnest(${settings.map((one) => one.channelId)}::uuid[], ${settings.map((one) => one.everyDays)}::int[])
      as given (channel_id, every_days) on given.channel_id = m.channel_id
    left join conversation_assignments a on a.conversation_id = k.conversation_id
    left join lateral (select r.written_by from replies r where r.conversation_id = k.conversation_id
      and r.written_by is not null and ${hasLeft} order by r.written_at desc, r.id desc limit 1) w on true
    where k.conversation_id = any(${[...ids]}::uuid[]) and ${isAnswered} and ${isWilling(sql`given.every_days`)}
    order by k.conversation_id`.execute(tx)
  // Of one person, once: several of theirs may be closed at once.
  return [...new Map(rows.map((row) => [row.person_id, row])).values()]
}

/** It was said, or is on its way. */
const hasLeft = sql`exists (select from deliveries d where d.reply_id = r.id and d.state in ('waiting', 'sending', 'sent'))`

const isAnswered = sql`(
  exists (select from messages o where o.conversation_id = k.conversation_id and o.is_ours and not o.asks_after
    and o.deleted_at is null)
  or exists (select from replies r where r.conversation_id = k.conversation_id and ${hasLeft}))`

/** Of identities `i`: they did not say that they want no more of it, and it is long ago. */
export const isWilling = (everyDays: ReturnType<typeof sql>, except = sql`null::uuid`) => sql`
  not exists (select from survey_refusals n where n.person_id = i.person_id)
  and not exists (select from surveys before where before.person_id = i.person_id and before.state in ('planned', 'asked')
    and before.id is distinct from ${except}
    and coalesce(before.asked_at, before.ask_at) > now() - make_interval(days => ${everyDays}))`

/**
 * They spoke again, or one of us opened it: nobody is asked how it went while it goes on. What was to leave this moment
 * stays here.
 */
export const dropSurveys: TogetherInTx = async (tx, events) => {
  const ids = idsOf(events)
  const { rows } = await sql<{ reply_id: string; conversation_id: string }>`
    with stayed as (
      update deliveries d set state = 'withdrawn', settled_at = now() from surveys s
      where s.conversation_id = any(${ids}::uuid[]) and s.state = 'asked' and d.reply_id = s.reply_id
        and d.state = 'waiting' and d.attempts = 0 returning d.reply_id)
    update surveys s set state = 'let-be', because = 'reopened', settled_at = now(), asked_at = null, secret_hash = null
    where s.conversation_id = any(${ids}::uuid[]) and (s.state = 'planned'
      or s.reply_id in (select reply_id from stayed)) returning s.reply_id, s.conversation_id`.execute(tx)
  const stayed = rows.filter((row) => row.reply_id !== null)
  await recordAll(
    tx,
    stayed.map(({ reply_id, conversation_id }) => ({
      kind: 'reply.asked-after',
      conversation: { id: conversation_id },
      data: { reply: reply_id },
    })),
  )
}
