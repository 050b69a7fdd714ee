import { z } from 'zod'
import { type Given, parseGiven, timeZoneField } from '../../access/index.ts'
import { Refusal } from '../../core/errors.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { type Words, words } from '../../lib/words.ts'
import type { Span } from './calendar.ts'
import { readDay, readHours } from './hours-text.ts'
import type { GivenCalendar } from './save-calendar.ts'

const tidyName = z
  .string()
  .transform((text) => cleanText(text).replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1).max(80))
const hoursText = z.string().max(200).default('')

const calendar = z.object({ name: tidyName, time_zone: timeZoneField })
const week = z.array(hoursText).length(7)
const special = z.object({ day: z.string().max(20), name: z.string().max(80).default(''), hours: hoursText })

/** A calendar as a form (`hours_0` is Sunday) or a program (`week`, seven texts, Sunday first) says it. */
export function readCalendar(given: Given): GivenCalendar {
  const wrong = { name: 'conversations.calendar-name-wrong', time_zone: 'conversations.calendar-zone-wrong' }
  const { name, time_zone: timeZone } = parseGiven(calendar, given, wrong)
  const texts = week.safeParse(given.week ?? days.map((day) => given[hoursField(day)] ?? ''))
  if (!texts.success) throw refusal({ week: words('conversations.hours-wrong') })
  const read = texts.data.map(readHours)
  const missed = days.filter((day) => read[day] === undefined)
  if (missed.length > 0)
    throw refusal(Object.fromEntries(missed.map((day) => [hoursField(day), words('conversations.hours-wrong')])))
  if (read.every((spans) => spans?.length === 0)) throw refusal({ [hoursField(1)]: words('conversations.hours-none') })
  return { name, timeZone, week: read.map((spans) => spans ?? []) }
}

export const days = [0, 1, 2, 3, 4, 5, 6] as const
export const hoursField = (day: number): string => `hours_${day}`

export interface GivenDay {
  day: string
  name: string | null
  hours: Span[]
}

export function readSpecialDay(given: Given): GivenDay {
  const { day: text, name, hours } = parseGiven(special, given, { day: 'conversations.day-wrong' })
  const [day, spans] = [readDay(text), readHours(hours)]
  const wrong = {
    ...(day ? {} : { day: words('conversations.day-wrong') }),
    ...(spans ? {} : { hours: words('conversations.hours-wrong') }),
  }
  if (!day || !spans) throw refusal(wrong)
  return { day, name: cleanText(name).replace(/\s+/gu, ' ').trim() || null, hours: spans }
}

const refusal = (fields: Record<string, Words>) => new Refusal(422, words('conversations.not-understood'), { fields })
