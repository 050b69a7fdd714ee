import { z } from 'zod'
import { type Intent, intents } from '../../reading/index.ts'
import type { WorkingClock } from '../working-time/working-clock.ts'
import type { Target } from './tables.ts'

const ids = z.array(z.uuid()).max(100).default([])
const names = (form: z.ZodString) => z.array(form).max(50).default([])

/** For which conversations: each of these that says something must fit; of several, one. */
export const conditionsGiven = z.object({
  channels: ids,
  networks: names(z.string().min(1).max(60)),
  languages: names(z.string().regex(/^[a-z]{2,3}$/)),
  intents: z.array(z.enum(intents)).max(intents.length).default([]),
  /** So urgent, or more. */
  urgency: z.number().int().min(1).max(3).nullable().default(null),
  /** One of them, capitals or not. */
  tags: names(z.string().min(1).max(60)),
  teams: ids,
})
export type Conditions = z.infer<typeof conditionsGiven>

export const mostMinutes = 525_600
const minutes = z.number().int().min(1).max(mostMinutes)

/** What is done so many minutes after it was due: somebody is told, or it is given to them. */
export const stepGiven = z.object({
  after_minutes: z.number().int().min(0).max(mostMinutes),
  deed: z.enum(['tell', 'give']),
  /** Whoever has it, who leads the house, one of us, or a team. */
  to: z.string().regex(/^(holder|managers|(user|team):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/),
})
export type Step = z.infer<typeof stepGiven>
export const mostSteps = 8

export const levelGiven = z
  .object({
    name: z.string().trim().min(1).max(80),
    calendar_id: z.uuid().nullable().default(null),
    conditions: conditionsGiven.prefault({}),
    first_answer: minutes.nullable().default(null),
    next_answer: minutes.nullable().default(null),
    resolution: minutes.nullable().default(null),
    warn_before: minutes.nullable().default(null),
    steps: z.array(stepGiven).max(mostSteps).default([]),
  })
  .refine((it) => it.first_answer ?? it.next_answer ?? it.resolution, { path: ['first_answer'] })
  .refine((it) => !it.steps.some(({ deed, to }) => deed === 'give' && !to.includes(':')), { path: ['steps'] })
export type GivenLevel = z.infer<typeof levelGiven>

/** One rule: for whom, by when, and what happens when that is missed. */
export interface Level {
  id: string
  name: string
  calendarId: string | null
  conditions: Conditions
  /** In milliseconds of working time. */
  targets: Partial<Record<Target, number>>
  /** In minutes of working time. */
  warnBefore: number | null
  steps: readonly Step[]
  clock: WorkingClock
}

const minuteMs = 60_000

/** As it is given: times in minutes. */
export function storedLevel({ name, calendarId, conditions, targets, warnBefore, steps }: Level): GivenLevel {
  const minutesOf = (target: Target) => {
    const ms = targets[target]
    return ms === undefined ? null : ms / minuteMs
  }
  return {
    name,
    calendar_id: calendarId,
    conditions,
    first_answer: minutesOf('first-answer'),
    next_answer: minutesOf('next-answer'),
    resolution: minutesOf('resolution'),
    warn_before: warnBefore,
    steps: [...steps],
  }
}

/** What of a conversation decides which rule holds. */
export interface Circumstances {
  channelId: string
  network: string
  language: string | null
  intents: readonly Intent[]
  urgency: number
  /** In lower case. */
  tags: readonly string[]
  teamId: string | null
}

/** The first rule that fits. */
export const levelFor = <L extends Pick<Level, 'conditions'>>(levels: readonly L[], it: Circumstances): L | undefined =>
  levels.find(({ conditions }) => fits(conditions, it))

/** Whether each of the conditions that says something is so. */
export function fits(conditions: Conditions, it: Circumstances): boolean {
  const { channels, networks, languages, teams, tags, urgency } = conditions
  return (
    oneOf(channels, [it.channelId]) &&
    oneOf(networks, [it.network]) &&
    oneOf(languages, it.language === null ? [] : [it.language]) &&
    oneOf(conditions.intents, it.intents) &&
    oneOf(teams, it.teamId === null ? [] : [it.teamId]) &&
    oneOf(
      tags.map((tag) => tag.toLowerCase()),
      it.tags,
    ) &&
    (urgency === null || it.urgency >= urgency)
  )
}

const oneOf = (wanted: readonly string[], has: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((one) => has.includes(one))

/** When there is something to say of a clock, in minutes after it is due: the warning, that it is late, each step. */
export function momentsOf({ warnBefore, steps }: Pick<Level, 'warnBefore' | 'steps'>): number[] {
  const all = [...(warnBefore ? [-warnBefore] : []), 0, ...steps.map(({ after_minutes }) => after_minutes)]
  return [...new Set(all)].toSorted((a, b) => a - b)
}
