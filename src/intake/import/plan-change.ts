import { z } from 'zod'
import type { Switchboard } from '../../channels/index.ts'
import { Refusal } from '../../core/errors.ts'
import { type Words, words } from '../../lib/words.ts'
import { fields, guessMapping, type Mapping } from './fields.ts'
import { pathOf } from './files.ts'
import type { Import } from './import.ts'
import { type Format, type Plan, visibilities } from './plan.ts'
import { withFile } from './prepare-file.ts'
import { columnsOf, firstRow } from './sniff.ts'

const ticked = z.union([z.boolean(), z.string().transform((text) => text !== '' && text !== '0')])

const schema = z.object({
  deed: z.enum(['preview', 'start']).default('preview'),
  map: z.partialRecord(z.enum(fields), z.string()).optional(),
  header: ticked.optional(),
  time_zone: z.string().max(100).optional(),
  dates: z.enum(['day-first', 'month-first']).optional(),
  visibility: z.enum(visibilities).optional(),
  waiting: ticked.optional(),
})
export type PlanChange = z.output<typeof schema>

/** What a form or a program says about a file. A form says everything, and of a box that is not ticked, nothing. */
export function planChange(given: unknown): PlanChange {
  const body = z.record(z.string(), z.unknown()).catch({}).parse(given)
  const mapped = Object.entries(body).filter(([name]) => name.startsWith('map.'))
  if (mapped.length === 0) return schema.parse(body)
  const map = Object.fromEntries(mapped.map(([name, column]) => [name.slice('map.'.length), column]))
  return schema.parse({ ...body, map, header: body.header ?? '', waiting: body.waiting ?? '' })
}

/** Writes down what was decided about a file that has not begun. */
export async function changePlan(board: Switchboard, it: Import, change: PlanChange): Promise<Plan> {
  const plan = await changed(it.plan, change, (format) =>
    withFile(pathOf(board.core.config, it), (file) => firstRow(file, format)),
  )
  await board.core.db
    .updateTable('imports')
    .set({ plan: JSON.stringify(plan) })
    .where('id', '=', it.id)
    .where('began_at', 'is', null)
    .execute()
  return plan
}

/** A plan with what was said about it. Refuses columns and time zones that there are not. */
export async function changed(
  plan: Plan,
  change: PlanChange,
  rowOf: (format: Format) => Promise<readonly string[] | undefined>,
): Promise<Plan> {
  const format = await withHeader(plan.format, change.header, rowOf)
  const renamed = format.header !== plan.format.header
  const mapping = renamed ? guessMapping(format.columns) : change.map ? given(format, change.map) : plan.mapping
  return {
    format,
    mapping,
    timeZone: change.time_zone === undefined ? plan.timeZone : knownZone(change.time_zone.trim()),
    dayFirst: change.dates === undefined ? plan.dayFirst : change.dates === 'day-first',
    visibility: change.visibility ?? plan.visibility,
    waiting: change.waiting ?? plan.waiting,
  }
}

/** The columns have other names once the first line is a message like the others. */
async function withHeader(
  format: Format,
  header: boolean | undefined,
  rowOf: (format: Format) => Promise<readonly string[] | undefined>,
): Promise<Format> {
  if (header === undefined || header === format.header || format.kind !== 'csv') return format
  const cells = await rowOf(format)
  return { ...format, header, columns: columnsOf(cells ?? [], header) }
}

function given(format: Format, map: Partial<Record<(typeof fields)[number], string>>): Mapping {
  const chosen = fields.flatMap((field) => (map[field] ? [[field, map[field]] as const] : []))
  const gone = chosen.filter(([, column]) => !format.columns.includes(column))
  if (gone.length > 0) throw refusal(gone.map(([field, column]) => [field, words('import.column-gone', { column })]))
  return Object.fromEntries(chosen)
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone && timeZone
  } catch {
    throw refusal([['time_zone', words('import.zone-unknown')]])
  }
}

function refusal(wrong: readonly (readonly [string, Words])[]): Refusal {
  const [, said] = wrong[0] ?? ['', words('import.zone-unknown')]
  return new Refusal(422, said, { fields: Object.fromEntries(wrong) })
}
