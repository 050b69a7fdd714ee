import type { ConversationState } from '../tables.ts'
import { type Level, momentsOf } from './level.ts'
import type { Target } from './tables.ts'

/** What of a conversation makes its clocks run or stand. */
export interface Turn {
  state: ConversationState
  /** Since when they wait for us, not counting what was closed before they spoke anew; null: it is their turn. */
  waitingSince: Date | null
  answeredAt: Date | null
  /** When they first spoke after the last closing that was not taken back. */
  spokeAnewAt: Date | null
}

/** A clock that runs since a moment, or stands since another; what it counted before that is spent. */
export interface Clock {
  kind: 'answer' | 'resolution'
  levelId: string
  target: Target
  targetMs: number
  askedAt: Date
  runningSince: Date | null
  pausedAt: Date | null
  spentMs: number
  /** So many minutes after it was due, something was said of it last. */
  told: number | null
}

export interface Result {
  levelId: string
  target: Target
  askedAt: Date
  endedAt: Date
  targetMs: number
  spentMs: number
}

export interface Clocks {
  answer: Clock | undefined
  resolution: Clock | undefined
}

/** What the clocks of a conversation are from now on, and which of them ended. */
export interface Turned extends Clocks {
  results: Result[]
  /** The conversation was closed, and that was taken back: its result is none any more. */
  isRestored: boolean
}

/**
 * Turns the clocks to how a conversation stands now. They run while it is open and they wait for us, and stand while it is
 * their turn, or it is put aside, closed or spam. `levelOf` gives a clock's own level, whose calendar counts what it has spent.
 */
export function turn(
  it: Turn,
  level: Level | undefined,
  before: Clocks & { closed: Result | undefined },
  levelOf: (id: string) => Level | undefined,
  now: Date,
): Turned {
  const at = { it, level, levelOf, now }
  const answered = answerOf(at, before.answer)
  const resolved = resolutionOf(at, before.resolution, before.closed)
  return {
    answer: answered.clock,
    resolution: resolved.clock,
    results: [answered.result, resolved.result].filter((one) => one !== undefined),
    isRestored: resolved.isRestored,
  }
}

interface At {
  it: Turn
  level: Level | undefined
  levelOf: (id: string) => Level | undefined
  now: Date
}

function answerOf(at: At, before: Clock | undefined): { clock?: Clock; result?: Result } {
  const { it, level } = at
  const answered = before && it.answeredAt && it.answeredAt >= before.askedAt ? it.answeredAt : undefined
  const result = before && answered ? { result: ended(at, before, answered) } : {}
  const target = it.answeredAt ? 'next-answer' : 'first-answer'
  const targetMs = level?.targets[target]
  if (!it.waitingSince || !level || targetMs === undefined) return result
  const promised = { kind: 'answer', levelId: level.id, target, targetMs, askedAt: it.waitingSince } as const
  // What they asked first may be deleted, or not be for us: then they wait for less long.
  const same = answered || (before && it.waitingSince > before.askedAt) ? undefined : before
  return { ...result, clock: run(at, same, promised) }
}

function resolutionOf(
  at: At,
  before: Clock | undefined,
  closed: Result | undefined,
): { clock?: Clock; result?: Result; isRestored: boolean } {
  const { it, level, now } = at
  if (it.state === 'closed') {
    const result = before ? { result: ended(at, before, now) } : {}
    return { ...result, isRestored: false }
  }
  const targetMs = level?.targets.resolution
  if (!level || targetMs === undefined) return { isRestored: false }
  // Who speaks after it was closed begins anew; else somebody took the closing back.
  const isNew = [it.waitingSince, it.spokeAnewAt].some((at) => at !== null && (!closed || at > closed.endedAt))
  const back = !before && closed && !isNew ? restored(closed) : undefined
  const same = before ?? back
  if (!same && !it.waitingSince) return { isRestored: false }
  const askedAt = same?.askedAt ?? it.waitingSince ?? now
  const promised = { kind: 'resolution', levelId: level.id, target: 'resolution', targetMs, askedAt } as const
  return { clock: run(at, same, promised), isRestored: back !== undefined }
}

type Promised = Pick<Clock, 'kind' | 'levelId' | 'target' | 'targetMs' | 'askedAt'>

function run(at: At, before: Clock | undefined, promised: Promised): Clock {
  const clock = ran(at, before, promised)
  const isSame = before?.levelId === promised.levelId && before.targetMs === promised.targetMs
  return isSame || !isToCome(at, clock) ? clock : { ...clock, told: null }
}

/** Another rule that leaves more time warns of its own. */
function isToCome({ level, now }: At, clock: Clock): boolean {
  if (!clock.runningSince || !level) return clock.spentMs < clock.targetMs
  const due = dueOf(clock, level)
  return due === null || due > now
}

function ran(at: At, before: Clock | undefined, promised: Promised): Clock {
  const { it, now } = at
  const begun: Clock = before
    ? { ...before, ...promised, ...earlier(before, promised) }
    : { ...promised, runningSince: promised.askedAt, pausedAt: null, spentMs: 0, told: null }
  const runs = it.state === 'open' && it.waitingSince !== null
  if (runs && begun.pausedAt) return { ...begun, runningSince: resumed(it, begun.pausedAt, now), pausedAt: null }
  if (runs || !begun.runningSince) return begun
  const pausedAt = paused(it, begun.runningSince, now)
  const spentMs = begun.spentMs + worked(at, before?.levelId ?? promised.levelId, begun.runningSince, pausedAt)
  return { ...begun, runningSince: null, pausedAt, spentMs }
}

/** What was said to us before what we knew of, and heard only now: they wait for longer. */
const earlier = (before: Clock, { askedAt }: Promised): Partial<Clock> =>
  before.spentMs === 0 && before.runningSince && askedAt < before.runningSince ? { runningSince: askedAt } : {}

/** From when they spoke; of what is taken back from being put aside, from now. */
const resumed = ({ waitingSince }: Turn, pausedAt: Date, now: Date): Date =>
  waitingSince && waitingSince > pausedAt ? waitingSince : now

/** When we answered, where that is why. */
const paused = ({ waitingSince, answeredAt }: Turn, since: Date, now: Date): Date =>
  !waitingSince && answeredAt && answeredAt >= since ? answeredAt : now

function ended(at: At, { levelId, target, targetMs, askedAt, ...clock }: Clock, endedAt: Date): Result {
  const running = clock.runningSince ? worked(at, levelId, clock.runningSince, endedAt) : 0
  return { levelId, target, askedAt, endedAt, targetMs, spentMs: clock.spentMs + running }
}

const worked = ({ levelOf }: At, levelId: string, from: Date, to: Date): number =>
  levelOf(levelId)?.clock.workingMs(from, to) ?? Math.max(0, to.getTime() - from.getTime())

const restored = (closed: Result): Clock => ({
  kind: 'resolution',
  levelId: closed.levelId,
  target: 'resolution',
  targetMs: closed.targetMs,
  askedAt: closed.askedAt,
  runningSince: null,
  pausedAt: closed.endedAt,
  spentMs: closed.spentMs,
  // What was said of it is not said again.
  told: closed.spentMs > closed.targetMs ? 0 : null,
})

/** When it is due as it runs; null while it stands, or where nobody ever works. */
export const dueOf = (clock: Clock, level: Level): Date | null => momentOf(clock, level, 0)

/** When there is something to say of it next, and how many minutes after it is due that is. */
export function nextOf(clock: Clock, level: Level): { at: Date; minutes: number } | undefined {
  const minutes = momentsOf(level).find((one) => clock.told === null || one > clock.told)
  if (minutes === undefined) return undefined
  const at = momentOf(clock, level, minutes)
  return at ? { at, minutes } : undefined
}

const minuteMs = 60_000

function momentOf({ runningSince, targetMs, spentMs }: Clock, { clock }: Level, minutes: number): Date | null {
  if (!runningSince) return null
  return clock.addWorking(runningSince, Math.max(0, targetMs - spentMs + minutes * minuteMs)) ?? null
}
