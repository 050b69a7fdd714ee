import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import type { HeardText } from '../heard-text.ts'
import { hashOf, secretsIn } from './link.ts'

/** Of what is heard, by its ids there: what of us only asks how it went. Known by its link, by whatever way it is heard. */
export async function asksAfter(
  tx: Tx,
  { ourIds }: { ourIds: ReadonlySet<string> },
  messages: readonly HeardText[],
): Promise<ReadonlySet<string>> {
  const carrying = messages.flatMap((message) => {
    if (!ourIds.has(message.author.externalId)) return []
    const secrets = secretsIn(`${message.text ?? ''} ${message.html ?? ''}`)
    return secrets.slice(0, 10).map((secret) => ({ id: message.externalId, hash: hashOf(secret) }))
  })
  if (carrying.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${carrying.map((one) => one.id)}::text[], ${carrying.map((one) => one.hash)}::bytea[])
      as given (id, hash) join surveys s on s.secret_hash = given.hash`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
