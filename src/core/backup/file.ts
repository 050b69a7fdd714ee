import { createHash } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

/**
 * The form of a backup, inside its zstd stream: frames of a type (1 byte), a length (4 bytes, big endian) and that many
 * bytes. `H` header · then for each table `T` its name and columns, `D` its rows as COPY writes them, `E` rows and
 * SHA-256 of the data · `F` the SHA-256 and the bytes of a file that is in no table · `K` the key, under a passphrase · `Z` the end, so that a file cut short is known.
 */
export type FrameType = 'H' | 'T' | 'D' | 'E' | 'F' | 'K' | 'Z'

export const formatVersion = 2

export const header = z.object({
  tertulia: z.string(),
  // 1 is the same without `F`.
  format: z.literal([1, formatVersion]),
  made_at: z.string(),
  migrations: z.array(z.string()),
})

export const tableHead = z.object({ table: z.string(), columns: z.array(z.string()) })
export const tableEnd = z.object({ rows: z.number(), sha256: z.string() })
export const keyFrame = z.object({ salt: z.string(), sealed: z.string() })

export class BackupDamaged extends Error {
  override readonly name = 'CommandError'
}

/** Writes frames, waiting where the other side is slower. */
export function frameWriter(to: Writable): (type: FrameType, body: Uint8Array | string) => Promise<void> {
  return async (type, body) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    const head = Buffer.alloc(5)
    head.write(type, 0, 'latin1')
    head.writeUInt32BE(bytes.length, 1)
    to.write(head)
    if (!to.write(bytes)) await new Promise<void>((resolve) => to.once('drain', resolve))
  }
}

export interface Frame {
  type: string
  body: Buffer
}

const longestFrame = 64 * 1024 * 1024

/** Reads frames; a file that ends in the middle of one is damaged. */
export async function* readFrames(from: Readable): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of from) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      if (rest.length < 5) break
      const length = rest.readUInt32BE(1)
      if (length > longestFrame)
        throw new BackupDamaged('This is not a backup of Tertulia, or it is damaged. Nothing was restored.')
      if (rest.length < 5 + length) break
      yield { type: rest.toString('latin1', 0, 1), body: rest.subarray(5, 5 + length) }
      rest = rest.subarray(5 + length)
    }
  }
  if (rest.length > 0) throw new BackupDamaged('The backup ends in the middle: it was cut short. Nothing was restored.')
}

export const digest = () => createHash('sha256')

export const jsonOf = <S extends z.ZodType>(schema: S, frame: Frame): z.output<S> => {
  const parsed = schema.safeParse(parse(frame.body))
  if (!parsed.success)
    throw new BackupDamaged(
      'A part of this backup cannot be read: it is damaged, or of a newer Tertulia. Nothing was restored.',
    )
  return parsed.data
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
