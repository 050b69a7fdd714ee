/**
 * A moment as feeds write it: RFC 3339 and RFC 822 and everything near them, weekday or not, two-digit years, English or
 * Spanish month names, zones by name or offset. Without a zone it is UTC. Undefined when it is no date.
 */
export function parseDate(written: string | undefined): Date | undefined {
  const text = written?.trim() ?? ''
  const parts = iso(text) ?? named(text)
  if (!parts) return undefined
  const { year, month, day, time, zone } = parts
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const at = Date.UTC(year, month - 1, day) + timeMs(time) - zoneMinutes(zone) * 60_000
  return Number.isNaN(at) || Math.abs(at) > latest ? undefined : new Date(at)
}

interface Parts {
  year: number
  month: number
  day: number
  time: string
  zone: string
}

const latest = Date.UTC(9999, 11, 31)

function iso(text: string): Parts | undefined {
  const found = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T\s]+(\d{1,2}:?\d{2}(?::?\d{2})?)(?:[.,]\d+)?\s*(.*))?$/i.exec(
    text,
  )
  if (!found) return undefined
  const [, year, month = '1', day = '1', time = '', zone = ''] = found
  return { year: Number(year), month: Number(month), day: Number(day), time, zone }
}

function named(text: string): Parts | undefined {
  const month = monthOf(text)
  if (month === undefined) return undefined
  const time = /\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?/i.exec(text)?.[0] ?? ''
  const [before = '', after = ''] = time ? text.split(time) : [text, '']
  const numbers = `${before} ${after.replace(/[+-]\d{2}:?\d{2}\b/g, ' ')}`.match(/\d+/g)?.map(Number) ?? []
  const day = numbers.find((number) => number >= 1 && number <= 31)
  const year = numbers.find((number, at) => number > 31 || at !== numbers.indexOf(day ?? -1))
  if (day === undefined || year === undefined) return undefined
  return {
    year: fullYear(year),
    month,
    day,
    time,
    zone: /[+-]\d{2}:?\d{2}|\b[A-Z]{1,5}\b/.exec(after)?.[0] ?? '',
  }
}

const fullYear = (year: number): number => (year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year)

const months = ['jan|ene', 'feb', 'mar', 'apr|abr', 'may', 'jun', 'jul', 'aug|ago', 'sep', 'oct', 'nov', 'dec|dic'].map(
  (names) => new RegExp(`(?:^|[^a-z])(?:${names})[a-z]*`, 'i'),
)

function monthOf(text: string): number | undefined {
  // A Tuesday in Spanish begins like March.
  const withoutDay = text.replace(/^\s*(?:mar|martes|mar\.)\s*,/i, '')
  const at = months.findIndex((month) => month.test(withoutDay))
  return at < 0 ? undefined : at + 1
}

function timeMs(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.match(/\d{2}|\d/g)?.map(Number) ?? []
  const twelve = /([ap])\.?m/i.exec(time)?.[1]?.toLowerCase()
  const hour = twelve === undefined ? hours : (hours % 12) + (twelve === 'p' ? 12 : 0)
  return ((hour * 60 + minutes) * 60 + seconds) * 1000
}

function zoneMinutes(zone: string): number {
  const offset = /([+-])(\d{1,2}):?(\d{2})?/.exec(zone)
  if (!offset) return (zonesByName[zone.trim().toUpperCase()] ?? 0) * 60
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
  return offset[1] === '-' ? -minutes : minutes
}

const zonesByName: Record<string, number> = {
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8, HST: -10 },
  ...{ WET: 0, WEST: 1, BST: 1, CET: 1, CEST: 2, MET: 1, MEST: 2, EET: 2, EEST: 3, MSK: 3, IST: 5.5, JST: 9 },
  ...{ AEST: 10, AEDT: 11, NZST: 12, NZDT: 13, ART: -3, BRT: -3, CLT: -4, COT: -5 },
}
