import { sql } from 'kysely'
import type { Cipher } from '../core/cipher.ts'
import type { Tx } from '../core/database.ts'
import { record, recordAll } from '../core/events.ts'
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
  await record(tx, 'channel.removed', { channel, by })
  await giveBack(tx, channel, by)
}

/** What waited, for its moment or for somebody to read or approve it, goes back, and whoever wrote it is told. */
async function giveBack(tx: Tx, channel: { id: string }, by: { id: string } | undefined): Promise<void> {
  const failure = JSON.stringify({ kind: 'gone', words: words('channels.removed') })
  // Their approvals first, as whoever decides on them does, so that the two cannot deadlock.
  await sql`select from reply_approvals where decision is null and reply_id in (
    select reply_id from deliveries where channel_id = ${channel.id} and state = 'awaiting-approval') order by id for update`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string; conversation_id: string }>`
    with failed as (
      update deliveries set state = 'failed', settled_at = now(), failure = ${failure}::jsonb
      where channel_id = ${channel.id} and state in ('awaiting-approval', 'waiting', 'held') returning reply_id),
    unasked as (
      update reply_approvals set decision = 'failed', decided_at = now()
      where reply_id in (select reply_id from failed) and decision is null),
    released as (
      update reply_schedules set held_at = null, held_because = null
      where reply_id in (select reply_id from failed) and held_at is not null)
    select id, conversation_id from replies where id in (select reply_id from failed) order by id`.execute(tx)
  await recordAll(
    tx,
    rows.map((reply) => ({
      kind: 'reply.failed',
      conversation: { id: reply.conversation_id },
      channel,
      by,
      data: { reply: reply.id },
    })),
  )
}
