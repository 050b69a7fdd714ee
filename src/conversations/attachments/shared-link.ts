import { sql } from 'kysely'
import { z } from 'zod'
import type { Cipher } from '../../core/cipher.ts'
import type { Core } from '../../core/core.ts'
import type { Db } from '../../core/database.ts'

const weekMs = 7 * 86_400_000
const bound = 'attachment link'
const told = z.object({ file: z.string().regex(/^[0-9a-f]{64}$/), until: z.number() })

/** Where whoever has the address can fetch a file for a week, without signing in: the address itself is sealed with our key. */
export const sharedLink = (cipher: Cipher, origin: string, sha256: Buffer, now: Date): string =>
  `${origin}/shared/${cipher.seal({ file: sha256.toString('hex'), until: now.getTime() + weekMs }, bound).toString('base64url')}`

/** Which file such an address leads to; undefined where it is none of ours, or over. */
export function fileOfLink(cipher: Cipher, sealed: string, now: Date): string | undefined {
  if (sealed.length > 400 || !/^[\w-]+$/.test(sealed)) return undefined
  try {
    const { file, until } = told.parse(cipher.open(Buffer.from(sealed, 'base64url'), bound))
    return until > now.getTime() ? file : undefined
  } catch {
    return undefined
  }
}

/** The address at which others reach us; undefined where nobody has said it. */
export async function originOf({ config, db }: Pick<Core, 'config'> & { db: Db }): Promise<string | undefined> {
  if (config.publicUrl) return config.publicUrl
  const { rows } = await sql<{ url: string | null }>`select public_url as url from organisation limit 1`.execute(db)
  return rows[0]?.url?.replace(/\/+$/, '') || undefined
}
