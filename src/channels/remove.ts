import { sql } from 'kysely'
import type { Cipher } from '../core/cipher.ts'
import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { sealSettings } from './settings.ts'

/**
 * Takes a window down: it is heard no more, its credentials are forgotten, what waited to be said goes back to its
 * authors. Its conversations stay. Connecting the same account again brings it back.
 */
export async function remove(
  tx: Tx,
  cipher: Cipher,
  channel: { id: string },
  by: { id: string } | undefined,
): Promise<void> {
  const removed = await tx
    .insertInto('channel_removals')
    .values({ channel_id: channel.id, removed_by: by?.id ?? null })
    .onConflict((c) => c.doNothing())
    .returning('removed_at')
    .executeTakeFirst()
  if (!removed) return
  await tx
    .updateTable('channels')
    .set({
      settings: sealSettings(cipher, channel.id, {}),
      settings_version: sql<number>`settings_version + 1`,
    })
    .where('id', '=', channel.id)
    .execute()
  await sql`update channel_hearings set leased_by = null, leased_until = null, hear_at = 'infinity' where channel_id = ${channel.id}`.execute(
    tx,
  )
  const failure = JSON.stringify({ kind: 'gone', words: words('channels.removed') })
  await sql`update deliveries set state = 'failed', settled_at = now(), failure = ${failure}::jsonb
    where channel_id = ${channel.id} and state = 'waiting'`.execute(tx)
  await record(tx, 'channel.removed', { channel, by })
}
