import { z } from 'zod'
import type { T } from '../core/i18n/translator.ts'
import type { MentionsAsked } from './find-mentions.ts'
import { dayBounds, periodOf, type periods } from './period.ts'

/** Which mentions a page or a file is asked for, as an address says it. */
export const mentionsAsked = z.object({
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  days: z.coerce.number().int().min(1).max(366).optional(),
  mood: z.enum(['negative', 'neutral', 'positive']).optional(),
  who: z.uuid().optional(),
  window: z.uuid().optional(),
  word: z.string().min(1).max(70).optional(),
})
export type Narrowed = z.infer<typeof mentionsAsked>

/** How many days figures are of: the middle one unless asked. */
export const figuresAsked = z.object({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(30 satisfies Of),
})
type Of = (typeof periods)[number]

const moods = { negative: -1, neutral: 0, positive: 1 } as const

/** The same as conditions, by the clock of whoever asks. */
export function narrow(
  queryId: string,
  { day, days, mood, who, window }: Narrowed,
  { now, timeZone }: { now: Date; timeZone: string },
): MentionsAsked {
  const times = day ? dayBounds(day, timeZone) : days ? periodOf(days, now, timeZone) : undefined
  return {
    queryId,
    since: times?.since,
    until: times?.until,
    mood: mood && moods[mood],
    identityId: who,
    channelId: window,
  }
}

/** What it is narrowed to, in words; nothing when it is all of them. */
export function toldNarrowed(t: T, { day, days, mood, who, window, word }: Narrowed): string | undefined {
  const told = [
    ...(day ? [t('listening.only-day', { day: t.date(new Date(`${day}T12:00:00Z`)) })] : []),
    ...(days && !day ? [t('listening.only-days', { count: days })] : []),
    ...(mood ? [t(`listening.only-mood-${mood}`)] : []),
    ...(word ? [t('listening.only-word', { word })] : []),
    ...(who ? [t('listening.only-who')] : []),
    ...(window ? [t('listening.only-window')] : []),
  ]
  return told.length > 0 ? t('listening.only', { what: t.list(told) }) : undefined
}
