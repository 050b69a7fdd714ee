import { type Again, Asked, textOf } from '../../access/index.ts'
import { writeDuration } from '../../conversations/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Icon } from '../../ui/icons.tsx'
import type { Choices } from '../choices.ts'
import { type DeedKind, type DeedKinds, type GivenDeed, mostDeeds } from '../deed.ts'

export interface DeedFieldsProps {
  t: T
  again: Again
  choices: Choices
  kinds: DeedKinds
  deeds: readonly GivenDeed[]
  doer: 'machine' | 'person'
}

const leastRows = 3

/** A row for each deed, and one more, three at least. What a deed does not ask for is not in sight (styles/automations.css). */
export const DeedFields = ({ t, again, choices, kinds, deeds, doer }: DeedFieldsProps) => {
  const tried = Array.from({ length: mostDeeds }, (_, at) => at + 1).filter(
    (row) => textOf(again.values, `d${row}_do`) !== '',
  ).length
  const rows = Math.min(mostDeeds, Math.max(deeds.length, tried, leastRows - 1) + 1)
  const offered = [...kinds.values()].filter((kind) => doer === 'person' || !kind.onlyByPeople)
  return (
    <>
      {Array.from({ length: rows }, (_, at) => (
        <Row {...{ t, again, choices, row: at + 1, deed: deeds[at], kinds: offered }} />
      ))}
    </>
  )
}

interface RowProps {
  t: T
  again: Again
  choices: Choices
  row: number
  deed: GivenDeed | undefined
  kinds: readonly DeedKind[]
}

const Row = ({ t, again, choices, row, deed, kinds }: RowProps) => {
  const text = (name: string) => (typeof deed?.[name] === 'string' ? deed[name] : '')
  const value = textOf(again.values, `d${row}_do`, deed?.do ?? '')
  const wrong = again.errors[`d${row}_do`]
  const part = { again, quiet: true, autocomplete: 'off' } as const
  const minutes = typeof deed?.minutes === 'number' ? writeDuration(deed.minutes) : ''
  return (
    <fieldset class={wrong ? 'deed-row field--wrong' : 'deed-row'}>
      <legend class="visually-hidden">{t('automations.deed', { number: row })}</legend>
      <div class="field deed-row__do">
        <label class="visually-hidden" for={`field-d${row}_do`}>
          {t('automations.deed', { number: row })}
        </label>
        <select class="field__input field__select" name={`d${row}_do`} id={`field-d${row}_do`}>
          <option value="">{t(row === 1 ? 'automations.deed-choose' : 'automations.deed-none')}</option>
          {kinds.map((kind) => (
            <option value={kind.name} selected={kind.name === value} data-takes={takesOf(kind)}>
              {t(`automations.do-${kind.name}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="deed-row__whom">
        <Asked
          {...part}
          name={`d${row}_to`}
          type="select"
          label={t('automations.deed-whom')}
          otherwise={text('to')}
          options={whom(t, choices)}
        />
      </div>
      <div class="deed-row__tag">
        <Asked
          {...part}
          name={`d${row}_tag`}
          label={t('automations.deed-tag')}
          placeholder={t('automations.deed-tag')}
          otherwise={text('tag')}
          maxlength={60}
        />
      </div>
      <div class="deed-row__time">
        <Asked
          {...part}
          name={`d${row}_time`}
          label={t('automations.deed-time')}
          placeholder={t('automations.deed-time')}
          otherwise={minutes}
          maxlength={30}
        />
      </div>
      <div class="deed-row__text">
        <Asked
          {...part}
          name={`d${row}_text`}
          type="textarea"
          rows={2}
          label={t('automations.deed-text')}
          placeholder={t('automations.deed-text')}
          otherwise={text('text')}
          maxlength={2000}
        />
      </div>
      <div class="deed-row__saved-reply">
        <Asked
          {...part}
          name={`d${row}_reply`}
          type="select"
          label={t('automations.deed-reply')}
          otherwise={text('saved_reply')}
          options={choices.savedReplies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      {wrong && (
        <p class="field__error">
          <Icon name="circle-alert" size="small" />
          {wrong}
        </p>
      )}
    </fieldset>
  )
}

/** Only a bell can ring for whoever has it. */
const takesOf = ({ takes, name }: DeedKind): string => (name === 'tell' ? 'whom-also' : takes)

const whom = (t: T, { teammates, teams }: Choices) => [
  ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })),
  ...teammates.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
  { value: 'holder', label: t('automations.only-tell', { whom: t('conversations.step-holder') }) },
  { value: 'managers', label: t('automations.only-tell', { whom: t('conversations.step-managers') }) },
]
