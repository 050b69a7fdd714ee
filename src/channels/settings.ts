import type { Cipher } from '../core/cipher.ts'
import type { Db, Tx } from '../core/database.ts'
import type { Json } from '../lib/json.ts'

type Settings = Record<string, unknown>

export const belongsToChannel = (channelId: string) => `channel:${channelId}`

export const sealSettings = (cipher: Cipher, channelId: string, settings: Settings): Buffer =>
  // Settings were parsed by a zod schema from a form or from JSON: they are JSON.
  cipher.seal(settings as Json, belongsToChannel(channelId))

/** The settings of a window, with its secrets: only for the connector, never for a page. */
export async function openSettings(db: Db | Tx, cipher: Cipher, channelId: string): Promise<Settings> {
  return (await openVersion(db, cipher, channelId)).settings
}

/** The same, with how often people have given them: what is renewed by the connector belongs to these and no later ones. */
export async function openVersion(
  db: Db | Tx,
  cipher: Cipher,
  channelId: string,
): Promise<{ settings: Settings; version: number }> {
  const row = await db
    .selectFrom('channels')
    .select(['settings', 'settings_version'])
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow()
  return { settings: opened(cipher, channelId, row.settings), version: row.settings_version }
}

/**
 * Keeps what a connector says has changed (a rotated token), unless a person has given the window other settings since
 * the connector was given its own, or has taken it down: theirs stand.
 */
export async function keepSettings(
  db: Db,
  cipher: Cipher,
  { id, version }: { id: string; version: number },
  changed: Settings,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await lockSettings(tx, id)
    if (row?.settings_version !== version) return
    const settings = { ...opened(cipher, id, row.settings), ...changed }
    await tx
      .updateTable('channels')
      .set({ settings: sealSettings(cipher, id, settings) })
      .where('id', '=', id)
      .execute()
  })
}

/**
 * What a person gives a window: their settings as they were tried, and whatever the connector has renewed in the window's
 * own while they were (`before` is what the trial began from).
 */
export async function giveSettings(
  tx: Tx,
  cipher: Cipher,
  id: string,
  given: { before: Settings; tried: Settings },
): Promise<void> {
  const row = await lockSettings(tx, id)
  if (!row) return
  const settings = withRenewed(given, opened(cipher, id, row.settings))
  await tx
    .updateTable('channels')
    .set({ settings: sealSettings(cipher, id, settings), settings_version: row.settings_version + 1 })
    .where('id', '=', id)
    .execute()
}

const lockSettings = (tx: Tx, id: string) =>
  tx.selectFrom('channels').select(['settings', 'settings_version']).where('id', '=', id).forUpdate().executeTakeFirst()

const opened = (cipher: Cipher, id: string, sealed: Buffer): Settings =>
  cipher.open(sealed, belongsToChannel(id)) as Settings

/** A field that the person and the trial left as it was, and that has changed since, is as it is now. */
function withRenewed({ before, tried }: { before: Settings; tried: Settings }, now: Settings): Settings {
  const renewed = Object.entries(now).filter(
    ([name, value]) => isSame(tried[name], before[name]) && !isSame(value, before[name]),
  )
  return { ...tried, ...Object.fromEntries(renewed) }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
