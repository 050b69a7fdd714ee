import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import { giveOutSoon } from './await.ts'

export const mostAtOnce = 1000

/** How much somebody is to have at once, and when they work; null: any number, at any time. */
export const personGiven = z.object({
  capacity: z.number().int().min(1).max(mostAtOnce).nullable().default(null),
  calendar_id: z.uuid().nullable().default(null),
})
export type GivenPerson = z.infer<typeof personGiven>

/** One of us as the rules see them. */
export interface AssignmentPerson {
  id: string
  name: string
  capacity: number | null
  calendarId: string | null
  /** What they have that waits for an answer, by weight. */
  load: number
}

/** Everybody who can be given conversations, by name. */
export async function findPeople(db: Db | Tx): Promise<AssignmentPerson[]> {
  const { rows } = await sql<AssignmentPerson>`
    with loads as (
      select a.user_id, sum(greatest(c.urgency, 1))::int as load
      from conversations c join conversation_assignments a on a.conversation_id = c.id
      where c.state = 'open' and c.waiting_since is not null and a.user_id is not null group by 1)
    select u.id, u.name, p.capacity, p.calendar_id as "calendarId", coalesce(l.load, 0) as load
    from users u left join assignment_people p on p.user_id = u.id left join loads l on l.user_id = u.id
    where u.deactivated_at is null and u.role <> 'observer' order by u.name, u.id limit 200`.execute(db)
  return rows
}

/** Says how much somebody is to have at once and when they work. Refuses (404) who cannot be given any. */
export async function savePerson(tx: Tx, id: string, given: GivenPerson, by: { id: string }): Promise<void> {
  const { rows } =
    await sql`select from users where id = ${id} and deactivated_at is null and role <> 'observer'`.execute(tx)
  if (rows.length === 0) throw notFound()
  if (given.calendar_id !== null) {
    const calendar = await sql`select from calendars where id = ${given.calendar_id} and removed_at is null`.execute(tx)
    const said = words('conversations.level-calendar-wrong')
    if (calendar.rows.length === 0) throw new Refusal(422, said, { fields: { calendar_id: said } })
  }
  const row = { ...given, changed_by: by.id, changed_at: new Date() }
  await tx
    .insertInto('assignment_people')
    .values({ user_id: id, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
  await record(tx, 'assignment-person.changed', { by, data: { user: id } })
  await giveOutSoon(tx)
}
