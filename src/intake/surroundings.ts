import { sql } from 'kysely'
import { z } from 'zod'
import { connectorOf, contextFor, findChannel } from '../channels/index.ts'
import { ConnectorFailure, type Heard } from '../connectors/index.ts'
import type { Tx } from '../core/database.ts'
import { addJob } from '../core/jobs.ts'
import { take } from './take.ts'
import type { Intake } from './understand.ts'

/** Where a thread has a gap (an answer to something unheard), its surroundings are asked for, once for each thread. */
export async function askAround(tx: Tx, channelId: string, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  const { rows } = await sql<{ conversation_id: string; external_id: string }>`
    select distinct on (m.conversation_id) m.conversation_id, m.external_id
    from awaited_messages a
    join messages m on m.conversation_id = a.conversation_id and m.deleted_at is null
      and a.external_id in (m.parent_external_id, m.root_external_id)
    where a.channel_id = ${channelId} and a.conversation_id = any(${[...conversationIds]}::uuid[])
    order by m.conversation_id, m.said_at desc`.execute(tx)
  for (const row of rows)
    await addJob(
      tx,
      'intake.surroundings',
      { channel: channelId, external_id: row.external_id },
      { key: `surroundings:${row.conversation_id}` },
    )
}

const about = z.object({ channel: z.uuid(), external_id: z.string() })

/** Fetches what stands around a message. What was not said to us is there to be read, not to be answered. */
export async function hearSurroundings(board: Intake, payload: unknown, signal: AbortSignal): Promise<void> {
  const { channel: channelId, external_id } = about.parse(payload)
  const channel = await findChannel(board.core.db, channelId)
  const connector = connectorOf(board, channel.network)
  if (!connector.surroundings) return
  const heard = await connector
    .surroundings(await contextFor(board, channel, signal), external_id)
    .catch((error: unknown): Heard[] => {
      // What cannot be seen any more stays a gap in the thread.
      if (error instanceof ConnectorFailure && (error.kind === 'gone' || error.kind === 'invalid')) return []
      throw error
    })
  const around = heard.map((item) =>
    item.kind === 'message' ? { ...item, message: { concernsUs: false, ...item.message } } : item,
  )
  if (around.length > 0)
    await take(
      board.core.db,
      connector,
      channel,
      { heard: around },
      {
        moves: 'nothing',
        now: board.core.clock.now(),
        understanding: board.understanding,
        matching: board.matching,
      },
    )
}
