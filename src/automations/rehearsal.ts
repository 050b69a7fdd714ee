import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { leafGiven } from './condition.ts'
import { aboutOf } from './run.ts'

export const exampleGiven = z.object({
  conversation_id: z.string(),
  message_id: z.string().nullable(),
  at: z.string(),
  because: z.array(z.object({ leaf: leafGiven, not: z.literal(true).optional() })),
})
export type Example = z.infer<typeof exampleGiven>

/** What an automation would have done. */
export interface Rehearsal {
  id: string
  automationId: string
  version: number
  since: Date
  until: Date
  /** How far it has looked, 0 to 1. */
  progress: number
  looked: number
  /** How often it would have acted, and in how many conversations. */
  found: number
  conversations: number
  /** How often on each day (UTC) that there was any. */
  days: Record<string, number>
  /** The first of them. */
  examples: Example[]
  endedAt: Date | null
}

/** Refuses with 404. */
export async function findRehearsal(db: Db | Tx, id: string): Promise<Rehearsal> {
  const [one] = await read(db, sql`id = ${id}`)
  if (!one) throw notFound()
  return one
}

/** The latest of an automation. */
export async function latestRehearsal(db: Db | Tx, automationId: string): Promise<Rehearsal | undefined> {
  const [one] = await read(db, sql`automation_id = ${automationId} order by id desc limit 1`)
  return one
}

const stored = z.object({
  days: z.record(z.string(), z.number()),
  examples: z.array(exampleGiven),
})

async function read(db: Db | Tx, which: RawBuilder<unknown>): Promise<Rehearsal[]> {
  const { rows } = await sql<Omit<Rehearsal, 'days' | 'examples'> & { days: unknown; examples: unknown }>`
    select id, automation_id as "automationId", version, since, until, progress, looked, found, conversations, days,
      examples, ended_at as "endedAt" from automation_rehearsals where ${which}`.execute(db)
  return rows.map((row) => ({ ...row, ...stored.parse(row) }))
}

/** How the conversations of examples are called, and how the messages begin, by their ids. */
export async function namesOf(db: Db, examples: readonly Example[]): Promise<ReadonlyMap<string, string>> {
  const ids = examples.map((one) => one.conversation_id)
  const messageIds = examples.flatMap((one) => one.message_id ?? [])
  const { rows } = await sql<{ id: string; about: string | null }>`
    select g.id, ${aboutOf(sql`g.id`)} as about from unnest(${[...new Set(ids)]}::uuid[]) as g (id)
    union all
    select m.id, case when length(m.text) > 100 then rtrim(left(m.text, 99)) || '…' else m.text end from messages m
      where m.id = any(${messageIds}::uuid[]) and m.deleted_at is null`.execute(db)
  return new Map(rows.flatMap(({ id, about }) => (about ? [[id, about]] : [])))
}
