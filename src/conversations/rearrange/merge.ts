import { sql } from 'kysely'
import type { Connectors } from '../../connectors/index.ts'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { seatIn } from './follow-messages.ts'
import { giveState } from './give-state.ts'
import { type HeldConversation, hold, mostMessages } from './hold.ts'
import { settleAll } from './settle-all.ts'

export interface Rearranged {
  id: string
  fromId: string
  toId: string
}

/**
 * Makes one conversation of two: what was said in the first stands in the second from now on, and so does what comes later
 * under it, on whatever network. The first keeps its own state for when this is undone, and its address leads to the second.
 * Refuses (422) a conversation with itself, and more messages than can be moved at once.
 */
export async function merge(
  tx: Tx,
  connectors: Connectors,
  { fromId, intoId }: { fromId: string; intoId: string },
  by: { id: string },
  now = new Date(),
): Promise<Rearranged> {
  const [from, into] = await hold(tx, [fromId, intoId])
  if (!from || !into || from.id === into.id) throw wrong('conversations.merge-itself')
  if (from.messageCount + into.messageCount > mostMessages)
    throw new Refusal(422, words('conversations.rearrange-large', { max: mostMessages }))
  if ((from.state === 'spam') !== (into.state === 'spam')) throw wrong('conversations.merge-spam')
  const mute = await muteAmong(tx, connectors, [from, into])
  const settled = await settledAmong(tx, [from, into])
  const kept = await giveState(tx, from, into)
  await seatIn(tx, from.id, into.id)
  await freeze(tx, from.id, into.id)
  const done = { id: newId(), fromId: from.id, toId: into.id }
  await tx
    .insertInto('rearrangements')
    .values({
      id: done.id,
      kind: 'merge',
      from_id: from.id,
      to_id: into.id,
      message_id: null,
      scope: null,
      done_by: by.id,
      done_at: sql`clock_timestamp()`,
      kept: JSON.stringify({ ...kept, mute, settled }),
    })
    .execute()
  const data = { rearrangement: done.id }
  await record(tx, 'conversation.merged', { conversation: into, by, data: { ...data, other: from.id } })
  await record(tx, 'conversation.merged-into', { conversation: from, by, data: { ...data, other: into.id } })
  await settleAll(tx, [into.id], now)
  return done
}

const wrong = (key: string): Refusal => new Refusal(422, words(key), { fields: { other: words(key) } })

/** Where nothing can be said, and nobody waits: there nobody waits afterwards either. */
export async function muteAmong(
  tx: Tx,
  connectors: Connectors,
  conversations: readonly HeldConversation[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string; network: string }>`
    select c.id, h.network from conversations c join channels h on h.id = c.channel_id
    where c.id = any(${conversations.map(({ id }) => id)}::uuid[]) and c.waiting_since is null`.execute(tx)
  return rows.filter(({ network }) => connectors.get(network)?.speak === undefined).map(({ id }) => id)
}

/** Whoever closed it had nothing left to answer there: with one that is not closed, nobody waits for that again. */
async function settledAmong(tx: Tx, conversations: readonly HeldConversation[]): Promise<string[]> {
  const closed = conversations.filter(({ state }) => state === 'closed').map(({ id }) => id)
  if (closed.length === 0 || closed.length === conversations.length) return []
  const { rows } = await sql<{ home: string }>`select distinct coalesce(home_id, conversation_id) as home from messages
    where conversation_id = any(${closed}::uuid[])`.execute(tx)
  return rows.map(({ home }) => home)
}

/** It is not in any list, and its clocks say nothing; its own rows stay as they are. Its address leads to the other. */
export async function freeze(tx: Tx, id: string, into: string): Promise<void> {
  await stayFrozen(tx, id)
  await sql`insert into conversation_unions (absorbed_id, conversation_id) values (${id}, ${into})`.execute(tx)
}

export async function stayFrozen(tx: Tx, id: string): Promise<void> {
  await sql`update conversations set state = 'merged', waiting_since = null, answer_due = null, resolve_due = null
    where id = ${id}`.execute(tx)
  await sql`update service_clocks set next_at = null where conversation_id = ${id}`.execute(tx)
  await sql`delete from assignment_waits where conversation_id = ${id}`.execute(tx)
}
