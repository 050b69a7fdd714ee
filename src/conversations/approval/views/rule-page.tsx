import { type Again, Asked, chosen, HouseFrame, type HouseProps, textOf, Wrong } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Field } from '../../../ui/components/field.tsx'
import { Deed, Form } from '../../../ui/components/form.tsx'
import { Ticks } from '../../../ui/components/ticks.tsx'
import { ForWhom } from '../../service-levels/views/level-page.tsx'
import { type ApprovalRule, conditions, type GivenApprovalRule, storedRule, visibilities } from '../rule.ts'
import type { ApprovalChoices } from './rules-page.tsx'

const path = '/settings/approval'

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
    <HouseFrame {...house} path={path} title={rule?.name ?? t('conversations.approval-new')}>
      <p>
        <a href={path}>{t('conversations.approval-all')}</a>
      </p>
      <Wrong again={again} />
      <Form action={rule ? `${path}/${rule.id}` : path} method={rule ? 'put' : 'post'}>
        <Whose {...part} />
        <Who {...part} />
        <ForWhom {...part} written={{ conditions: { ...written.conditions, teams: [] } }} without={['teams']} />
        <div class="actions">
          <Button variant="primary" icon="save">
            {t('conversations.level-save')}
          </Button>
        </div>
      </Form>
      {rule && (
        <Deed action={`${path}/${rule.id}`} method="delete">
          <Button variant="plain" icon="trash-2">
            {t('conversations.approval-remove')}
          </Button>
        </Deed>
      )}
    </HouseFrame>
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

const isAgain = (again: Again): boolean => Object.keys(again.values).length > 0

/** What is ticked; what is there no more stays ticked until somebody unticks it: nothing ticked would mean everything. */
function ticks({ t, again }: Part, name: string, written: readonly string[], options: ApprovalChoices['teams']) {
  const ticked = isAgain(again) ? chosen.catch([]).parse(again.values[name]) : written
  const gone = ticked.filter((id) => !options.some((one) => one.id === id))
  return {
    name,
    ticked,
    options: [...options, ...gone.map((id) => ({ id, name: t('conversations.level-gone') }))],
    error: again.errors[name],
  }
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
        {...ticks(part, 'writers', writers, writersOffered)}
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
          {...ticks(part, 'topics', written.topic_ids, choices.topics)}
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
        {...ticks(part, 'user_ids', written.user_ids, choices.teammates)}
        label={t('conversations.assignment-named')}
      />
    </Card>
  )
}
