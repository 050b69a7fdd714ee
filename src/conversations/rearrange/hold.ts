import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'
import type { ConversationState } from '../tables.ts'
import { visibleOf } from './visible.ts'

/** More at once would hold up what comes in. */
export const mostMessages = 20_000

export interface HeldConversation {
  id: string
  channelId: string
  state: ConversationState | 'merged'
  messageCount: number
}

/**
 * Holds conversations and the windows that their messages came by, in the order in which intake takes them: nothing is heard
 * into them meanwhile. Gives them in the order of the ids, following merges. Refuses with 404 what is not here.
 */
export async function hold(tx: Tx, ids: readonly string[]): Promise<HeldConversation[]> {
  const visible = await visibleOf(tx, ids)
  const now = [...new Set(ids.map((id) => visible.get(id) ?? id))]
  await sql`select from channel_hearings where channel_id in (
      select distinct channel_id from messages where conversation_id = any(${now}::uuid[])
      union select channel_id from conversations where id = any(${now}::uuid[]))
    order by channel_id for update`.execute(tx)
  await sql`select from conversations where id = any(${now}::uuid[]) order by id for update`.execute(tx)
  const rows = (await findHeld(tx, now)).filter(({ state }) => state !== 'merged')
  return ids.map((id) => {
    const row = rows.find((one) => one.id === (visible.get(id) ?? id))
    if (!row) throw notFound()
    if (row.messageCount > mostMessages)
      throw new Refusal(422, words('conversations.rearrange-large', { max: mostMessages }))
    return row
  })
}

/** In the order of the ids, as far as they are here. */
export async function findHeld(tx: Tx, ids: readonly string[]): Promise<HeldConversation[]> {
  const { rows } = await sql<HeldConversation>`
    select c.id, c.channel_id as "channelId", c.state, c.message_count as "messageCount"
    from unnest(${[...ids]}::uuid[]) with ordinality as given (id, at) join conversations c using (id)
    order by given.at`.execute(tx)
  return rows
}
