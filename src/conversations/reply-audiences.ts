import { type RawBuilder, sql } from 'kysely'
import { type Channel, findChannels } from '../channels/index.ts'
import type { Visibility } from '../connectors/index.ts'
import type { Db } from '../core/database.ts'

/** Somewhere an answer in a conversation may go: a window, and how openly one speaks there. */
export interface Audience {
  /** What was said to us there last: what one answers. */
  messageId: string
  channelId: string
  visibility: Visibility
  name: string
}

const latest = 200

/** Where one can answer in a conversation, the latest first: one for each window and each way of speaking there. */
export const audiencesAsked = (conversationId: string): RawBuilder<Audience> => sql<Audience>`
  select a.id as "messageId", a.channel_id as "channelId", a.visibility, i.name
  from (select distinct on (m.channel_id, m.visibility) m.*
    from (select id, channel_id, visibility, identity_id, said_at from messages
      where conversation_id = ${conversationId} and not is_ours and concerns_us and deleted_at is null
      order by said_at desc, id desc limit ${sql.lit(latest)}) as m
    order by m.channel_id, m.visibility, m.said_at desc, m.id desc) as a
  join identities i on i.id = a.identity_id order by a.said_at desc limit 8`

/** The windows by which its messages came, where there are several: of what one of us put together. */
export const windowsAsked = (conversationId: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select distinct channel_id as id from messages where conversation_id = ${conversationId}
    and exists (select from rearrangements where to_id = ${conversationId})`

export async function channelsOf(db: Db, windows: readonly { id: string }[]): Promise<Channel[]> {
  if (windows.length < 2) return []
  const all = await findChannels(db)
  return all.filter((channel) => windows.some(({ id }) => id === channel.id))
}
