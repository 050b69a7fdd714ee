import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { Fresh } from './mention.ts'
import type { StoredMessages } from './stored-message.ts'

/** Has new mentions wait for us where their query says so. */
export async function applyRules(tx: Tx, stored: StoredMessages, fresh: readonly Fresh[]): Promise<void> {
  if (fresh.length === 0) return
  const queryIds = [...new Set(fresh.map(({ queryId }) => queryId))]
  const { rows } = await sql<{ id: string }>`
    select id from queries where takes_up and id = any(${queryIds}::uuid[])`.execute(tx)
  const taking = new Set(rows.map((row) => row.id))
  const ids = new Set(fresh.filter(({ queryId }) => taking.has(queryId)).map(({ messageId }) => messageId))
  await stored.takeUp(tx, [...ids])
}
