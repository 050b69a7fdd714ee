import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import { record } from '../../core/events.ts'

/** Somebody is not asked any more: they said so on the page, or to one of us. Said twice it changes nothing. */
export async function refuse(tx: Tx, personId: string, by?: { id: string }): Promise<void> {
  const person = await tx.selectFrom('people').select('id').where('id', '=', personId).executeTakeFirst()
  if (!person) throw notFound()
  const added = await tx
    .insertInto('survey_refusals')
    .values({ person_id: person.id, said_by: by?.id ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  if (!added) return
  await tx
    .updateTable('surveys')
    .set({ state: 'let-be', because: 'refused', settled_at: new Date(), settled_by: by?.id ?? null })
    .where('person_id', '=', person.id)
    .where('state', '=', 'planned')
    .execute()
  await record(tx, 'survey.refused', { person, by })
}

/** They may be asked again. */
export async function allow(tx: Tx, personId: string, by?: { id: string }): Promise<void> {
  const gone = await tx
    .deleteFrom('survey_refusals')
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst()
  if (gone) await record(tx, 'survey.allowed', { person: { id: personId }, by })
}

export const isRefused = async (db: Db | Tx, personId: string): Promise<boolean> =>
  (await db.selectFrom('survey_refusals').select('person_id').where('person_id', '=', personId).executeTakeFirst()) !==
  undefined
