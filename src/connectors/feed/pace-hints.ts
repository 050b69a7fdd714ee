import { present } from './common.ts'
import type { PaceHints } from './parsed.ts'

interface Hinting {
  ttl?: number
  skipHours?: number[]
  skipDays?: string[]
  sy?: { updatePeriod?: string; updateFrequency?: number }
}

/** What RSS and the syndication module (https://web.resource.org/rss/1.0/modules/syndication/) say of the pace. */
export function readHints({ ttl, skipHours, skipDays, sy }: Hinting): PaceHints {
  const period = minutes[sy?.updatePeriod?.trim().toLowerCase() ?? '']
  const frequency = sy?.updateFrequency && sy.updateFrequency > 0 ? sy.updateFrequency : 1
  return {
    ...present({
      ttlMinutes: ttl && ttl > 0 ? ttl : undefined,
      everyMinutes: period === undefined ? undefined : period / frequency,
    }),
    skipHours: (skipHours ?? []).filter((hour) => hour >= 0 && hour <= 24).map((hour) => hour % 24),
    skipDays: (skipDays ?? [])
      .map((day) => days.indexOf(day.trim().slice(0, 3).toLowerCase()))
      .filter((day) => day >= 0),
  }
}

const minutes: Record<string, number> = { hourly: 60, daily: 1440, weekly: 10_080, monthly: 43_200, yearly: 525_600 }
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
