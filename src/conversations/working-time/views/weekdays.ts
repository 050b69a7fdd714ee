import type { T } from '../../../core/i18n/translator.ts'
import { dateFormat } from '../../../lib/relative-time.ts'

/** As calendars on the wall have them; 0 is Sunday. */
export const weekFromMonday = [1, 2, 3, 4, 5, 6, 0] as const

const named = { weekday: 'long' } as const

/** With a capital: it stands before its hours. */
export function weekdayName(t: T, day: number): string {
  // The fourth of January 1970 was a Sunday.
  const name = dateFormat(t.language, 'UTC', named).format(new Date(Date.UTC(1970, 0, 4 + day)))
  return name.charAt(0).toLocaleUpperCase(t.language) + name.slice(1)
}

const dayAndMonth = { day: 'numeric', month: 'long' } as const
const dayMonthYear = { ...dayAndMonth, year: 'numeric', weekday: 'long' } as const

/** `2026-12-24` as a date; `12-25` as a day of every year. */
export function dayName(t: T, day: string): string {
  const isYearly = day.length === 5
  const date = new Date(`${isYearly ? '2028-' : ''}${day}T12:00:00Z`)
  const said = dateFormat(t.language, 'UTC', isYearly ? dayAndMonth : dayMonthYear).format(date)
  return isYearly ? t('conversations.day-yearly', { day: said }) : said
}
