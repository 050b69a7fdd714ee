import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import type { QuietNow } from './quiet.ts'

/**
 * Which of these lines reach somebody in their quiet, as they chose: what is late; what is about something that reads as
 * urgent now and that nobody answered yet, or a search that found something of the kind of late.
 */
export async function urgentAmong(
  db: Db | Tx,
  ids: readonly string[],
  { evenLate, evenNow }: Pick<QuietNow, 'evenLate' | 'evenNow'>,
): Promise<string[]> {
  if (ids.length === 0 || !(evenLate || evenNow)) return []
  const { rows } = await sql<{ id: string }>`
    select n.id from notifications n left join conversations c on c.id = n.conversation_id
    where n.id = any(${[...ids]}::uuid[]) and (
      ${evenLate} and n.kind = 'late'
      or ${evenNow} and c.urgency = ${sql.lit(now)} and c.waiting_since is not null
      or ${evenNow} and n.kind = 'mentions' and exists (
        select from mentions m join message_readings r on r.message_id = m.message_id
        where m.query_id = n.about and m.said_at > n.at - interval '1 hour' and r.urgency = ${sql.lit(now)}))`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** As readings have it: 0 can wait, 3 now. */
const now = 3
