import type { Tx } from '../core/database.ts'
import { newId } from '../lib/ids.ts'
import { type Assignee, assign } from './assign.ts'
import { note } from './note.ts'

export interface HandedOver {
  text: string
  /** The note's, so that a form sent twice is one note. */
  id?: string | undefined
}

/**
 * Gives a conversation to somebody with a note for them, or does neither. They are told of both at once. Where they have it
 * already, it is a note like any other.
 */
export async function handOver(
  tx: Tx,
  conversationId: string,
  to: Assignee,
  { text, id = newId() }: HandedOver,
  by: { id: string },
): Promise<string> {
  const given = await assign(tx, conversationId, to, by, id)
  return note(tx, conversationId, text, by, id, given ? to : undefined)
}
