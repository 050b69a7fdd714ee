import { type RawBuilder, sql } from 'kysely'
import { lockConversation } from '../conversations/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { forbidden, notFound, Refusal } from '../core/errors.ts'
import { causing, record } from '../core/events.ts'
import { type Words, words } from '../lib/words.ts'
import type { Because } from './condition.ts'
import { type DeedKinds, type Done, doneGiven, mayDo, type Person, undoDeeds } from './deed.ts'

/** What an automation, or somebody with a macro, did to a conversation. */
export interface Run {
  id: string
  automationId: string | null
  macroId: string | null
  /** Of a macro on many. */
  batchId: string | null
  /** Who ran the macro. */
  runBy: string | null
  conversation: { id: string; about: string | null }
  at: Date
  because: Because[]
  did: Done[]
  /** Why nothing was done. */
  failed: Words | null
  undoneAt: Date | null
}

const most = 100

/** The latest of an automation, at most a hundred. */
export const findRuns = (db: Db, automationId: string): Promise<Run[]> =>
  read(db, sql`r.automation_id = ${automationId} order by r.id desc limit ${sql.lit(most)}`)

/** Those of them that are runs of macros which somebody may still put back, with the macro's name. */
export async function findUndoable(
  db: Db,
  ids: readonly string[],
  by: Person,
): Promise<{ id: string; macro: string }[]> {
  const { rows } = await sql<{ id: string; macro: string }>`
    select r.id, m.name as macro from automation_runs r join macros m on m.id = r.macro_id
    where r.id = any(${[...ids]}::uuid[]) and r.undone_at is null and r.did <> '[]'
      ${by.can.has('settings') ? sql`` : sql`and r.run_by = ${by.id}`}`.execute(db)
  return rows
}

/** Refuses with 404. */
export async function findRun(db: Db | Tx, id: string): Promise<Run> {
  const [run] = await read(db, sql`r.id = ${id}`)
  if (!run) throw notFound()
  return run
}

/**
 * Puts back what was done, except what somebody changed since. Whoever ran a macro may; what an automation did, those who
 * may change settings. Refuses (409) the second time.
 */
export async function undoRun(tx: Tx, kinds: DeedKinds, id: string, by: Person, now: Date) {
  const { rows } = await sql`select from automation_runs where id = ${id} for update`.execute(tx)
  if (rows.length === 0) throw notFound()
  const run = await findRun(tx, id)
  if ((run.runBy !== by.id && !by.can.has('settings')) || !mayDo(kinds, run.did, by)) throw forbidden()
  if (run.undoneAt) throw new Refusal(409, words('automations.undone-already'))
  const conversation = await lockConversation(tx, run.conversation.id)
  // What this run did, and what its undoing does, is not what somebody else changed since.
  const result = await causing(tx, run.batchId ? { bulk: run.batchId } : { run: id }, () =>
    undoDeeds(tx, kinds, conversation.id, run.did, { by, now }),
  )
  await sql`update automation_runs set undone_by = ${by.id}, undone_at = ${now} where id = ${id}`.execute(tx)
  await record(tx, 'automation.undone', { by, conversation, data: { run: id } })
  return { ...result, conversationId: conversation.id }
}

interface Row {
  id: string
  automation_id: string | null
  macro_id: string | null
  batch_id: string | null
  run_by: string | null
  conversation_id: string
  about: string | null
  ran_at: Date
  because: Because[]
  did: unknown
  failed: Words | null
  undone_at: Date | null
}

async function read(db: Db | Tx, which: RawBuilder<unknown>): Promise<Run[]> {
  const { rows } = await sql<Row>`
    select r.id, r.automation_id, r.macro_id, r.batch_id, r.run_by, coalesce(u.conversation_id, r.conversation_id) as conversation_id,
      r.ran_at, r.because, r.did, r.failed, r.undone_at, ${aboutOf(sql`coalesce(u.conversation_id, r.conversation_id)`)} as about
    from automation_runs r left join conversation_unions u on u.absorbed_id = r.conversation_id
    where ${which}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    automationId: row.automation_id,
    macroId: row.macro_id,
    batchId: row.batch_id,
    runBy: row.run_by,
    conversation: { id: row.conversation_id, about: row.about },
    at: row.ran_at,
    because: row.because,
    did: doneGiven.array().parse(row.did),
    failed: row.failed,
    undoneAt: row.undone_at,
  }))
}

/** How a conversation is called: its subject, else whoever began it. */
export const aboutOf = (id: RawBuilder<unknown>): RawBuilder<string | null> => sql<string | null>`coalesce(
  (select c.subject from conversations c where c.id = ${id}),
  (select i.name from messages m join identities i on i.id = m.identity_id
    where m.conversation_id = ${id} and not m.is_ours order by m.said_at, m.id limit 1))`
