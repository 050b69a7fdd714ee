import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { type Condition, conditionGiven } from './condition.ts'
import { deedGiven, type GivenDeed, mostDeeds } from './deed.ts'
import type { Limit } from './limits.ts'
import { type Trigger, triggerGiven } from './trigger.ts'

/** An automation as it is given: when, if, then. */
export const automationGiven = z.object({
  name: z.string().trim().min(1).max(80),
  when: triggerGiven,
  if: conditionGiven.default({}),
  deeds: z.array(deedGiven).min(1).max(mostDeeds),
})
export type GivenAutomation = z.infer<typeof automationGiven>

export interface Automation {
  id: string
  name: string
  version: number
  trigger: Trigger
  condition: Condition
  deeds: readonly GivenDeed[]
  /** Null: it is switched off. */
  onSince: Date | null
  /** It went beyond a limit and rests. */
  pause: { because: Limit; conversationId: string; at: Date } | null
  removedAt: Date | null
}

/** In their order, also those that are switched off. */
export const findAutomations = (db: Db | Tx): Promise<Automation[]> => read(db, sql`a.removed_at is null`)

/** Those that act now. */
export const findActing = (db: Db | Tx): Promise<Automation[]> =>
  read(db, sql`a.removed_at is null and a.on_since is not null and p.automation_id is null`)

/** One of them, also one that was removed. Refuses with 404. */
export async function findAutomation(db: Db | Tx, id: string): Promise<Automation> {
  const [one] = await read(db, sql`a.id = ${id}`)
  if (!one) throw notFound()
  return one
}

interface Row {
  id: string
  name: string
  version: number
  trigger: unknown
  conditions: unknown
  deeds: unknown
  on_since: Date | null
  removed_at: Date | null
  because: Limit | null
  conversation_id: string | null
  paused_at: Date | null
}

async function read(db: Db | Tx, which: ReturnType<typeof sql>): Promise<Automation[]> {
  const { rows } = await sql<Row>`
    select a.id, a.name, a.version, a.trigger, a.conditions, a.deeds, a.on_since, a.removed_at,
      p.because, p.conversation_id, p.paused_at
    from automations a left join automation_pauses p on p.automation_id = a.id
    where ${which} order by a.position, a.id`.execute(db)
  return rows.map(asAutomation)
}

const asAutomation = (row: Row): Automation => ({
  id: row.id,
  name: row.name,
  version: row.version,
  trigger: triggerGiven.parse(row.trigger),
  condition: conditionGiven.parse(row.conditions),
  deeds: deedGiven.array().parse(row.deeds),
  onSince: row.on_since,
  pause:
    row.because && row.conversation_id && row.paused_at
      ? { because: row.because, conversationId: row.conversation_id, at: row.paused_at }
      : null,
  removedAt: row.removed_at,
})

/** As it was given. */
export const storedAutomation = ({ name, trigger, condition, deeds }: Automation) => ({
  name,
  when: trigger,
  if: condition,
  deeds: [...deeds],
})
