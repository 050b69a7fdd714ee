import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { type InTx, recordAll, type Subscribers } from '../core/events.ts'
import type { Bystanders } from './bystanders.ts'
import type { NewMessage } from './insert-messages.ts'
import type { HeldBecause } from './reply-tables.ts'

/** What was said longer than this before a reply was written is history that comes in: its author may have known it. */
const historyMs = 86_400_000

/**
 * They wrote again, or one of us answered on the network itself: what is to leave later in these conversations waits until
 * somebody has read that.
 */
export async function holdWhereHeard(tx: Tx, rows: readonly NewMessage[], { replying }: Bystanders): Promise<void> {
  const said = rows.filter((row) => !row.deleted && replying.has(row.conversationId))
  const theirs = said.filter((row) => !row.isOurs && row.concernsUs)
  if (theirs.length > 0) await hold(tx, 'spoke', wasSaid(theirs))
  const ours = said.filter((row) => row.isOurs && !row.asksAfter)
  if (ours.length > 0) await hold(tx, 'answered', sql`${wasSaid(ours)} and not ${isSpeaking}`)
}

function wasSaid(rows: readonly NewMessage[]): RawBuilder<unknown> {
  const [ids, times] = [rows.map((row) => row.conversationId), rows.map((row) => row.saidAt)]
  return sql`exists (
    select from unnest(${ids}::uuid[], ${times}::timestamptz[]) as said (id, at)
    where said.id = r.conversation_id and said.at > s.set_at - make_interval(secs => ${sql.lit(historyMs / 1000)}))
    and r.conversation_id = any(${[...new Set(ids)]}::uuid[])`
}

/** What is heard of us while we speak from here is what we say, of which everybody here knew. */
const isSpeaking = sql`exists (
  select from replies x join deliveries y on y.reply_id = x.id
  where x.conversation_id = r.conversation_id and y.state = 'sending')`

/** One of us answers meanwhile: what another reply was to say may be said. */
export const holdWhereAnswered = (tx: Tx, conversationId: string): Promise<void> =>
  hold(tx, 'answered', sql`r.conversation_id = ${conversationId}`)

/** Who closes after having written means both. */
const closed: InTx = async (tx, { conversationId, byUser }) => {
  if (conversationId)
    await hold(tx, 'closed', sql`r.conversation_id = ${conversationId} and r.written_by is distinct from ${byUser}`)
}

/** Nobody answers spam. */
const spam: InTx = async (tx, { conversationId }) => {
  if (conversationId) await hold(tx, 'spam', sql`r.conversation_id = ${conversationId}`)
}

/** What was held before is told once more: whoever was to see to it is not here. */
const left: InTx = async (tx, { data }) => {
  if (typeof data.user !== 'string') return
  const { rows: held } = await sql<Placed>`
    select distinct d.reply_id, r.conversation_id, d.channel_id from replies r join deliveries d on d.reply_id = r.id
    where r.written_by = ${data.user} and d.state = 'held' order by d.reply_id`.execute(tx)
  await tellHeld(tx, held, 'left')
  await hold(tx, 'left', sql`r.written_by = ${data.user}`)
}

export const sendLaterSubscribers: Pick<Subscribers, 'inTx'> = {
  inTx: new Map([
    ['conversation.closed', [closed]],
    ['conversation.marked-spam', [spam]],
    ['user.deactivated', [left]],
  ]),
}

interface Placed {
  reply_id: string
  conversation_id: string
  channel_id: string
}

interface Part extends Placed {
  isWaiting: boolean
}

/** Only what is whole still: of a reply that is leaving the rest follows. */
async function hold(tx: Tx, because: HeldBecause, which: RawBuilder<unknown>): Promise<void> {
  const { rows: parts } = await sql<Part>`
    select d.reply_id, r.conversation_id, d.channel_id, d.state = 'waiting' and d.attempts = 0 as "isWaiting"
    from replies r join reply_schedules s on s.reply_id = r.id join deliveries d on d.reply_id = r.id
    where s.held_at is null and ${which}
      and exists (select from deliveries w where w.reply_id = r.id and w.state = 'waiting')
    order by d.id for update of d`.execute(tx)
  const whole = [...Map.groupBy(parts, (part) => part.reply_id).values()].flatMap((all) =>
    all[0] && all.every((part) => part.isWaiting) ? [all[0]] : [],
  )
  if (whole.length === 0) return
  const ids = whole.map((part) => part.reply_id)
  await sql`update deliveries set state = 'held' where reply_id = any(${ids}::uuid[])`.execute(tx)
  await sql`
    update reply_schedules set held_at = now(), held_because = ${because} where reply_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await tellHeld(tx, whole, because)
}

const tellHeld = (tx: Tx, replies: readonly Placed[], because: HeldBecause) =>
  recordAll(
    tx,
    replies.map(({ reply_id, conversation_id, channel_id }) => ({
      kind: 'reply.held',
      conversation: { id: conversation_id },
      channel: { id: channel_id },
      data: { reply: reply_id, because },
    })),
  )
