import { sql } from 'kysely'
import type { Switchboard } from '../channels/index.ts'

const rememberedMs = 90 * 24 * 3_600_000
const batch = 5_000

/**
 * Forgets deletions that were heard before what they delete, ninety days later. They are remembered because pages read
 * earlier, retries and caches may still bring the words; a network itself does not have them any more, however far back
 * its history is fetched again. What is posted to a window is different: the program on the other side may post the same
 * again years later, and deletes little, so there a deletion is remembered as long as the window.
 */
export async function forgetDeletions({ core, connectors }: Switchboard, signal: AbortSignal): Promise<number> {
  const channels = await core.db.selectFrom('channels').select(['id', 'network']).execute()
  const asked = channels.filter(({ network }) => connectors.get(network)?.newest).map(({ id }) => id)
  const before = new Date(core.clock.now().getTime() - rememberedMs)
  let forgotten = 0
  let last = asked.length > 0 ? batch : 0
  while (last === batch && !signal.aborted) {
    const { numAffectedRows = 0n } = await sql`
      delete from message_tombstones where (channel_id, external_id) in (
        select channel_id, external_id from message_tombstones
        where deleted_at < ${before} and channel_id = any(${asked}::uuid[])
        order by deleted_at limit ${batch})`.execute(core.db)
    last = Number(numAffectedRows)
    forgotten += last
  }
  return forgotten
}
