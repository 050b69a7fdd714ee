import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'

type By = { id: string } | undefined

/** Stops hearing a window until it is resumed. Pausing a paused one changes nothing. */
export async function pause(tx: Tx, channel: { id: string }, by: By): Promise<void> {
  const paused = await tx
    .insertInto('channel_pauses')
    .values({ channel_id: channel.id, paused_by: by?.id ?? null })
    .onConflict((c) => c.doNothing())
    .returning('paused_at')
    .executeTakeFirst()
  if (paused) await record(tx, 'channel.paused', { channel, by })
}

/** Hears it again, at once and from where it was. */
export async function resume(tx: Tx, channel: { id: string }, by: By): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('channel_pauses')
    .where('channel_id', '=', channel.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  await sql`update channel_hearings set hear_at = now() where channel_id = ${channel.id}`.execute(tx)
  await record(tx, 'channel.resumed', { channel, by })
}
