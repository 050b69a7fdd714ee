import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { recordAll } from '../../core/events.ts'

const batch = 200
/** So long before it is due; of one that was made for the same morning nobody needs to be reminded. */
const soonHours = 2
const notBeforeHours = 4

/** Tells of promises that are due soon, and of those that are due, each once. */
export async function tellPromises(db: Db, now: Date): Promise<void> {
  for (const kind of ['soon', 'due'] as const)
    for (let more = true; more; ) more = (await tellSome(db, kind, now)) === batch
}

async function tellSome(db: Db, kind: 'soon' | 'due', now: Date): Promise<number> {
  const which =
    kind === 'due'
      ? sql`due_at <= ${now}`
      : sql`soon_told_at is null and due_at > ${now} and due_at <= ${now}::timestamptz + make_interval(hours => ${sql.lit(soonHours)})
          and due_at - made_at >= make_interval(hours => ${sql.lit(notBeforeHours)})`
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; conversation_id: string; answers_for: string | null }>`
      update promises set ${sql.ref(`${kind}_told_at`)} = ${now} where id in (
        select id from promises where made_at is not null and state = 'open' and due_told_at is null and ${which}
        order by due_at limit ${sql.lit(batch)} for update skip locked)
      returning id, conversation_id, answers_for`.execute(tx)
    await recordAll(
      tx,
      rows.map(({ id, conversation_id, answers_for }) => ({
        kind: kind === 'due' ? 'promise.due' : 'promise.due-soon',
        conversation: { id: conversation_id },
        data: { promise: id, user: answers_for },
      })),
    )
    return rows.length
  })
}
