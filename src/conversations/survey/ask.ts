import { type RawBuilder, sql } from 'kysely'
import { findOrganisation } from '../../access/index.ts'
import { type Channel, findChannel } from '../../channels/index.ts'
import type { Connectors, Speech } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { fits } from '../../lib/text-limit.ts'
import { lockConversation } from '../conversation.ts'
import { speechOf } from '../reply.ts'
import { findReplyTarget, type ReplyTarget } from '../reply-target.ts'
import { hashOf, newSecret, surveyPath } from './link.ts'
import { momentToAsk } from './moment.ts'
import { closedAt, hoursOfSettings, isWilling } from './plan.ts'
import { findSetting, questionIn, type SurveySetting } from './setting.ts'

const mostAtOnce = 20
/** Of a window, which speaks in order: whoever of us answers there waits behind so many at most. */
const mostOnTheirWay = 3
const pausedMs = 3_600_000
/** What could not be asked for so long is not asked any more: nobody would know what it is about. */
const longestMs = 14 * 86_400_000

type Asking = Pick<Core, 'db' | 'clock' | 'config'>

/** Asks whoever is due, each in a transaction of its own: killed anywhere, each is asked once. Gives how many were. */
export async function askDue(core: Asking, connectors: Connectors): Promise<number> {
  const now = core.clock.now()
  const due = await dueNow(core.db, now)
  if (due.length === 0) return 0
  const publicUrl = (await findOrganisation(core))?.publicUrl
  if (!publicUrl) return 0
  let asked = 0
  for (const survey of due)
    if (await core.db.transaction().execute((tx) => askOne(tx, connectors, survey, { now, publicUrl }))) asked++
  return asked
}

interface Due {
  id: string
  conversation_id: string
}

/** The longest due first, of each window as many as may be on their way. */
async function dueNow(db: Db, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select due.id, due.conversation_id from (select distinct channel_id from surveys where state = 'planned' and ask_at <= ${now}) w
    join lateral (select count(*) as count from deliveries d where d.channel_id = w.channel_id and d.state in ('waiting', 'sending')
      and exists (select from surveys v where v.reply_id = d.reply_id)) leaving on true
    join lateral (select s.id, s.conversation_id, s.ask_at from surveys s
      where s.channel_id = w.channel_id and s.state = 'planned' and s.ask_at <= ${now}
      order by s.ask_at, s.id limit greatest(${mostOnTheirWay} - leaving.count, 0)) due on true
    order by due.ask_at, due.id limit ${mostAtOnce}`.execute(db)
  return rows
}

interface Around {
  now: Date
  publicUrl: string
}

async function askOne(tx: Tx, connectors: Connectors, survey: Due, { now, publicUrl }: Around): Promise<boolean> {
  const place = await lockConversation(tx, survey.conversation_id)
  const row = await tx
    .selectFrom('surveys')
    .selectAll()
    .where('id', '=', survey.id)
    .where('state', '=', 'planned')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return false
  const why = await whyNot(tx, row.id, place.id)
  if (why) return letBe(tx, row.id, why, now)
  const channel = await findChannel(tx, row.channel_id)
  const setting = await findSetting(tx, channel.id)
  const until = (await untilAnswered(tx, place.id, setting, now)) ?? (await notYet(tx, channel, setting, now))
  if (until && until.getTime() - row.closed_at.getTime() > longestMs) return letBe(tx, row.id, 'late', now)
  if (until) return putOff(tx, row.id, until)
  const speech = speechOf(connectors.get(channel.network), channel)
  if (speech instanceof Refusal) return letBe(tx, row.id, 'mute', now)
  const target = await findReplyTarget(tx, place.id, row.in_reply_to)
  if (!target || target.id !== row.in_reply_to) return letBe(tx, row.id, 'gone', now)
  const isOpen = target.visibility !== 'direct'
  if (isOpen && row.privately && !speech.privately) return letBe(tx, row.id, 'public', now)
  const secret = newSecret()
  const question = questionIn(setting, row.language, target.name)
  const said = { question, link: `${publicUrl}${surveyPath(secret)}`, isPrivate: isOpen && row.privately }
  const text = textOf(speech, channel, target, said)
  if (text === undefined) return letBe(tx, row.id, 'long', now)
  const replyId = newId()
  await tx
    .insertInto('replies')
    .values({ id: replyId, conversation_id: place.id, in_reply_to: target.id, written_by: null, text })
    .execute()
  const delivery = { id: newId(), reply_id: replyId, part: 0, channel_id: channel.id, text, privately: said.isPrivate }
  await tx
    .insertInto('deliveries')
    .values({ ...delivery, sending_at: null, sending_by: null, message_id: null, settled_at: null })
    .execute()
  await tx
    .updateTable('surveys')
    .set({ state: 'asked', asked_at: now, reply_id: replyId, secret_hash: hashOf(secret), question })
    .where('id', '=', row.id)
    .execute()
  const about = { conversation: { id: place.id }, channel, message: { id: target.id } }
  await record(tx, 'survey.asked', { ...about, data: { survey: row.id, reply: replyId } })
  return true
}

/** Whatever changed since it was planned. */
async function whyNot(tx: Tx, id: string, conversationId: string): Promise<string | undefined> {
  const answered = sql`exists (select from messages o where o.conversation_id = s.conversation_id and o.is_ours
    and not o.asks_after and o.deleted_at is null)`
  const { rows } = await sql<{ why: string | null }>`
    select case
      when s.conversation_id <> ${conversationId} then 'merged'
      when c.state <> 'closed' or ${closedAt} is distinct from s.closed_at then 'reopened'
      when g.on_since is null then 'off'
      when not (${isWilling(sql`g.every_days`, sql`s.id`)}) then 'refused'
      when not ${answered} then 'unanswered' end as why
    from surveys s join conversations c on c.id = s.conversation_id
    join messages m on m.id = s.in_reply_to join identities i on i.id = m.identity_id
    left join conversation_closures k on k.conversation_id = s.conversation_id
    left join survey_settings g on g.channel_id = s.channel_id
    where s.id = ${id}`.execute(tx)
  return rows[0]?.why ?? undefined
}

/** What answers them is still to leave, or waits for somebody to let it. Its time first, then theirs to read it. */
async function untilAnswered(
  tx: Tx,
  conversationId: string,
  { afterMinutes }: SurveySetting,
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await sql<{ leaves_at: Date }>`
    select max(d.leaves_at) as leaves_at from deliveries d join replies r on r.id = d.reply_id
    where r.conversation_id = ${conversationId} and d.state in ('waiting', 'sending', 'held', 'awaiting-approval')
    having count(*) > 0`.execute(tx)
  const leaves = rows[0]?.leaves_at
  return leaves && new Date(Math.max(leaves.getTime(), now.getTime()) + afterMinutes * 60_000)
}

/** Until when they are left in peace: it is night there, or the window rests. */
async function notYet(
  tx: Tx,
  channel: Channel,
  setting: Awaited<ReturnType<typeof findSetting>>,
  now: Date,
): Promise<Date | undefined> {
  if (channel.pausedAt) return new Date(now.getTime() + pausedMs)
  const hours = await hoursOfSettings(tx)
  const at = momentToAsk(hours(setting), now)
  return at > now ? at : undefined
}

interface Question {
  question: string
  link: string
  isPrivate: boolean
}

/** With the mentions that the network wants; undefined where it would not fit there. */
function textOf(speech: Speech, channel: Channel, target: ReplyTarget, said: Question): string | undefined {
  const to = said.isPrivate
    ? { ...target.inReplyTo, visibility: 'direct' as const, mentions: [] }
    : { ...target.inReplyTo, mentions: [] }
  const opening = speech.opening?.(channel.account, to) ?? ''
  const text = `${opening}${said.question}\n${said.link}`
  return fits(text, speech.limit(channel.account)) ? text : undefined
}

const settle = async (tx: Tx, id: string, set: RawBuilder<unknown>): Promise<false> => {
  await sql`update surveys set ${set} where id = ${id}`.execute(tx)
  return false
}

const letBe = (tx: Tx, id: string, because: string, now: Date) =>
  settle(tx, id, sql`state = 'let-be', because = ${because}, settled_at = ${now}`)

const putOff = (tx: Tx, id: string, until: Date) => settle(tx, id, sql`ask_at = ${until}`)
