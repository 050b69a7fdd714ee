import { z } from 'zod'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'

/** Where a page of a list ends: what its last row is ordered by, and its id. */
export interface Cursor {
  key: string
  id: string
}

const written = z.tuple([z.string().max(200), z.uuid()])

/** Opaque to whoever carries it. */
export const writeCursor = ({ key, id }: Cursor): string => Buffer.from(JSON.stringify([key, id])).toString('base64url')

/** Refuses (400) what we did not write. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || text === '') return undefined
  const parsed = written.safeParse(asJson(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success) throw new Refusal(400, words('listening.cursor-unknown'))
  return { key: parsed.data[0], id: parsed.data[1] }
}

/** The same where rows are ordered by a moment. */
export function readMoment(text: string | undefined): { at: Date; id: string } | undefined {
  const cursor = readCursor(text)
  if (!cursor) return undefined
  const at = new Date(cursor.key)
  if (Number.isNaN(at.getTime())) throw new Refusal(400, words('listening.cursor-unknown'))
  return { at, id: cursor.id }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
