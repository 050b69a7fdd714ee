import { z } from 'zod'
import type { Viewer } from '../../core/web.ts'
import { momentOf, wallTime } from '../../lib/wall-clock.ts'
import { readCursor } from '../cursor.ts'
import type { Period } from './figures.ts'
import type { Wanted } from './find-answers.ts'
import { maySee } from './present.ts'

export const spans = [30, 90, 365] as const

const id = z.union([z.literal('').transform(() => undefined), z.uuid()]).optional()

/** What an address asks of the figures, and of the answers that they are made of. */
export const figuresAsked = z.object({
  days: z.coerce.number().int().min(1).max(3650).default(90),
  window: id,
  team: id,
  person: id,
  week: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  mood: z.enum(['good', 'bad']).optional(),
  words: z.literal('1').optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
export type FiguresAsked = z.infer<typeof figuresAsked>

/** The last so many days by the clock of whoever looks, today included. */
export function periodOf({ days }: Pick<FiguresAsked, 'days'>, now: Date, timeZone: string): Period {
  const { year, month, day } = wallTime(now, timeZone)
  const at = (offset: number) => momentOf({ year, month, day: day + offset, hour: 0, minute: 0 }, timeZone)
  return { from: at(1 - days), until: at(1), timeZone }
}

/** The answers behind a figure. Of colleagues only those who may see their figures. */
export function answersWanted(asked: FiguresAsked, period: Period, viewer: Viewer): Wanted {
  const week = asked.week ? weekOf(asked.week, period) : period
  return {
    from: week.from,
    until: week.until,
    channel: asked.window,
    team: asked.team,
    user: asked.person && maySee(viewer, asked.person) ? asked.person : undefined,
    mood: asked.mood,
    words: asked.words === '1',
    after: readCursor(asked.after),
    limit: asked.limit,
  }
}

function weekOf(name: string, period: Period): Pick<Period, 'from' | 'until'> {
  const [year = 0, month = 0, day = 0] = name.split('-').map(Number)
  const at = (offset: number) => momentOf({ year, month, day: day + offset, hour: 0, minute: 0 }, period.timeZone)
  const [from, until] = [at(0), at(7)]
  return { from: from > period.from ? from : period.from, until: until < period.until ? until : period.until }
}

/** The same address with something else asked. */
export function addressWith(asked: FiguresAsked, more: Partial<Record<keyof FiguresAsked, string | number>>): string {
  const query = new URLSearchParams({ days: String(asked.days) })
  for (const [name, value] of Object.entries(more))
    if (value !== undefined && value !== '') query.set(name, String(value))
  return `/satisfaction?${query}`
}
