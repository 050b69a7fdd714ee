import type { RawBuilder } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import type { Listened } from './query/document.ts'

/** A message that is here, as queries see it. */
export interface StoredMessage {
  id: string
  saidAt: Date
  channelId: string
  identityId: string
  /** -1 to 1; null when nobody has read it. */
  mood: number | null
  listened: Listened
}

/** Messages of the rooms above, given by the wiring. What is deleted is left out. */
export interface StoredMessages {
  /**
   * Some of what was heard before the message `before` (else the newest), newest first, and said since a moment. Looks at
   * no more than `limit`; `reached` is the last one it looked at, undefined when there are no older ones.
   */
  before(
    db: Db | Tx,
    asked: { before: string | undefined; since: Date; limit: number },
  ): Promise<{ messages: StoredMessage[]; reached: string | undefined }>
  /** These, in any order. */
  some(db: Db | Tx, ids: readonly string[]): Promise<StoredMessage[]>
  /** As SQL: whether the message of this id stands in what somebody marked as spam. */
  isSpam(messageId: RawBuilder<unknown>): RawBuilder<boolean>
  /** These wait for us from now on, though they were not said to us. Gives how many did not before. */
  takeUp(tx: Tx, ids: readonly string[], by?: { id: string }): Promise<number>
  /** The inverse. */
  letGo(tx: Tx, ids: readonly string[], by?: { id: string }): Promise<number>
}
