/** From a minute of the day to another; past midnight the second is over 1,440: 22:00–6:00 is 1,320 to 1,800. */
export interface Span {
  from: number
  to: number
}

/** When we work: what a clock on the wall shows then, in one time zone. */
export interface WorkingHours {
  timeZone: string
  /** Seven days, Sunday first. A span belongs to the day on which it begins. */
  week: readonly (readonly Span[])[]
  /**
   * Holidays and days with hours of their own, by `2026-12-24`, or `12-25` for every year. Such a day is as it is written,
   * from midnight to midnight: what the day before would have gone on into it does not.
   */
  days: ReadonlyMap<string, readonly Span[]>
}

export const dayMinutes = 1440

/** Weekdays from nine to five, until somebody says otherwise. */
export const usualWeek: WorkingHours['week'] = [0, 1, 2, 3, 4, 5, 6].map((day) =>
  day === 0 || day === 6 ? [] : [{ from: 540, to: 1020 }],
)

/** What of a day (counted from 1970, as its own clocks have it) is worked, in minutes from its midnight, in order. */
export function hoursOf({ week, days }: WorkingHours, day: number): readonly Span[] {
  const own = special(days, day)
  const spans = (own ?? weekly(week, day)).map(({ from, to }) => ({ from, to: Math.min(to, dayMinutes) }))
  if (own) return merged(spans)
  const before = special(days, day - 1) ?? weekly(week, day - 1)
  const goesOn = before
    .filter(({ to }) => to > dayMinutes)
    .map(({ from, to }) => ({ from: Math.max(0, from - dayMinutes), to: to - dayMinutes }))
  return merged([...goesOn, ...spans])
}

/** The first of January 1970 was a Thursday. */
const weekly = (week: WorkingHours['week'], day: number): readonly Span[] => week[(((day + 4) % 7) + 7) % 7] ?? []

function special(days: WorkingHours['days'], day: number): readonly Span[] | undefined {
  if (days.size === 0) return undefined
  const written = new Date(day * 86_400_000).toISOString().slice(0, 10)
  return days.get(written) ?? days.get(written.slice(5))
}

function merged(spans: readonly Span[]): readonly Span[] {
  const together: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = together.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else if (span.to > span.from) together.push({ ...span })
  }
  return together
}
