import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'
import { guessDayFirst } from './dates.ts'
import { guessMapping } from './fields.ts'
import type { Plan } from './plan.ts'
import { readEntries } from './read.ts'
import { sniff } from './sniff.ts'

/** Opens a file for as long as the work with it takes. One that is not there is told in words. */
export async function withFile<R>(path: string, work: (file: FileHandle) => Promise<R>): Promise<R> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EPERM')
      throw new Refusal(422, words('import.file-gone'))
    throw error
  })
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

const head = 64 * 1024

/** What says that a file is still the same one: its size and its beginning. */
export async function fingerprintOf(file: FileHandle): Promise<{ bytes: number; fingerprint: string }> {
  const { size } = await file.stat()
  const { buffer, bytesRead } = await file.read(Buffer.alloc(head), 0, head, 0)
  const hash = createHash('sha256').update(buffer.subarray(0, bytesRead))
  return { bytes: size, fingerprint: `${size}-${hash.digest('base64url')}` }
}

/** Our best guess at how a file is to be read. */
export async function guessPlan(
  file: FileHandle,
  name: string,
  habits: { timeZone: string; language: string },
): Promise<Plan> {
  const format = await sniff(file, name)
  const mapping = guessMapping(format.columns)
  const plan = { format, mapping, timeZone: habits.timeZone, visibility: 'direct', waiting: false } as const
  const dates = mapping.said_at ? await someValues(file, plan.format, mapping.said_at) : []
  return { ...plan, dayFirst: guessDayFirst(dates, habits.language !== 'en') }
}

async function someValues(file: FileHandle, format: Plan['format'], column: string): Promise<string[]> {
  const values: string[] = []
  for await (const entry of readEntries(file, format)) {
    values.push(entry.values.get(column) ?? '')
    if (values.length >= 300) break
  }
  return values
}
