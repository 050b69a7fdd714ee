import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { forbidden, notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import type { Viewer } from '../../core/web.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { lookAgain } from '../assignment/save-rule.ts'
import type { Who } from '../conversation.ts'

/** Somebody is away for a time. */
export interface Absence {
  id: string
  user: Who
  from: Date
  until: Date
  note: string | null
  standIn: Who | null
}

export interface GivenAbsence {
  userId: string
  from: Date
  until: Date
  note: string | null
  standInId: string | null
}

const most = 200

/** Who is away now or will be, the soonest first. */
export const findAbsences = (db: Db, now: Date): Promise<Absence[]> =>
  read(db, sql`b.ended_at is null and b.until_at > ${now} order by b.from_at, b.id limit ${sql.lit(most)}`)

async function findAbsence(db: Db | Tx, id: string): Promise<Absence> {
  const [absence] = await read(db, sql`b.id = ${id}`)
  if (!absence) throw notFound()
  return absence
}

interface Row {
  id: string
  user_id: string
  name: string
  from_at: Date
  until_at: Date
  note: string | null
  stand_in: string | null
  stand_in_name: string | null
}

async function read(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Absence[]> {
  const { rows } = await sql<Row>`
    select b.id, b.user_id, u.name, b.from_at, b.until_at, b.note, b.stand_in, s.name as stand_in_name
    from absences b join users u on u.id = b.user_id and u.deactivated_at is null
    left join users s on s.id = b.stand_in where ${rest}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    user: { id: row.user_id, name: row.name },
    from: row.from_at,
    until: row.until_at,
    note: row.note,
    standIn: row.stand_in && row.stand_in_name ? { id: row.stand_in, name: row.stand_in_name } : null,
  }))
}

/** Who leads the team says so of anybody, everybody of themselves. */
function refuseOthers(by: Viewer, userId: string): void {
  if (by.id !== userId && !by.can.has('team')) throw forbidden()
}

/** Somebody will be away, or is. Refuses (422) what cannot be. */
export async function setAbsence(tx: Tx, given: GivenAbsence, by: Viewer, now: Date): Promise<Absence> {
  refuseOthers(by, given.userId)
  if (given.until <= now || given.until <= given.from) throw wrong('until', 'conversations.away-until-wrong')
  const named = [given.userId, ...(given.standInId ? [given.standInId] : [])]
  const { rows } = await sql<{ id: string; may_answer: boolean }>`
    select id, role <> 'observer' as may_answer from users
    where id = any(${named}::uuid[]) and deactivated_at is null`.execute(tx)
  const of = (id: string) => rows.find((row) => row.id === id)
  if (!of(given.userId)) throw wrong('user_id', 'conversations.assignee-unknown')
  if (given.standInId && (given.standInId === given.userId || !of(given.standInId)?.may_answer))
    throw wrong('stand_in_id', 'conversations.away-stand-in-wrong')
  const id = newId()
  await tx
    .insertInto('absences')
    .values({
      id,
      user_id: given.userId,
      from_at: given.from,
      until_at: given.until,
      note: given.note,
      stand_in: given.standInId,
      set_by: by.id,
      ended_by: null,
      ended_at: null,
    })
    .execute()
  await record(tx, 'absence.set', { by, data: { user: given.userId, absence: id } })
  return findAbsence(tx, id)
}

/** They are back, or will not be away. */
export async function endAbsence(tx: Tx, id: string, by: Viewer, now: Date): Promise<Absence> {
  const absence = await findAbsence(tx, id)
  refuseOthers(by, absence.user.id)
  const ended = await tx
    .updateTable('absences')
    .set({ ended_by: by.id, ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return absence
  await record(tx, 'absence.ended', { by, data: { user: absence.user.id, absence: id } })
  await lookAgain(tx)
  return absence
}

/** The ending is taken back. */
export async function restoreAbsence(tx: Tx, id: string, by: Viewer): Promise<Absence> {
  const absence = await findAbsence(tx, id)
  refuseOthers(by, absence.user.id)
  await tx.updateTable('absences').set({ ended_by: null, ended_at: null }).where('id', '=', id).execute()
  await record(tx, 'absence.set', { by, data: { user: absence.user.id, absence: id } })
  return absence
}

/** Whether the person of this column is away at a moment. */
export const isAway = (userId: RawBuilder<unknown>, now: RawBuilder<unknown>) => sql<boolean>`exists (
  select from absences ab where ab.user_id = ${userId} and ab.ended_at is null and ab.until_at > ${now} and ab.from_at <= ${now})`

function wrong(field: string, key: string): Refusal {
  const said = words(key)
  return new Refusal(422, said, { fields: { [field]: said } })
}
