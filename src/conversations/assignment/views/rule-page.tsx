import { type Again, Asked, type HouseProps, textOf } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Choices, Field } from '../../../ui/components/field.tsx'
import { Ticks } from '../../../ui/components/ticks.tsx'
import { isAgain, RuleFrame, ticks } from '../../rule-pages.tsx'
import { conditionsGiven } from '../../service-levels/level.ts'
import { ForWhom } from '../../service-levels/views/level-page.tsx'
import type { LevelChoices } from '../../service-levels/views/sentences.ts'
import { type GivenRule, hows, type Rule, skills, storedRule } from '../rule.ts'
import { path, ruleWords } from './rules-page.tsx'

export interface RuleProps extends HouseProps {
  /** Undefined while it is being made. */
  rule: Rule | undefined
  choices: LevelChoices
  again: Again
}

/** One rule, to be written. */
export const RulePage = ({ rule, choices, again, ...house }: RuleProps) => {
  const { t } = house.shell
  const written = rule ? storedRule(rule) : fresh
  const part = { t, again, choices, written }
  return (
    <RuleFrame {...house} path={path} words={ruleWords} rule={rule} again={again}>
      <ToWhom {...part} />
      <ForWhom {...part} without={['teams']} />
    </RuleFrame>
  )
}

const fresh: GivenRule = {
  name: '',
  is_on: true,
  conditions: conditionsGiven.parse({}),
  team_id: null,
  user_ids: [],
  how: 'in-turn',
  skills: [],
  without_skill: 'anybody',
}

interface Part {
  t: T
  again: Again
  choices: LevelChoices
  written: GivenRule
}

const ToWhom = ({ t, again, choices, written }: Part) => (
  <Card title={t('conversations.assignment-to')}>
    <Asked
      again={again}
      name="name"
      label={t('conversations.level-name')}
      otherwise={written.name}
      placeholder={t('conversations.assignment-name-example')}
      required
      maxlength={80}
      autocomplete="off"
    />
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
      {...ticks({ t, again }, { name: 'user_ids', written: written.user_ids, options: choices.teammates })}
      label={t('conversations.assignment-named')}
    />
    <Choices
      name="how"
      label={t('conversations.assignment-how')}
      value={textOf(again.values, 'how', written.how)}
      options={hows.map((how) => ({
        value: how,
        label: t(`conversations.assignment-${how}`),
        help: t(`conversations.assignment-${how}-help`),
      }))}
      error={again.errors.how}
    />
    <Skilled {...{ t, again, choices, written }} />
    <Field
      name="is_on"
      type="checkbox"
      label={t('conversations.assignment-on')}
      help={t('conversations.assignment-on-help')}
      value={isAgain(again) ? textOf(again.values, 'is_on') !== '' : written.is_on}
    />
  </Card>
)

const Skilled = ({ t, again, written }: Part) => {
  const options = skills.map((skill) => ({ id: skill, name: t(`conversations.skill-${skill}`) }))
  return (
    <>
      <Ticks
        {...ticks({ t, again }, { name: 'skills', written: written.skills, options })}
        label={t('conversations.assignment-skilled')}
      />
      <Asked
        again={again}
        name="without_skill"
        type="select"
        label={t('conversations.assignment-without-skill')}
        otherwise={written.without_skill}
        options={(['anybody', 'wait'] as const).map((value) => ({
          value,
          label: t(`conversations.without-skill-${value}`),
        }))}
      />
    </>
  )
}
