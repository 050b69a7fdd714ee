import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'

/** A stretch of a hundred messages is told by its last ones. */
const most = 100

/**
 * How conversations read: what was said to us since we last spoke (where we spoke last: in the stretch before that).
 * The language and the mood are those of the last message, the intents all there were, urgency and abuse the gravest.
 * Read from the messages themselves; what comes in order is added up by `touch`.
 */
export async function recomputeReadings(tx: Tx, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  const theirs = sql`not t.is_ours and t.concerns_us and t.deleted_at is null`
  await sql`
    update conversations c set language = s.language, mood = s.mood, intents = coalesce(s.intents, 0),
      urgency = coalesce(s.urgency, 1), abuse = coalesce(s.abuse, 0)
    from unnest(${[...conversationIds]}::uuid[]) as given (id)
    cross join lateral (
      select max(t.said_at) as said_at from messages t where t.conversation_id = given.id and ${theirs}) as last
    cross join lateral (
      select max(o.said_at) as said_at from messages o
      where o.conversation_id = given.id and o.is_ours and not o.asks_after and o.said_at < last.said_at) as ours
    cross join lateral (
      select (array_agg(r.language order by t.said_at desc, t.id desc))[1] as language,
        (array_agg(r.mood order by t.said_at desc, t.id desc))[1] as mood,
        bit_or(r.intents) as intents, max(r.urgency) as urgency, max(r.abuse) as abuse
      from (select t.id, t.said_at from messages t
        where t.conversation_id = given.id and ${theirs} and t.said_at > coalesce(ours.said_at, '-infinity')
        order by t.said_at desc, t.id desc limit ${sql.lit(most)}) as t
      join message_readings r on r.message_id = t.id) as s
    where c.id = given.id`.execute(tx)
}
