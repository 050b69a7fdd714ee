import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { recordAll } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import type { Who } from '../conversation.ts'

/** Who is learning, all of them. */
export const traineesGiven = z.object({ user_ids: z.array(z.uuid()).max(500).default([]) })

export async function findTrainees(db: Db | Tx): Promise<Who[]> {
  const { rows } = await sql<Who>`
    select u.id, u.name from trainees t join users u on u.id = t.user_id
    where u.deactivated_at is null order by u.name, u.id`.execute(db)
  return rows
}

/** These are learning, and nobody else who is here; one event for each who begins, or has learned. */
export async function setTrainees(tx: Tx, userIds: readonly string[], by: { id: string }): Promise<void> {
  await sql`lock table trainees in share row exclusive mode`.execute(tx)
  const before = (await findTrainees(tx)).map(({ id }) => id)
  const begun = [...new Set(userIds)].filter((id) => !before.includes(id))
  const over = before.filter((id) => !userIds.includes(id))
  const { rows } = await sql<{ id: string }>`
    insert into trainees (user_id, marked_by) select u.id, ${by.id} from users u
    where u.id = any(${begun}::uuid[]) and u.deactivated_at is null and u.role <> 'observer'
    returning user_id as id`.execute(tx)
  if (rows.length < begun.length) throw wrong()
  await sql`delete from trainees where user_id = any(${over}::uuid[])`.execute(tx)
  const told = (kind: string, ids: readonly string[]) => ids.map((user) => ({ kind, by, data: { user } }))
  await recordAll(tx, [...told('trainee.marked', begun), ...told('trainee.cleared', over)])
}

function wrong(): Refusal {
  const said = words('conversations.assignment-people-wrong')
  return new Refusal(422, said, { fields: { user_ids: said } })
}
