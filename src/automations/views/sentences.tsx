import type { Child } from 'hono/jsx'
import { intentLook, languageName, writeDuration } from '../../conversations/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { abuses } from '../../reading/index.ts'
import type { Choices } from '../choices.ts'
import { type Because, type Condition, isLeaf, type Leaf } from '../condition.ts'
import type { GivenDeed } from '../deed.ts'
import type { Trigger, TriggerKind } from '../trigger.ts'

export const triggerName = (t: T, kind: TriggerKind): string => t(`automations.on-${kind.replaceAll('.', '-')}`)

/** When it acts. */
export const triggerInWords = (t: T, { on, minutes }: Trigger): string =>
  minutes === undefined
    ? triggerName(t, on)
    : t('automations.on-after', { what: triggerName(t, on), time: writeDuration(minutes) })

interface Named {
  id: string
  name: string
}

/** Each thing that must be so, in words. */
export function leafInWords(t: T, leaf: Leaf, choices: Choices): string[] {
  const named = (ids: readonly string[] | undefined, all: readonly Named[]) =>
    (ids ?? []).map((id) => all.find((one) => one.id === id)?.name ?? t('conversations.level-gone')).join(' · ')
  const { working, urgency, abuse, held, bot } = leaf
  const calendar = working && named([working.calendar_id], choices.calendars)
  const holders = named([...(leaf.users ?? []), ...(leaf.teams ?? [])], [...choices.teammates, ...choices.teams])
  return [
    named(leaf.channels, choices.channels),
    named(leaf.networks, choices.networks),
    leaf.words ? t('automations.says', { words: leaf.words.map((one) => `“${one}”`).join(' · ') }) : '',
    (leaf.intents ?? []).map((one) => intentLook(t, one).word).join(' · '),
    (leaf.moods ?? []).map((one) => t(`conversations.mood-${one}`)).join(' · '),
    urgency === undefined ? '' : t(`conversations.level-urgency-${urgency}`),
    abuse === undefined ? '' : t('automations.abuse-at-least', { what: t(`conversations.abuse-${abuses[abuse]}`) }),
    (leaf.languages ?? []).map((code) => languageName(t, code)).join(' · '),
    (leaf.tags ?? []).map((tag) => `#${tag}`).join(' · '),
    named(leaf.topics, choices.topics),
    holders === '' ? '' : t('automations.has-it', { names: holders }),
    held === undefined ? '' : t(held ? 'automations.held' : 'automations.not-held'),
    bot === undefined ? '' : t(bot ? 'automations.bot' : 'automations.no-bot'),
    leaf.handles ? t('automations.by', { names: leaf.handles.join(' · ') }) : '',
    working ? t(working.within ? 'automations.within' : 'automations.without', { calendar: calendar ?? '' }) : '',
  ].filter((one) => one !== '')
}

/** Why it acted: what held. */
export const becauseInWords = (t: T, because: readonly Because[], choices: Choices): string[] =>
  because.flatMap(({ leaf, not }) =>
    leafInWords(t, leaf, choices).map((one) => (not ? t('automations.not', { what: one }) : one)),
  )

/** The whole condition, nested as it is. */
export const ConditionInWords = ({
  t,
  condition,
  choices,
}: {
  t: T
  condition: Condition
  choices: Choices
}): Child => {
  if (isLeaf(condition)) {
    const said = leafInWords(t, condition, choices)
    return <span>{said.length === 0 ? t('automations.always') : said.join(t('automations.and'))}</span>
  }
  const [mode, several] = modeOf(condition)
  return (
    <>
      <span class="soft">{t(`automations.of-${mode}`)}</span>
      <ul class="nested">
        {several.map((one) => (
          <li>
            <ConditionInWords t={t} condition={one} choices={choices} />
          </li>
        ))}
      </ul>
    </>
  )
}

function modeOf(condition: Exclude<Condition, Leaf>): ['all' | 'any' | 'none', readonly Condition[]] {
  if ('all' in condition) return ['all', condition.all]
  return 'any' in condition ? ['any', condition.any] : ['none', condition.none]
}

/** What is done. */
export function deedInWords(t: T, deed: GivenDeed, choices: Choices): string {
  const text = (name: string) => (typeof deed[name] === 'string' ? deed[name] : '')
  const minutes = typeof deed.minutes === 'number' ? writeDuration(deed.minutes) : ''
  return t(`automations.do-${deed.do}-what`, {
    to: whomInWords(t, text('to'), choices),
    tag: text('tag'),
    time: minutes,
    text: text('text').slice(0, 80),
    reply: choices.savedReplies.find(({ id }) => id === text('saved_reply'))?.name ?? '…',
  })
}

function whomInWords(t: T, to: string, { teammates, teams }: Choices): string {
  const [kind, id] = to.split(':')
  if (!id) return kind === 'holder' || kind === 'managers' ? t(`conversations.step-${kind}-in`) : ''
  return [...teammates, ...teams].find((one) => one.id === id)?.name ?? t('conversations.step-gone')
}
