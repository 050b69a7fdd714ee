import { type RawBuilder, sql } from 'kysely'
import { momentOf, wallTime } from '../../lib/wall-clock.ts'
import type { Target } from './tables.ts'

/** By when something is to be done, while its clock runs. */
export interface Due {
  at: Date
  target: Target
  /** Which rule says so. */
  level: string
}

export interface DueColumns {
  answer_due: Date | null
  resolve_due: Date | null
  answered_at: Date | null
  level_name: string | null
}

/** The rule that holds, by its name; both clocks have the same. */
export const levelName = sql`case when c.due_at is not null then (select l.name from service_clocks k
  join service_levels l on l.id = k.level_id where k.conversation_id = c.id limit 1) end as level_name`

/** What is due in a conversation, the earliest first. */
export function duesOf({ answer_due, resolve_due, answered_at, level_name }: DueColumns): Due[] {
  const level = level_name ?? ''
  const answer: Target = answered_at ? 'next-answer' : 'first-answer'
  const dues: Due[] = [
    ...(answer_due ? [{ at: answer_due, target: answer, level }] : []),
    ...(resolve_due ? [{ at: resolve_due, target: 'resolution' as const, level }] : []),
  ]
  return dues.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** What a list is narrowed to by when it is due. */
export const dueFilters = ['late', 'today', 'tomorrow'] as const
export type DueFilter = (typeof dueFilters)[number]

/** The condition on `conversations c`, by the clock of whoever asks. */
export function dueCondition(filter: DueFilter, timeZone: string, now: Date): RawBuilder<unknown> {
  if (filter === 'late') return sql`c.due_at <= ${now}`
  const from = filter === 'today' ? 0 : 1
  return sql`c.due_at >= ${midnight(from, timeZone, now)} and c.due_at < ${midnight(from + 1, timeZone, now)}`
}

function midnight(daysAhead: number, timeZone: string, now: Date): Date {
  const { year, month, day } = wallTime(now, timeZone)
  return momentOf({ year, month, day: day + daysAhead, hour: 0, minute: 0 }, timeZone)
}

const written: Readonly<Record<string, DueFilter>> = {
  late: 'late',
  overdue: 'late',
  tarde: 'late',
  atrasada: 'late',
  vencida: 'late',
  today: 'today',
  hoy: 'today',
  tomorrow: 'tomorrow',
  manana: 'tomorrow',
  mañana: 'tomorrow',
}

/** What `is:late`, `due:today` or `vence:mañana` asks for. */
export const dueAsWritten = (value: string): DueFilter | undefined => written[value.toLowerCase()]

export const presentDues = (dues: readonly Due[], now: Date = new Date()) =>
  dues.map(({ at, target, level }) => ({ target, at: at.toISOString(), is_late: at <= now, level }))
