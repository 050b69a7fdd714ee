import { sql } from 'kysely'
import type { Account, Connector } from '../connectors/index.ts'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { webAddress } from '../lib/web-address.ts'
import { words } from '../lib/words.ts'
import type { Switchboard } from './context.ts'
import { giveSettings, sealSettings } from './settings.ts'
import type { Settings, Tried } from './try-settings.ts'

const day = 24 * 3600_000

/**
 * Connects a window whose settings were tried. Its history is fetched back `historyDays` (0 to 3650); hearing begins at
 * once. A window that was removed comes back with its conversations; one that is connected already is refused.
 */
export async function connect(
  board: Switchboard,
  connector: Connector,
  tried: Tried,
  how: { historyDays: number; by: { id: string } | undefined },
): Promise<{ id: string }> {
  const { core } = board
  return core.db.transaction().execute(async (tx) => {
    const known = await findSame(tx, connector.network, tried.found.account.externalId)
    if (known && !known.removed_at) throw new Refusal(409, words('channels.already-connected', { name: known.name }))
    const id = known?.id ?? newId()
    await write(tx, board, id, connector.network, tried, how.by?.id ?? null)
    const now = core.clock.now()
    const since = new Date(now.getTime() - how.historyDays * day)
    await sql`
      insert into channel_hearings (channel_id, hear_at, history_since) values (${id}, ${now}, ${how.historyDays > 0 && connector.history ? since : null})
      on conflict (channel_id) do update set hear_at = excluded.hear_at, history_since = excluded.history_since, cursor = null,
        history_cursor = null, history_done_at = null, history_reached = null, failure = null, failing_since = null,
        failures = 0, leased_by = null, leased_until = null`.execute(tx)
    await record(tx, 'channel.connected', { channel: { id }, by: how.by, data: { network: connector.network } })
    return { id }
  })
}

const findSame = (tx: Tx, network: string, externalId: string) =>
  tx
    .selectFrom('channels as c')
    .leftJoin('channel_removals as r', 'r.channel_id', 'c.id')
    .select(['c.id', 'c.name', 'r.removed_at'])
    .where('c.network', '=', network)
    .where('c.external_id', '=', externalId)
    .executeTakeFirst()

/** As told by the network, which may say anything: pages link to them. */
function withWebAddresses({ url: page, avatarUrl: picture, ...account }: Account): Account {
  const [url, avatarUrl] = [webAddress(page), webAddress(picture)]
  return { ...account, ...(url ? { url } : {}), ...(avatarUrl ? { avatarUrl } : {}) }
}

async function write(
  tx: Tx,
  board: Switchboard,
  id: string,
  network: string,
  { settings, found }: Tried,
  by: string | null,
) {
  const account = withWebAddresses(found.account)
  const row = {
    network,
    external_id: account.externalId,
    name: account.name,
    handle: account.handle ?? null,
    url: account.url ?? null,
    settings: sealSettings(board.core.cipher, id, settings),
    account: JSON.stringify(account),
    connected_by: by,
    connected_at: board.core.clock.now(),
  }
  await tx
    .insertInto('channels')
    .values({ id, ...row })
    .onConflict((c) =>
      c.column('id').doUpdateSet({ ...row, settings_version: sql<number>`channels.settings_version + 1` }),
    )
    .execute()
  await tx.deleteFrom('channel_removals').where('channel_id', '=', id).execute()
  await tx.deleteFrom('channel_pauses').where('channel_id', '=', id).execute()
}

/**
 * Gives a window new settings that were tried; they must lead to the same account. It is asked again at once. `before`:
 * what the window's settings were when the trial began.
 */
export async function reconnect(
  board: Switchboard,
  channel: { id: string; externalId: string },
  tried: Tried,
  { before, by }: { before: Settings; by: { id: string } | undefined },
): Promise<void> {
  const account = withWebAddresses(tried.found.account)
  if (account.externalId !== channel.externalId)
    throw new Refusal(422, words('channels.other-account', { name: account.name }))
  const { core } = board
  await core.db.transaction().execute(async (tx) => {
    const row = {
      name: account.name,
      handle: account.handle ?? null,
      url: account.url ?? null,
      account: JSON.stringify(account),
    }
    await giveSettings(tx, core.cipher, channel.id, { before, tried: tried.settings })
    await insistItStands(tx, channel.id)
    await tx.updateTable('channels').set(row).where('id', '=', channel.id).execute()
    await sql`update channel_hearings set hear_at = now(), failure = null, failing_since = null, failures = 0 where channel_id = ${channel.id}`.execute(
      tx,
    )
    await sql`update deliveries set next_at = now() where channel_id = ${channel.id} and state = 'waiting'`.execute(tx)
    await record(tx, 'channel.reconnected', { channel, by })
  })
}

/** Somebody may have taken it down while its settings were tried: its credentials are to stay forgotten. */
async function insistItStands(tx: Tx, channelId: string): Promise<void> {
  const removal = await tx
    .selectFrom('channel_removals')
    .select('channel_id')
    .where('channel_id', '=', channelId)
    .executeTakeFirst()
  if (removal) throw new Refusal(409, words('channels.taken-down'))
}
