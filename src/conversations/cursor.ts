import { z } from 'zod'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'

/** Where a page of a list that keeps growing ends: the moment and the id of its last row. */
export interface Cursor {
  at: Date
  id: string
}

const written = z.tuple([z.coerce.date(), z.uuid()])

/** Opaque to whoever carries it. */
export const writeCursor = ({ at, id }: Cursor): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')

/** Refuses (400) what we did not write. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || text === '') return undefined
  const parsed = written.safeParse(asJson(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success) throw new Refusal(400, words('conversations.cursor-unknown'))
  return { at: parsed.data[0], id: parsed.data[1] }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
