import { type Again, Asked, type HouseProps, textOf } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Ticks } from '../../../ui/components/ticks.tsx'
import { isAgain, RuleFrame, ticks } from '../../rule-pages.tsx'
import { ForWhom } from '../../service-levels/views/level-page.tsx'
import { type ApprovalRule, conditions, type GivenApprovalRule, storedRule, visibilities } from '../rule.ts'
import { type ApprovalChoices, path, ruleWords } from './rules-page.tsx'

export interface RuleProps extends HouseProps {
  /** Undefined while it is being made. */
  rule: ApprovalRule | undefined
  choices: ApprovalChoices
  again: Again
}

/** One rule, to be written. */
export const RulePage = ({ rule, choices, again, ...house }: RuleProps) => {
  const { t } = house.shell
  const written = rule ? storedRule(rule) : fresh
  const part = { t, again, choices, written }
  return (
    <RuleFrame {...house} path={path} words={ruleWords} rule={rule} again={again}>
      <Whose {...part} />
      <Who {...part} />
      <ForWhom {...part} written={{ conditions: { ...written.conditions, teams: [] } }} without={['teams']} />
    </RuleFrame>
  )
}

/** What most begin with. */
const fresh: GivenApprovalRule = {
  name: '',
  is_on: true,
  trainees: true,
  writer_team_ids: [],
  visibility: null,
  words: [],
  topic_ids: [],
  conditions: conditions.parse({}),
  team_id: null,
  user_ids: [],
}

interface Part {
  t: T
  again: Again
  choices: ApprovalChoices
  written: GivenApprovalRule
}

const Whose = (part: Part) => {
  const { t, again, choices, written } = part
  const writers = [...(written.trainees ? ['trainees'] : []), ...written.writer_team_ids]
  const writersOffered = [{ id: 'trainees', name: t('conversations.approval-trainees') }, ...choices.teams]
  return (
    <Card title={t('conversations.approval-which')}>
      <Asked
        again={again}
        name="name"
        label={t('conversations.level-name')}
        otherwise={written.name}
        placeholder={t('conversations.approval-name-example')}
        required
        maxlength={80}
        autocomplete="off"
      />
      <Ticks
        {...ticks(part, { name: 'writers', written: writers, options: writersOffered })}
        label={t('conversations.approval-writers')}
        help={t('conversations.approval-writers-help')}
      />
      <Asked
        again={again}
        name="words"
        type="textarea"
        label={t('conversations.approval-with-words')}
        otherwise={written.words.join(', ')}
        help={t('conversations.approval-with-words-help')}
        maxlength={6000}
      />
      {(choices.topics.length > 0 || written.topic_ids.length > 0) && (
        <Ticks
          {...ticks(part, { name: 'topics', written: written.topic_ids, options: choices.topics })}
          label={t('conversations.approval-topics')}
        />
      )}
      <Asked
        again={again}
        name="visibility"
        type="select"
        label={t('conversations.approval-visibility')}
        otherwise={written.visibility ?? ''}
        options={[
          { value: '', label: t('conversations.approval-any-visibility') },
          ...visibilities.map((value) => ({ value, label: t(`conversations.approval-${value}`) })),
        ]}
      />
      <Field
        name="is_on"
        type="checkbox"
        label={t('conversations.assignment-on')}
        help={t('conversations.approval-on-help')}
        value={isAgain(again) ? textOf(again.values, 'is_on') !== '' : written.is_on}
      />
    </Card>
  )
}

const Who = (part: Part) => {
  const { t, again, choices, written } = part
  return (
    <Card title={t('conversations.approval-by')}>
      <p class="soft">{t('conversations.approval-by-help')}</p>
      <Asked
        again={again}
        name="team_id"
        type="select"
        label={t('conversations.assignment-team')}
        otherwise={written.team_id ?? ''}
        options={[
          { value: '', label: t('conversations.assignment-no-team') },
          ...choices.teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Ticks
        {...ticks(part, { name: 'user_ids', written: written.user_ids, options: choices.teammates })}
        label={t('conversations.assignment-named')}
      />
    </Card>
  )
}
