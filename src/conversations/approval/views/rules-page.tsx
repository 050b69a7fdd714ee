import type { HouseProps } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Ticks } from '../../../ui/components/ticks.tsx'
import type { Who } from '../../conversation.ts'
import { RulesFrame } from '../../rule-pages.tsx'
import { conditionsInWords, type LevelChoices } from '../../service-levels/views/sentences.ts'
import type { ApprovalRule } from '../rule.ts'

export const path = '/settings/approval'
export const ruleWords = {
  add: 'conversations.approval-new',
  all: 'conversations.approval-all',
  remove: 'conversations.approval-remove',
  title: 'conversations.approvals',
  intro: 'conversations.approval-intro',
  none: 'conversations.approval-no-rules',
  noneHelp: 'conversations.approval-no-rules-help',
}

export interface ApprovalChoices extends LevelChoices {
  topics: readonly { id: string; name: string }[]
}

export interface RulesProps extends HouseProps {
  rules: readonly ApprovalRule[]
  trainees: readonly Who[]
  /** How many answers wait by each. */
  waiting: ReadonlyMap<string, number>
  choices: ApprovalChoices
}

/** The rules, and who is learning. */
export const RulesPage = ({ rules, trainees, waiting, choices, ...house }: RulesProps) => {
  const { t } = house.shell
  return (
    <RulesFrame
      {...house}
      {...{ path, rules }}
      words={ruleWords}
      icon="user-check"
      called="rule"
      told={(rule) => <Told t={t} rule={rule} waits={waiting.get(rule.id) ?? 0} choices={choices} />}
    >
      <Trainees t={t} trainees={trainees} choices={choices} />
    </RulesFrame>
  )
}

/** Whose answers, which of them, and who may approve, in one line. */
const Told = ({ t, rule, waits, choices }: { t: T; rule: ApprovalRule; waits: number; choices: ApprovalChoices }) => {
  const { words, visibility, isOn } = rule
  const which = conditionsInWords(t, { ...rule.conditions, teams: [] }, choices)
  return (
    <>
      <p class="chips">
        <Chip icon="pencil">{writersOf(t, rule, choices)}</Chip>
        {words.length > 0 && <Chip icon="quote">{words.map((one) => `«${one}»`).join(' · ')}</Chip>}
        {rule.topicIds.length > 0 && <Chip icon="tag">{named(t, rule.topicIds, choices.topics)}</Chip>}
        {visibility && <Chip icon="eye">{t(`conversations.approval-${visibility}`)}</Chip>}
        {which.map((one) => (
          <Chip icon="filter">{one}</Chip>
        ))}
        <Chip icon="user-check">{approversOf(t, rule, choices)}</Chip>
        {!isOn && <Chip tone="saffron">{t('conversations.assignment-off')}</Chip>}
      </p>
      {waits > 0 && <p class="soft">{t('conversations.approval-waiting', { count: waits })}</p>}
    </>
  )
}

const named = (t: T, ids: readonly string[], all: readonly { id: string; name: string }[]): string =>
  ids.map((id) => all.find((one) => one.id === id)?.name ?? t('conversations.level-gone')).join(' · ')

function writersOf(t: T, { trainees, writerTeamIds }: ApprovalRule, { teams }: ApprovalChoices): string {
  if (!trainees && writerTeamIds.length === 0) return t('conversations.approval-anybody')
  const learning = trainees ? [t('conversations.approval-trainees')] : []
  const others = writerTeamIds.length > 0 ? [named(t, writerTeamIds, teams)] : []
  return [...learning, ...others].join(' · ')
}

function approversOf(t: T, { teamId, userIds }: ApprovalRule, { teams, teammates }: ApprovalChoices): string {
  const team = teams.find(({ id }) => id === teamId)
  const people = teammates.filter(({ id }) => userIds.includes(id))
  if (!team && people.length === 0) return t('conversations.approval-by-managers')
  return [...(team ? [team.name] : []), ...people.map(({ name }) => name)].join(' · ')
}

const Trainees = ({ t, trainees, choices }: { t: T; trainees: readonly Who[]; choices: ApprovalChoices }) => (
  <Card title={t('conversations.trainees')} id="trainees">
    <p class="soft">{t('conversations.trainees-help')}</p>
    <Form action={`${path}/trainees`} method="put">
      <Ticks
        name="user_ids"
        label={t('conversations.trainees-who')}
        options={choices.teammates}
        ticked={trainees.map(({ id }) => id)}
      />
      <div class="actions">
        <Button icon="save">{t('conversations.level-save')}</Button>
      </div>
    </Form>
  </Card>
)
