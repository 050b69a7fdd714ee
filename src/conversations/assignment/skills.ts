import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../core/database.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import type { Viewer } from '../../core/web.ts'
import type { Who } from '../conversation.ts'
import { giveOutSoon } from './await.ts'

/** What somebody is good at: codes of languages, networks, ids of topics. */
export const skillsGiven = z.object({
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(50)
    .default([]),
  networks: z.array(z.string().min(1).max(60)).max(50).default([]),
  topics: z.array(z.uuid()).max(100).default([]),
})
export type GivenSkills = z.infer<typeof skillsGiven>

export interface Skills extends GivenSkills {
  user: Who
}

/** Refuses (404) who cannot be given conversations. */
export async function findSkills(db: Db | Tx, userId: string): Promise<Skills> {
  const { rows } = await sql<GivenSkills & Who>`
    select u.id, u.name, coalesce(p.languages, '{}') as languages, coalesce(p.networks, '{}') as networks,
      coalesce(p.topics, '{}') as topics
    from users u left join assignment_people p on p.user_id = u.id
    where u.id = ${userId} and u.deactivated_at is null and u.role <> 'observer'`.execute(db)
  const [row] = rows
  if (!row) throw notFound()
  const { id, name, languages, networks, topics } = row
  return { user: { id, name }, languages, networks, topics }
}

/** Everybody says it of themselves, and whoever may change settings of anybody. */
export async function saveSkills(tx: Tx, userId: string, given: GivenSkills, by: Viewer): Promise<Skills> {
  if (by.id !== userId && !by.can.has('settings')) throw forbidden()
  await findSkills(tx, userId)
  const row = { ...given, changed_by: by.id, changed_at: new Date() }
  await tx
    .insertInto('assignment_people')
    .values({ user_id: userId, capacity: null, calendar_id: null, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
  await record(tx, 'skills.changed', { by, data: { user: userId } })
  await giveOutSoon(tx)
  return findSkills(tx, userId)
}
