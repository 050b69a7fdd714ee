import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { jsonText } from '../lib/json-text.ts'
import type { Layer, Lesson, Trial } from '../reading/index.ts'

/** What people's corrections came to. */
export interface Learned {
  /** What is used of it; null when there is nothing, or when it does harm. */
  layer: Layer | null
  lessons: number
  figures: Trial['figures']
  learnedAt: Date
}

interface Row {
  layer: Layer | null
  lessons: number
  figures: Trial['figures']
  learned_at: Date
}

/** What was learned last, or undefined when that was no later than `since`. */
export async function findLearned(db: Db, since = new Date(0)): Promise<Learned | undefined> {
  const { rows } = await sql<Row>`
    select layer, lessons, figures, date_trunc('milliseconds', learned_at) as learned_at from learned
    where date_trunc('milliseconds', learned_at) > ${since}`.execute(db)
  const [row] = rows
  return row && { layer: row.layer, lessons: row.lessons, figures: row.figures, learnedAt: row.learned_at }
}

/** Keeps what was learned instead of what was learned before. */
export async function keepLearned(tx: Tx, lessons: number, over: string, { layer, figures }: Trial): Promise<void> {
  const written = layer ? jsonText({ ...layer }) : null
  await sql`insert into learned (layer, lessons, figures, over) values (${written}::jsonb, ${lessons}, ${JSON.stringify(figures)}::jsonb, ${over})
    on conflict (one) do update set layer = excluded.layer, lessons = excluded.lessons, figures = excluded.figures,
      over = excluded.over, learned_at = clock_timestamp()`.execute(tx)
}

/** Beyond this the oldest lessons are no longer learned from: what people said long ago is in the words they use now. */
const most = 5_000

/**
 * What people taught and stands, in the order in which they did: how messages are to be read otherwise, and what they are,
 * or are not, about. Languages are not learned.
 */
export async function findLessons(db: Db): Promise<Lesson[]> {
  const { rows } = await sql<Lesson>`
    select text, language, what, becomes from (
      select coalesce(m.subject || e'\n\n', '') || left(m.text, 20000) as text, r.language, k.what, k.becomes, k.at, k.id::text as id
      from reading_corrections k join messages m on m.id = k.message_id join message_readings r on r.message_id = k.message_id
      where k.undone_at is null and k.what <> 'language' and m.deleted_at is null
      union all
      select coalesce(m.subject || e'\n\n', '') || left(m.text, 20000), coalesce(r.language, 'und'), 'topic:' || k.topic_id, k.says, k.at,
        k.message_id::text || k.topic_id
      from message_topics k join topics t on t.id = k.topic_id and t.removed_at is null join messages m on m.id = k.message_id
      left join message_readings r on r.message_id = k.message_id
      where k.says <> 'perhaps' and m.deleted_at is null
      order by at desc, id desc limit ${sql.lit(most)}) as latest
    order by at, id`.execute(db)
  return rows
}
