import { setImmediate as pause } from 'node:timers/promises'
import type { Clock } from '../core/clock.ts'
import type { Db } from '../core/database.ts'
import { idTime } from '../lib/ids.ts'
import { type Looser, loosened } from './near-miss.ts'
import { matches } from './query/matches.ts'
import type { Query } from './query/query.ts'
import { toDocument } from './query/to-document.ts'
import type { StoredMessage, StoredMessages } from './stored-message.ts'
import { asksForOurs } from './watch-worker.ts'

/** What a query would have found, before it is saved. */
export interface Preview {
  since: Date
  /** How far back it looked; `since` when it looked at all of it. */
  reached: Date
  isWhole: boolean
  looked: number
  found: number
  /** By day (UTC, `2026-05-31`), every day from `reached` on. */
  days: { day: string; found: number }[]
  /** Some that match, what was said last first. */
  samples: string[]
  /** What failed by one condition alone, the most first. */
  near: { without: Query; missed: number; samples: string[] }[]
}

export const previewDays = 30
const sampled = 20
const nearSampled = 3
const dayMs = 86_400_000

/** How long somebody waits for it, and how many messages are held at once. */
const patience = { ms: 4_000, batch: 250 }

/**
 * Looks through what was heard in the last thirty days, the newest first, for as long as somebody would wait; says how far
 * it came. Holds one batch of messages at a time, and gives way to others between two.
 */
export async function previewQuery(
  db: Db,
  clock: Clock,
  stored: StoredMessages,
  query: Query,
  { ms = patience.ms, batch = patience.batch } = {},
): Promise<Preview> {
  const now = clock.now()
  const since = new Date(now.getTime() - previewDays * dayMs)
  const until = performance.now() + ms
  const looking = begin(query)
  let before: string | undefined
  let isWhole = false
  while (!isWhole && performance.now() < until) {
    const { messages, reached } = await stored.before(db, { before, since, limit: batch })
    for (const message of messages) look(looking, message)
    before = reached
    isWhole = reached === undefined
    await pause()
  }
  // Ids are ordered by when messages were heard, which is never before they were said.
  const reached = isWhole || !before || idTime(before) < since ? since : idTime(before)
  return result(looking, { now, since, reached, isWhole })
}

interface Looking {
  query: Query
  isForOurs: boolean
  nearly: (Looser & { missed: number; samples: string[] })[]
  looked: number
  found: number
  byDay: Map<string, number>
  samples: { id: string; saidAt: Date }[]
}

const begin = (query: Query): Looking => ({
  query,
  isForOurs: asksForOurs(query),
  nearly: loosened(query).map((looser) => ({ ...looser, missed: 0, samples: [] })),
  looked: 0,
  found: 0,
  byDay: new Map(),
  samples: [],
})

function look(looking: Looking, { id, saidAt, listened }: StoredMessage): void {
  if (listened.isMine && !looking.isForOurs) return
  looking.looked += 1
  const document = toDocument(listened)
  if (matches(looking.query, document)) {
    looking.found += 1
    looking.byDay.set(dayOf(saidAt), (looking.byDay.get(dayOf(saidAt)) ?? 0) + 1)
    if (looking.samples.length < sampled) looking.samples.push({ id, saidAt })
    return
  }
  for (const nearly of looking.nearly)
    if (matches(nearly.rest, document)) {
      nearly.missed += 1
      if (nearly.samples.length < nearSampled) nearly.samples.push(id)
    }
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** Every day between two moments, both included. */
export function daysBetween(from: Date, to: Date): string[] {
  const first = Date.parse(dayOf(from))
  const count = Math.max(1, Math.round((Date.parse(dayOf(to)) - first) / dayMs) + 1)
  return Array.from({ length: count }, (_, at) => dayOf(new Date(first + at * dayMs)))
}

interface Bounds {
  now: Date
  since: Date
  reached: Date
  isWhole: boolean
}

function result(looking: Looking, { now, since, reached, isWhole }: Bounds): Preview {
  const { looked, found, byDay, samples } = looking
  return {
    since,
    reached,
    isWhole,
    looked,
    found,
    days: daysBetween(reached, now).map((day) => ({ day, found: byDay.get(day) ?? 0 })),
    samples: samples.sort((a, b) => b.saidAt.getTime() - a.saidAt.getTime()).map(({ id }) => id),
    near: looking.nearly
      .filter(({ missed }) => missed > 0)
      .sort((a, b) => b.missed - a.missed)
      .slice(0, 5)
      .map(({ without, missed, samples: few }) => ({ without, missed, samples: few })),
  }
}
