import { newId } from '../../lib/ids.ts'
import type { Target } from './tables.ts'
import type { Clock, Result } from './turn.ts'

/** A clock with when it is due, and when there is something to say of it. */
export interface Timed {
  clock: Clock
  due: Date | null
  next: Date | null
}

/** As JSON has it. */
export interface StoredClock {
  kind: Clock['kind']
  level_id: string
  target: Target
  target_ms: number
  asked_at: string
  running_since: string | null
  paused_at: string | null
  spent_ms: number
  due_at: string | null
  next_at: string | null
  told: number | null
}

export interface StoredResult {
  level_id: string
  asked_at: string
  ended_at: string
  target_ms: number
  spent_ms: number
}

export const asTimed = (row: StoredClock): Timed => ({
  clock: {
    kind: row.kind,
    levelId: row.level_id,
    target: row.target,
    targetMs: row.target_ms,
    askedAt: new Date(row.asked_at),
    runningSince: moment(row.running_since),
    pausedAt: moment(row.paused_at),
    spentMs: row.spent_ms,
    told: row.told,
  },
  due: moment(row.due_at),
  next: moment(row.next_at),
})

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** The last time it was closed. */
export const asResult = (row: StoredResult): Result => ({
  levelId: row.level_id,
  target: 'resolution',
  askedAt: new Date(row.asked_at),
  endedAt: new Date(row.ended_at),
  targetMs: row.target_ms,
  spentMs: row.spent_ms,
})

export const clockRow = (conversationId: string, { clock, due, next }: Timed) => ({
  conversation_id: conversationId,
  kind: clock.kind,
  level_id: clock.levelId,
  target: clock.target,
  target_ms: clock.targetMs,
  asked_at: clock.askedAt,
  running_since: clock.runningSince,
  paused_at: clock.pausedAt,
  spent_ms: clock.spentMs,
  due_at: due,
  next_at: next,
  told: clock.told,
})

export const resultRow = (conversationId: string, result: Result) => ({
  id: newId(),
  conversation_id: conversationId,
  level_id: result.levelId,
  target: result.target,
  asked_at: result.askedAt,
  ended_at: result.endedAt,
  target_ms: result.targetMs,
  spent_ms: result.spentMs,
})
