import type { Filled, JsonColumn } from '../../core/tables.ts'

/** Pairs of minutes of a day. */
export type StoredSpans = [number, number][]

export interface CalendarTable {
  id: string
  name: string
  time_zone: string
  /** Seven days, Sunday first. */
  week: JsonColumn<StoredSpans[]>
  changed_by: string | null
  changed_at: Filled<Date>
  removed_at: Date | null
}

export interface CalendarDayTable {
  calendar_id: string
  day: string
  name: string | null
  hours: JsonColumn<StoredSpans>
  written_by: string | null
  written_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    calendars: CalendarTable
    calendar_days: CalendarDayTable
  }
}
