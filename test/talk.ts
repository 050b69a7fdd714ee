import type { Heard, HeardMessage } from '../src/connectors/index.ts'
import type { Db } from '../src/core/database.ts'
import { take } from '../src/intake/take.ts'
import { scripted, someChannel } from './channel.ts'

export type TestChannel = Awaited<ReturnType<typeof someChannel>>

export const minute = (minutes: number): Date => new Date(Date.UTC(2026, 4, 3, 10, minutes))

export const lucas = { externalId: 'https://example.org/@lucas', name: 'Lucas Prieto', handle: '@lucas@example.org' }
export const rosa = { externalId: 'https://example.org/@rosa', name: 'Rosa Camacho' }
/** Our own account at every scripted window. */
export const us = { externalId: 'us', name: 'Café Alameda' }

/** Something said at minute one, in public, by Lucas, unless told otherwise. */
export const said = (externalId: string, more: Partial<HeardMessage> = {}): Heard => ({
  kind: 'message',
  message: {
    externalId,
    author: lucas,
    body: { text: `Hola ${externalId}` },
    media: [],
    visibility: 'public',
    saidAt: minute(1),
    ...more,
  },
})

/** Takes what is heard as intake does. */
export const heard = (db: Db, channel: TestChannel, ...messages: Heard[]): Promise<unknown> =>
  take(db, scripted, channel, { heard: messages }, { moves: 'nothing', now: new Date() })

/** A window with one conversation in it: what was said, in order. */
export async function someConversation(
  db: Db,
  ...messages: Heard[]
): Promise<{ id: string; channel: TestChannel; messageIds: string[] }> {
  const channel = await someChannel(db)
  await heard(db, channel, ...(messages.length > 0 ? messages : [said('1')]))
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('channel_id', '=', channel.id)
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  return { id: rows[0]?.conversation_id ?? '', channel, messageIds: rows.map((row) => row.id) }
}
