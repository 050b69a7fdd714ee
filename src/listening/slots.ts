import type { Child } from 'hono/jsx'
import type { T } from '../core/i18n/translator.ts'
import { type Slot, slot } from '../ui/slots.ts'
import type { Mark } from './mark.ts'

export interface MessagesPlace {
  t: T
  /** The words by which each was found, in its text. */
  mark: Mark
  /** What can be done with one of them. */
  after?: ((message: { id: string; concernsUs: boolean }) => Child | undefined) | undefined
}

/** Messages with who said them, as rows of a list that lead to their conversations. Ids of messages. */
export const listeningMessages: Slot<MessagesPlace> = slot('listening.messages')
