import { z } from 'zod'
import { fields } from './fields.ts'

export const visibilities = ['public', 'unlisted', 'followers', 'direct'] as const

/** How a file is written. */
export const formatSchema = z.object({
  kind: z.enum(['csv', 'jsonl']),
  /** `utf-8`: a line that is not is read as Windows-1252, which mixed exports need. */
  charset: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  newline: z.enum(['lf', 'cr']),
  separator: z.enum([',', ';', '\t', '|']),
  /** Where the text begins, after a byte order mark. */
  start: z.number().int().min(0),
  /** Whether the first line names the columns. */
  header: z.boolean(),
  columns: z.array(z.string()),
})
export type Format = z.infer<typeof formatSchema>

/** Everything that was decided about a file before it is read. */
export const planSchema = z.object({
  format: formatSchema,
  mapping: z.partialRecord(z.enum(fields), z.string()),
  /** Of dates that do not say theirs. */
  timeZone: z.string(),
  /** 03/05: the third of May, or else the fifth of March. */
  dayFirst: z.boolean(),
  /** Of messages that do not say theirs. */
  visibility: z.enum(visibilities),
  /** Whether who has no answer in the file waits for one here. */
  waiting: z.boolean(),
})
export type Plan = z.infer<typeof planSchema>
