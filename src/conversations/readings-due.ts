import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'

/** Remembers that these are still to be read. Our own words among them are passed over when their turn comes. */
export async function owe(tx: Tx, messages: readonly { id: string }[]): Promise<void> {
  if (messages.length === 0) return
  await sql`insert into readings_due (message_id) select id from unnest(${messages.map(({ id }) => id)}::uuid[]) as id
    on conflict do nothing`.execute(tx)
}
