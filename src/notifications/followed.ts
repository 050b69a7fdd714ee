import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { InTx, RecordedEvent, TogetherInTx } from '../core/events.ts'
import { notify, notifyAll } from './notify.ts'
import type { NotificationKind } from './tables.ts'
import { given, texts, whoFollows, whoFollowsEach, whoIsHere } from './whom.ts'

/** They spoke again: for some, the only line that matters. */
export const spoken: TogetherInTx = async (tx, events) => {
  const ids = events.flatMap(({ conversationId }) => conversationId ?? [])
  const followers = await whoFollowsEach(tx, ids)
  const lines = events.flatMap((event) => {
    const about = event.conversationId ?? ''
    const others = (followers.get(about) ?? []).filter((id) => id !== event.byUser)
    return others.map((userId) => ({ event, about, userId }))
  })
  await notifyAll(tx, 'spoke', lines)
}

export const closed: InTx = (tx, event) => tell(tx, event, 'closed')

/** Whom it names is told that; whoever follows the conversation, that there is one. */
export const noted: InTx = async (tx, event) => {
  // Who is given the conversation with it is told of both at once, and so is who follows it.
  const handed = event.data.handed === true
  const told = handed ? await given(tx, event) : []
  const named = (await whoIsHere(tx, texts(event.data.named))).filter((id) => !told.includes(id))
  if (typeof event.data.note === 'string') await notify(tx, event, 'named', event.data.note, named)
  if (handed) await takeBack(tx, event, named)
  else await tell(tx, event, 'noted', [], named)
}

/** That it was handed on was just told to whom the note that goes with it names: of one deed they have one line. */
async function takeBack(tx: Tx, { conversationId }: RecordedEvent, named: readonly string[]): Promise<void> {
  if (!conversationId || named.length === 0) return
  await tx
    .deleteFrom('notifications')
    .where('user_id', 'in', named)
    .where('kind', '=', 'handed-on')
    .where('about', '=', conversationId)
    .where('at', '=', sql<Date>`now()`)
    .execute()
}

/** A reply of ours arrived; of one in several parts, its first. Its writer knows. */
export const answered: InTx = async (tx, event) => {
  const { reply, part } = event.data
  if (typeof reply !== 'string' || (typeof part === 'number' && part > 0)) return
  const row = await tx.selectFrom('replies').select('written_by').where('id', '=', reply).executeTakeFirst()
  await tell(tx, { ...event, byUser: row?.written_by ?? null }, 'answered')
}

/** It was given to others; whoever it was given to is told that, and whoever had it has a right to know. */
export async function handedOn(tx: Tx, event: RecordedEvent, told: readonly string[]): Promise<void> {
  const { from } = event.data
  await tell(tx, event, 'handed-on', typeof from === 'string' ? [from] : [], told)
}

/** Whoever has it or follows it: never of their own deed, and not what they are told otherwise. */
async function tell(
  tx: Tx,
  event: RecordedEvent,
  kind: NotificationKind,
  also: readonly string[] = [],
  told: readonly string[] = [],
): Promise<void> {
  const { conversationId, byUser } = event
  if (!conversationId) return
  const others = (await whoFollows(tx, conversationId, also)).filter((id) => id !== byUser && !told.includes(id))
  await notify(tx, event, kind, conversationId, others)
}
