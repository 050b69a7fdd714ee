import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Cipher } from '../core/cipher.ts'
import type { Db, Tx } from '../core/database.ts'

const belongsTo = 'sign-in-secret'

/**
 * What signs cookies and seals second factors. It is a secret of its own, sealed with the installation's key, so that
 * a rotation of the key signs nobody out and spoils no second factor.
 */
export async function readSignInSecret(db: Db, cipher: Cipher): Promise<string> {
  const kept = await find(db, cipher)
  if (kept) return kept
  const sealed = cipher.seal(randomBytes(32).toString('hex'), belongsTo)
  await db
    .insertInto('sign_in_secrets')
    .values({ key_id: cipher.keyId, sealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // Another process of ours may have been quicker: what stands in the row counts.
  const written = await find(db, cipher)
  if (!written) throw new Error('The secret for signing in was not kept.')
  return written
}

/** Whether what signs cookies is sealed with this key: that tells which key a database belongs to. */
export async function isSealedWith(db: Db, keyId: Buffer): Promise<boolean> {
  return (
    (await db.selectFrom('sign_in_secrets').select('key_id').where('key_id', '=', keyId).executeTakeFirst()) !==
    undefined
  )
}

/** Part of the rotation of the key: seals the secret anew, and forgets what the old key sealed. */
export async function resealSignInSecret(db: Db | Tx, from: Cipher, to: Cipher): Promise<void> {
  const secret = await find(db, from)
  if (!secret) return
  const sealed = to.seal(secret, belongsTo)
  await db
    .insertInto('sign_in_secrets')
    .values({ key_id: to.keyId, sealed })
    .onConflict((conflict) => conflict.column('key_id').doUpdateSet({ sealed }))
    .execute()
  await db.deleteFrom('sign_in_secrets').where('key_id', '<>', to.keyId).execute()
}

async function find(db: Db | Tx, cipher: Cipher): Promise<string | undefined> {
  const row = await db
    .selectFrom('sign_in_secrets')
    .select('sealed')
    .where('key_id', '=', cipher.keyId)
    .executeTakeFirst()
  return row && z.string().parse(cipher.open(row.sealed, belongsTo))
}
