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
  const { settings } = await db
    .selectFrom('channels')
    .select('settings')
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow()
  return cipher.open(settings, belongsToChannel(channelId)) as Settings
}

/** Keeps what a connector says has changed (a rotated token). */
export async function keepSettings(db: Db, cipher: Cipher, channelId: string, changed: Settings): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('channels')
      .select('settings')
      .where('id', '=', channelId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return
    const settings = { ...(cipher.open(row.settings, belongsToChannel(channelId)) as Settings), ...changed }
    await tx
      .updateTable('channels')
      .set({ settings: sealSettings(cipher, channelId, settings) })
      .where('id', '=', channelId)
      .execute()
  })
}
