import { type Again, Asked, chosen, HouseFrame, type HouseProps, textOf, Wrong } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Choices, Field } from '../../../ui/components/field.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { conditionsGiven } from '../../service-levels/level.ts'
import { ForWhom } from '../../service-levels/views/level-page.tsx'
import type { LevelChoices } from '../../service-levels/views/sentences.ts'
import { type GivenRule, hows, type Rule, skills, storedRule } from '../rule.ts'

const path = '/settings/assignment'

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
    <HouseFrame {...house} path={path} title={rule?.name ?? t('conversations.assignment-new')}>
      <p>
        <a href={path}>{t('conversations.assignment-all')}</a>
      </p>
      <Wrong again={again} />
      <Form action={rule ? `${path}/${rule.id}` : path} method={rule ? 'put' : 'post'}>
        <ToWhom {...part} />
        <ForWhom {...part} without={['teams']} />
        <div class="actions">
          <Button variant="primary" icon="save">
            {t('conversations.level-save')}
          </Button>
        </div>
      </Form>
      {rule && (
        <Deed action={`${path}/${rule.id}`} method="delete">
          <Button variant="plain" icon="trash-2">
            {t('conversations.assignment-remove')}
          </Button>
        </Deed>
      )}
    </HouseFrame>
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

const isAgain = (again: Again): boolean => Object.keys(again.values).length > 0

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
    <People {...{ t, again, choices, written }} />
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

const People = ({ t, again, choices, written }: Part) => {
  const ticked: readonly string[] = isAgain(again) ? chosen.catch([]).parse(again.values.user_ids) : written.user_ids
  const wrong = again.errors.user_ids
  return (
    <fieldset class={wrong ? 'choices choices--inline field--wrong' : 'choices choices--inline'}>
      <legend class="field__label">{t('conversations.assignment-named')}</legend>
      {choices.teammates.map(({ id, name }) => (
        <label class="choices__option">
          <input type="checkbox" name="user_ids" value={id} checked={ticked.includes(id)} />
          <span>{name}</span>
        </label>
      ))}
      {wrong && <p class="field__error">{wrong}</p>}
    </fieldset>
  )
}

const Skilled = ({ t, again, written }: Part) => {
  const ticked: readonly string[] = isAgain(again) ? chosen.catch([]).parse(again.values.skills) : written.skills
  return (
    <>
      <fieldset class="choices choices--inline">
        <legend class="field__label">{t('conversations.assignment-skilled')}</legend>
        {skills.map((skill) => (
          <label class="choices__option">
            <input type="checkbox" name="skills" value={skill} checked={ticked.includes(skill)} />
            <span>{t(`conversations.skill-${skill}`)}</span>
          </label>
        ))}
      </fieldset>
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
