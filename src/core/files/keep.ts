import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { words } from '../../lib/words.ts'
import type { Db, Tx } from '../database.ts'
import { Refusal } from '../errors.ts'
import { measure } from './measure.ts'
import { sniff } from './sniff.ts'

const usualMax = 10_000_000

export interface Kept {
  sha256: Buffer
  /** By what it contains. */
  mime: string
}

/** Keeps bytes under what they contain: the same file twice is kept once. Refuses (413) what is larger than `maxBytes`. */
export async function keepFile(db: Db | Tx, bytes: Uint8Array, { maxBytes = usualMax } = {}): Promise<Kept> {
  if (bytes.length > maxBytes) throw new Refusal(413, words('core.file-large', { limit: Math.round(maxBytes / 1e6) }))
  const sha256 = createHash('sha256').update(bytes).digest()
  const mime = await sniff(bytes)
  const { width, height } = measure(bytes, mime) ?? { width: null, height: null }
  // What somebody is about to refer to must not be cleared away as unused.
  await db
    .insertInto('files')
    .values({ sha256, mime, bytes: bytes.length, content: Buffer.from(bytes), width, height })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ stored_at: sql<Date>`now()` }))
    .execute()
  return { sha256, mime }
}
