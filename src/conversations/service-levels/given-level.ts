import type { z } from 'zod'
import { chosen, type Given, textOf } from '../../access/index.ts'
import { Refusal } from '../../core/errors.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { type Words, words } from '../../lib/words.ts'
import { wrongFields } from '../../lib/wrong-fields.ts'
import { readDuration } from './duration.ts'
import { type GivenLevel, levelGiven, mostSteps } from './level.ts'

/** A service level as a program says it: minutes are numbers. Refuses (422) with words beside each field. */
export function levelOfProgram(given: Given): GivenLevel {
  const parsed = levelGiven.safeParse(given)
  if (!parsed.success) throw refusal({ ...wrongFields(parsed.error, given), ...ours(parsed.error) })
  return parsed.data
}

/** What a rule between fields asks is told in our own words. */
const ours = (error: z.ZodError): Record<string, Words> =>
  Object.fromEntries(
    error.issues
      .filter(({ code }) => code === 'custom')
      .map(({ path: [field] }) => [
        String(field),
        words(field === 'steps' ? 'conversations.step-give-wrong' : 'conversations.level-target-missing'),
      ]),
  )

/** Numbers of the form's steps: those there are, and one more. */
export const stepNumbers = (count: number): number[] =>
  Array.from({ length: Math.min(mostSteps, count + 1) }, (_, at) => at + 1)

const promised = ['first_answer', 'next_answer', 'resolution', 'warn_before'] as const

/** A service level as the form says it: times are written like `4 h`, each step has three fields. */
export function levelOfForm(given: Given): GivenLevel {
  const wrong: Record<string, Words> = {}
  const times = Object.fromEntries(promised.map((field) => [field, time(given, field, wrong)]))
  const steps = stepNumbers(mostSteps).flatMap((number) => step(given, number, wrong))
  const parsed = levelGiven.safeParse({
    name: cleanText(textOf(given, 'name')).replace(/\s+/gu, ' '),
    calendar_id: textOf(given, 'calendar_id') || null,
    conditions: conditionsOf(given),
    ...times,
    steps: steps
      .filter(({ number }) => wrong[`step_after_${number}`] === undefined)
      .map(({ number: _, ...one }) => one),
  })
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const field = fieldOf(issue.path, steps)
      wrong[field] ??= words(sentenceFor(field))
    }
  if (!parsed.success || Object.keys(wrong).length > 0) throw refusal(wrong)
  return parsed.data
}

function time(given: Given, field: string, wrong: Record<string, Words>): number | null {
  const text = textOf(given, field).trim()
  if (text === '') return null
  const minutes = readDuration(text)
  if (minutes !== undefined && minutes > 0) return minutes
  wrong[field] = words('conversations.level-time-wrong')
  return null
}

function step(given: Given, number: number, wrong: Record<string, Words>) {
  const [field, toField] = [`step_after_${number}`, `step_to_${number}`]
  const text = textOf(given, field).trim()
  if (text === '') return []
  const after_minutes = readDuration(text)
  const [deed, to] = [textOf(given, `step_deed_${number}`), textOf(given, toField)]
  if (after_minutes === undefined) wrong[field] = words('conversations.level-time-wrong')
  if (deed === 'give' && !to.includes(':')) wrong[toField] = words('conversations.step-give-wrong')
  return [{ number, after_minutes: after_minutes ?? 0, deed, to }]
}

const list = (given: Given, field: string) =>
  textOf(given, field)
    .split(/[,;]/)
    .map((one) => cleanText(one).trim().replace(/^#/, ''))
    .filter((one) => one !== '')

/** For which conversations, as a form says it. */
export function conditionsOf(given: Given) {
  const boxes = (field: string) => chosen.catch([]).parse(given[field])
  return {
    channels: boxes('channels'),
    networks: boxes('networks'),
    languages: list(given, 'languages').map((one) => one.toLowerCase()),
    intents: boxes('intents'),
    urgency: Number(textOf(given, 'urgency')) || null,
    tags: list(given, 'tags'),
    teams: boxes('teams'),
  }
}

function fieldOf(path: readonly PropertyKey[], steps: readonly { number: number }[]): string {
  const [first, second, third] = path.map(String)
  if (first === 'conditions') return second ?? 'name'
  if (first !== 'steps') return first ?? 'name'
  const number = steps[Number(second)]?.number ?? 1
  return `step_${third === 'after_minutes' ? 'after' : third === 'deed' ? 'deed' : 'to'}_${number}`
}

function sentenceFor(field: string): string {
  if (field === 'name') return 'conversations.level-name-wrong'
  if (field === 'first_answer') return 'conversations.level-target-missing'
  if (field === 'languages' || field === 'tags') return `conversations.level-${field}-wrong`
  return 'conversations.level-choice-wrong'
}

const refusal = (fields: Record<string, Words>) => new Refusal(422, words('conversations.not-understood'), { fields })
