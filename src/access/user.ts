import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import type { Role } from './policy.ts'

/** What people type into these fields, once for every form. */
export const emailField = z.string().trim().toLowerCase().max(320).pipe(z.email())
export const nameField = z.string().trim().min(1).max(200)

export interface NewUser {
  name: string
  email: string
  role: Role
  language: string
  timeZone: string
}

/** Adds one of us; nobody is told and nothing recorded here. */
export async function addUser(tx: Tx, user: NewUser): Promise<{ id: string }> {
  const { name, email, role, language, timeZone: time_zone } = user
  const added = await tx
    .insertInto('users')
    .values({ id: newId(), name, email, role, language, time_zone })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw emailTaken()
  return added
}

export const emailTaken = (): Refusal =>
  new Refusal(409, words('access.email-taken'), { fields: { email: words('access.email-taken') } })

/** Keeps a password, written by `hashPassword`. */
export async function setPassword(tx: Tx, userId: string, password: string): Promise<void> {
  await tx
    .insertInto('sign_ins')
    .values({ id: newId(), user_id: userId, account_id: userId, provider_id: 'credential', password })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password, updated_at: sql<Date>`now()` }),
    )
    .execute()
}

/** How a password is kept; undefined for those who only come by the organisation's provider. */
export async function passwordOf(db: Db | Tx, userId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('sign_ins')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

/** One of us, kept from changing until the transaction ends. Throws 404. */
export async function lockUser(tx: Tx, id: string) {
  const user = await tx.selectFrom('users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!user) throw new Refusal(404, words('access.user-unknown'))
  return user
}

/** Refuses to leave the house without an owner. Locks them all, so that two owners cannot unmake each other at once. */
export async function keepAnOwner(tx: Tx, leaving: string): Promise<void> {
  const owners = await tx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('deactivated_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (owners.every(({ id }) => id === leaving)) throw new Refusal(409, words('access.last-owner'))
}

export const endSessions = (tx: Tx, userId: string, except?: string) =>
  tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .execute()
