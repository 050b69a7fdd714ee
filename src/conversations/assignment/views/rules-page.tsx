import { type Again, type HouseProps, Wrong } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Deed } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { RulesFrame } from '../../rule-pages.tsx'
import { conditionsInWords, type LevelChoices } from '../../service-levels/views/sentences.ts'
import { mostCounted } from '../await.ts'
import type { AssignmentPerson } from '../people.ts'
import { peopleOf, type Rule } from '../rule.ts'
import { People } from './people-card.tsx'

export const path = '/settings/assignment'
export const ruleWords = {
  add: 'conversations.assignment-new',
  all: 'conversations.assignment-all',
  remove: 'conversations.assignment-remove',
  title: 'conversations.assignment',
  intro: 'conversations.assignment-intro',
  none: 'conversations.assignment-none',
  noneHelp: 'conversations.assignment-none-help',
}

export interface RulesProps extends HouseProps {
  rules: readonly Rule[]
  /** How many conversations wait for somebody of a rule, by its id. */
  waits: ReadonlyMap<string, number>
  /** How much waits for an answer and nobody has. */
  unheld: number
  people: readonly AssignmentPerson[]
  choices: LevelChoices
  again: Again
  againFor?: string
}

/** The rules in their order, what waits, and how much each of us is to have. */
export const RulesPage = ({ rules, waits, unheld, people, choices, again, againFor, ...house }: RulesProps) => {
  const { t } = house.shell
  const isOn = rules.some((rule) => rule.isOn)
  return (
    <RulesFrame
      {...house}
      {...{ path, rules }}
      words={ruleWords}
      icon="user-check"
      above={againFor && <Wrong again={again} />}
      between={isOn && unheld > 0 && <Backlog t={t} count={unheld} />}
      called="rule"
      told={(rule) => <Told t={t} rule={rule} waits={waits.get(rule.id) ?? 0} choices={choices} />}
    >
      <People t={t} people={people} calendars={choices.calendars} again={again} againFor={againFor} />
    </RulesFrame>
  )
}

/** A rule gives what comes in; what was here before, only when somebody asks for it. */
const Backlog = ({ t, count }: { t: T; count: number }) => (
  <Notice
    action={
      <Deed action={`${path}/backlog`}>
        <Button small icon="user-check">
          {t('conversations.backlog-give')}
        </Button>
      </Deed>
    }
  >
    {t(count >= mostCounted ? 'conversations.backlog-many' : 'conversations.backlog', { count })}
  </Notice>
)

/** For which conversations, to whom and how, in one line each; and what stands in the way. */
const Told = ({ t, rule, waits, choices }: { t: T; rule: Rule; waits: number; choices: LevelChoices }) => {
  const conditions = conditionsInWords(t, rule.conditions, choices)
  const team = choices.teams.find(({ id }) => id === rule.teamId)
  const named = choices.teammates.filter(({ id }) => rule.userIds.includes(id)).map(({ name }) => name)
  const isNobody = peopleOf(rule).length === 0
  return (
    <>
      <p class="chips">
        {(conditions.length > 0 ? conditions : [t('conversations.level-for-all')]).map((one) => (
          <Chip icon="filter">{one}</Chip>
        ))}
        {team && <Chip icon="users-round">{team.name}</Chip>}
        {named.length > 0 && <Chip icon="user">{named.join(' · ')}</Chip>}
        <Chip icon="arrow-right">{t(`conversations.assignment-${rule.how}`)}</Chip>
        {rule.skills.map((skill) => (
          <Chip icon="user-check">{t(`conversations.skill-${skill}`)}</Chip>
        ))}
        {!rule.isOn && <Chip tone="saffron">{t('conversations.assignment-off')}</Chip>}
      </p>
      {isNobody && <Notice tone="careful">{t('conversations.assignment-nobody')}</Notice>}
      {waits > 0 && <p class="soft">{t('conversations.assignment-waiting', { count: waits })}</p>}
    </>
  )
}
