import type { Channel } from '../../../channels/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import type { Team, Teammate } from '../../assignees.ts'
import { intentLook, languageName } from '../../views/reading-words.ts'
import type { Calendar } from '../../working-time/find-calendars.ts'
import { writeDuration } from '../duration.ts'
import type { Conditions, Step } from '../level.ts'

/** What a rule may name. */
export interface LevelChoices {
  calendars: readonly Calendar[]
  channels: readonly Channel[]
  networks: readonly { id: string; name: string }[]
  teammates: readonly Teammate[]
  teams: readonly Team[]
}

/** For which conversations, each condition in words. */
export function conditionsInWords(t: T, conditions: Conditions, choices: LevelChoices): string[] {
  const named = (ids: readonly string[], all: readonly { id: string; name: string }[]) =>
    ids.map((id) => all.find((one) => one.id === id)?.name ?? t('conversations.level-gone'))
  const { urgency } = conditions
  const groups = [
    named(conditions.channels, choices.channels),
    named(conditions.networks, choices.networks),
    conditions.languages.map((code) => languageName(t, code)),
    conditions.intents.map((intent) => intentLook(t, intent).word),
    urgency === null ? [] : [t(`conversations.level-urgency-${urgency}`)],
    conditions.tags.map((tag) => `#${tag}`),
    named(conditions.teams, choices.teams),
  ]
  return groups.filter((group) => group.length > 0).map((group) => group.join(' · '))
}

/** What is done when it is late, and how late. */
export function stepInWords(t: T, { after_minutes, deed, to }: Step, { teammates, teams }: LevelChoices): string {
  const [, id] = to.split(':')
  const whom = id
    ? ([...teammates, ...teams].find((one) => one.id === id)?.name ?? t('conversations.step-gone'))
    : t(`conversations.step-${to}-in`)
  const what = t(`conversations.step-${deed}-whom`, { whom })
  return after_minutes === 0
    ? t('conversations.step-at-once', { what })
    : t('conversations.step-later', { time: writeDuration(after_minutes), what })
}
