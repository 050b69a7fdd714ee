import { sql } from 'kysely'
import type { Core } from '../core/core.ts'
import { isDatabaseLost, type Tx, transaction } from '../core/database.ts'
import { newId } from '../lib/ids.ts'
import { untilDone } from '../lib/until-done.ts'
import type { Pace } from './pace.ts'
import { type Owed, owe } from './summaries.ts'

/** A letter that is about to leave: written down, so that nothing is said twice, whatever happens to this process. */
export interface Letter {
  id: string
  userId: string
}

/** A letter names as many lines; the others stay behind the bell. */
export const mostLines = 100

/** Which lines of somebody are to be in a letter: of these paces, or these alone. */
export type Which = { paces: readonly Pace[] } | { ids: readonly string[] }

/**
 * Puts what is to be told into a letter: lines of the kinds they want letters of, that they have not read and that are in no
 * letter yet. Undefined where there is nothing. Of two that ask at once, the second finds what the first left.
 */
export async function beginLetter(tx: Tx, userId: string, kinds: readonly string[], which: Which) {
  // Foreign keys to them are checked meanwhile without waiting.
  await sql`select from users where id = ${userId} for no key update`.execute(tx)
  const these = 'ids' in which ? sql`id = any(${[...which.ids]}::uuid[])` : sql`mail = any(${[...which.paces]}::text[])`
  const { rows } = await sql<{ id: string }>`
    select id from notifications where user_id = ${userId} and mail is not null and read_at is null
      and mailed_at is null and letter_id is null and kind = any(${[...kinds]}::text[]) and ${these}
    order by at desc, id desc limit ${sql.lit(mostLines)}`.execute(tx)
  if (rows.length === 0) return undefined
  const letter = { id: newId(), userId }
  await tx.insertInto('letters').values({ id: letter.id, user_id: userId, lines: rows.length }).execute()
  const ids = rows.map(({ id }) => id)
  await tx.updateTable('notifications').set({ letter_id: letter.id }).where('id', 'in', ids).execute()
  return letter
}

/** Letters cannot leave: what was to be in one stays behind the bell, and is in none when they can again. */
export async function letGo(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ mail: null })
    .where('user_id', '=', userId)
    .where('mail', 'is not', null)
    .where('read_at', 'is', null)
    .where('mailed_at', 'is', null)
    .where('letter_id', 'is', null)
    .execute()
}

/**
 * The server took it, or nobody knows: its lines are told. It did not: they are to be told yet, and are owed `again`. A database
 * that is away is waited for: what nobody noted would count as told.
 */
export async function endLetter(
  core: Pick<Core, 'db' | 'clock'>,
  letter: Letter,
  state: Ended,
  again: readonly Owed[] = [],
): Promise<void> {
  const end = () =>
    transaction(core.db, async (tx) => {
      await settle(tx, [letter.id], state, core.clock.now())
      await owe(tx, again)
    })
  await untilDone(end, AbortSignal.timeout(patienceMs), isDatabaseLost)
}

type Ended = 'left' | 'unknown' | 'refused'

const patienceMs = 60_000

/** Nobody is there to read it: it does not leave. */
export const dropLetter = (tx: Tx, letter: Letter, at: Date): Promise<void> => settle(tx, [letter.id], 'refused', at)

async function settle(tx: Tx, ids: readonly string[], state: Ended, at: Date): Promise<void> {
  await tx.updateTable('letters').set({ state, ended_at: at }).where('id', 'in', ids).execute()
  const lines = state === 'refused' ? { letter_id: null } : { mailed_at: at }
  await tx.updateTable('notifications').set(lines).where('letter_id', 'in', ids).execute()
}

/** Longer than a mail server may take in all. */
const leavingMs = 10 * 60_000

/** Letters of processes that died while they left: whether they arrived nobody knows, and they are not said again. */
export async function giveUpLetters({ db, clock }: Pick<Core, 'db' | 'clock'>): Promise<number> {
  return transaction(db, async (tx) => {
    const rows = await tx
      .selectFrom('letters')
      .select('id')
      .where('state', '=', 'leaving')
      .where('begun_at', '<', new Date(clock.now().getTime() - leavingMs))
      .limit(500)
      .forUpdate()
      .skipLocked()
      .execute()
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) await settle(tx, ids, 'unknown', clock.now())
    return ids.length
  })
}

/** When letters left of which nobody knows whether they arrived, in the last week; the latest first. */
export async function unknownLetters({ db, clock }: Pick<Core, 'db' | 'clock'>, userId: string): Promise<Date[]> {
  const rows = await db
    .selectFrom('letters')
    .select('begun_at')
    .where('user_id', '=', userId)
    .where('state', '=', 'unknown')
    .where('begun_at', '>', new Date(clock.now().getTime() - 7 * 86_400_000))
    .orderBy('begun_at', 'desc')
    .limit(3)
    .execute()
  return rows.map((row) => row.begun_at)
}
