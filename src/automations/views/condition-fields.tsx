import type { Child } from 'hono/jsx'
import { type Again, Asked, chosen } from '../../access/index.ts'
import { intentLook } from '../../conversations/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { abuses, intents, sentiments } from '../../reading/index.ts'
import { Card } from '../../ui/components/card.tsx'
import type { Choices } from '../choices.ts'
import type { Condition, Leaf } from '../condition.ts'
import { asGroups, type Group, modes, mostGroups } from '../groups.ts'
import { ConditionInWords } from './sentences.tsx'

interface Part {
  t: T
  again: Again
  choices: Choices
}

/** For which conversations: groups of conditions. What is nested deeper is shown in words and kept. */
export const ConditionFields = ({ condition, ...part }: Part & { condition: Condition }) => {
  const { t, again } = part
  const groups = asGroups(condition)
  if (!groups)
    return (
      <Card title={t('automations.if')}>
        <ConditionInWords t={t} condition={condition} choices={part.choices} />
        <p class="soft">{t('automations.if-nested')}</p>
        <input type="hidden" name="if" value={JSON.stringify(condition)} />
      </Card>
    )
  const shown = Math.min(mostGroups, Math.max(groups.groups.length, tried(again), 1) + 1)
  return (
    <Card title={t('automations.if')}>
      <p class="soft">{t('automations.if-help')}</p>
      {groups.groups.length + tried(again) > 1 && (
        <Asked
          again={again}
          name="mode"
          type="select"
          label={t('automations.groups-mode')}
          otherwise={groups.mode}
          options={(['all', 'any'] as const).map((value) => ({ value, label: t(`automations.groups-${value}`) }))}
        />
      )}
      {Array.from({ length: shown }, (_, at) => {
        const group = groups.groups[at]
        const fields = <GroupFields {...part} number={at + 1} group={group ?? { mode: 'all', leaf: {} }} />
        return at > 0 && !group && at >= tried(again) ? (
          <details class="fold">
            <summary>{t('automations.group-more')}</summary>
            {fields}
          </details>
        ) : (
          fields
        )
      })}
    </Card>
  )
}

/** How many groups somebody has written something in, when what they wrote is shown again. */
const tried = ({ values }: Again): number =>
  Math.max(
    0,
    ...Object.entries(values).flatMap(([name, value]) => {
      const number = /^g(\d)_(?!mode)/.exec(name)?.[1]
      return number && value !== '' ? [Number(number)] : []
    }),
  )

const GroupFields = ({ number, group, ...part }: Part & { number: number; group: Group }) => {
  const { t, again, choices } = part
  const name = (field: string) => `g${number}_${field}`
  const { leaf } = group
  const boxes = { t, again, leaf, number }
  const rare = [
    'networks',
    'languages',
    'topics',
    'teams',
    'users',
    'abuse',
    'held',
    'bot',
    'handles',
    'working',
  ] as const
  return (
    <fieldset class="group">
      <legend class="visually-hidden">{t('automations.group', { number })}</legend>
      <Asked
        again={again}
        name={name('mode')}
        type="select"
        label={t('automations.group-mode')}
        otherwise={group.mode}
        options={modes.map((value) => ({ value, label: t(`automations.group-${value}`) }))}
      />
      <div class="fields">
        <Listed {...part} {...{ number, leaf }} field="words" />
        <Listed {...part} {...{ number, leaf }} field="tags" />
      </div>
      <Boxes {...boxes} field="intents" options={intents.map((id) => ({ id, name: intentLook(t, id).word }))} />
      <Boxes {...boxes} field="moods" options={sentiments.map((id) => ({ id, name: t(`conversations.mood-${id}`) }))} />
      <Asked
        again={again}
        name={name('urgency')}
        type="select"
        label={t('conversations.level-urgency')}
        otherwise={String(leaf.urgency ?? '')}
        options={[
          { value: '', label: t('conversations.level-urgency-any') },
          ...['1', '2', '3'].map((value) => ({ value, label: t(`conversations.level-urgency-${value}`) })),
        ]}
      />
      <Boxes {...boxes} field="channels" options={windowsOf(choices)} />
      <details class="fold" open={rare.some((field) => leaf[field] !== undefined)}>
        <summary>{t('automations.rarer')}</summary>
        <Rare {...part} number={number} leaf={leaf} />
      </details>
    </fieldset>
  )
}

/** Several may have the same name on different networks. */
const windowsOf = ({ channels, networks }: Choices) =>
  channels.map(({ id, name, network }) => ({
    id,
    name: `${name} · ${networks.find((one) => one.id === network)?.name ?? network}`,
  }))

const Rare = ({ t, again, choices, number, leaf }: Part & { number: number; leaf: Leaf }) => {
  const boxes = { t, again, leaf, number }
  const select = (field: string, otherwise: string, label: string, options: { value: string; label: string }[]) => (
    <Asked
      again={again}
      name={`g${number}_${field}`}
      type="select"
      label={label}
      otherwise={otherwise}
      options={[{ value: '', label: t('automations.whatever') }, ...options]}
    />
  )
  const yesNo = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no')
  const { working } = leaf
  return (
    <>
      <Boxes {...boxes} field="networks" options={choices.networks} />
      <Boxes {...boxes} field="topics" options={choices.topics} />
      <Boxes {...boxes} field="teams" options={choices.teams} />
      <Boxes {...boxes} field="users" options={choices.teammates} />
      <div class="fields">
        {select('held', yesNo(leaf.held), t('automations.field-held'), [
          { value: 'no', label: t('automations.not-held') },
          { value: 'yes', label: t('automations.held') },
        ])}
        {select(
          'working',
          working ? `${working.within ? 'within' : 'without'}:${working.calendar_id}` : '',
          t('automations.field-working'),
          choices.calendars.flatMap(({ id, name }) => [
            { value: `within:${id}`, label: t('automations.within', { calendar: name }) },
            { value: `without:${id}`, label: t('automations.without', { calendar: name }) },
          ]),
        )}
        {select(
          'abuse',
          String(leaf.abuse ?? ''),
          t('automations.field-abuse'),
          abuses.slice(1).map((one, at) => ({
            value: String(at + 1),
            label: t('automations.abuse-at-least', { what: t(`conversations.abuse-${one}`) }),
          })),
        )}
        {select('bot', yesNo(leaf.bot), t('automations.field-bot'), [
          { value: 'no', label: t('automations.no-bot') },
          { value: 'yes', label: t('automations.bot') },
        ])}
        <Listed {...{ t, again, choices, number, leaf }} field="languages" />
        <Listed {...{ t, again, choices, number, leaf }} field="handles" />
      </div>
    </>
  )
}

interface ListedProps extends Part {
  number: number
  leaf: Leaf
  field: 'words' | 'tags' | 'languages' | 'handles'
}

const Listed = ({ t, again, number, leaf, field }: ListedProps): Child => (
  <Asked
    again={again}
    name={`g${number}_${field}`}
    label={t(`automations.field-${field}`)}
    help={t(`automations.field-${field}-help`)}
    otherwise={(leaf[field] ?? []).join(', ')}
    maxlength={1000}
    autocomplete="off"
  />
)

interface BoxesProps {
  t: T
  again: Again
  number: number
  leaf: Leaf
  field: 'channels' | 'networks' | 'intents' | 'moods' | 'topics' | 'teams' | 'users'
  options: readonly { id: string; name: string }[]
}

/** What is ticked and there no more stays ticked until somebody unticks it: nothing ticked would mean everything. */
const Boxes = ({ t, again, number, leaf, field, options: offered }: BoxesProps) => {
  const name = `g${number}_${field}`
  const isAgain = Object.keys(again.values).length > 0
  const ticked: readonly string[] = isAgain ? chosen.catch([]).parse(again.values[name]) : (leaf[field] ?? [])
  const gone = ticked.filter((id) => !offered.some((one) => one.id === id))
  const options = [...offered, ...gone.map((id) => ({ id, name: t('conversations.level-gone') }))]
  if (options.length === 0) return null
  return (
    <fieldset class="choices choices--inline">
      <legend class="field__label">{t(`automations.field-${field}`)}</legend>
      {options.map(({ id, name: called }) => (
        <label class="choices__option">
          <input type="checkbox" name={name} value={id} checked={ticked.includes(id)} />
          <span>{called}</span>
        </label>
      ))}
    </fieldset>
  )
}
