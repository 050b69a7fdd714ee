import type { Cipher } from '../core/cipher.ts'
import type { Tx } from '../core/database.ts'
import { reseal } from '../core/reseal.ts'
import { belongsToConsent } from './consent.ts'
import { belongsToChannel } from './settings.ts'

/** Part of the rotation of the key: seals every window's settings anew. `lost` could not be opened and stay as they are. */
export async function resealChannels(tx: Tx, from: Cipher, to: Cipher): Promise<{ sealed: number; lost: number }> {
  const channels = await tx.selectFrom('channels').select(['id', 'settings']).forUpdate().execute()
  let sealed = 0
  for (const { id, settings: before } of channels) {
    const settings = reseal(from, to, before, belongsToChannel(id))
    if (!settings) continue
    await tx.updateTable('channels').set({ settings }).where('id', '=', id).execute()
    sealed += 1
  }
  await resealConsents(tx, from, to)
  return { sealed, lost: channels.length - sealed }
}

async function resealConsents(tx: Tx, from: Cipher, to: Cipher): Promise<void> {
  for (const row of await tx.selectFrom('channel_consents').select(['state', 'settings']).execute()) {
    const settings = reseal(from, to, row.settings, belongsToConsent(row.state))
    if (settings) await tx.updateTable('channel_consents').set({ settings }).where('state', '=', row.state).execute()
  }
}
