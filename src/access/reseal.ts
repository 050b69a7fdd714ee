import type { Cipher } from '../core/cipher.ts'
import type { Tx } from '../core/database.ts'
import { reseal } from '../core/reseal.ts'
import { belongsToSetUp } from './set-up-link.ts'
import { resealSignInSecret } from './sign-in-secret.ts'

/** Part of the rotation of the key: nobody is signed out, and a set-up link that was printed still leads in. */
export async function resealAccess(tx: Tx, from: Cipher, to: Cipher): Promise<void> {
  await resealSignInSecret(tx, from, to)
  for (const row of await tx.selectFrom('setup_links').select(['id', 'sealed']).execute()) {
    const sealed = reseal(from, to, row.sealed, belongsToSetUp)
    if (sealed) await tx.updateTable('setup_links').set({ sealed }).where('id', '=', row.id).execute()
  }
}
