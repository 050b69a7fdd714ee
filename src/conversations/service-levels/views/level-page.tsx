import { type Again, Asked, type HouseProps, textOf } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { intents } from '../../../reading/index.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Ticks } from '../../../ui/components/ticks.tsx'
import { RuleFrame, ticks } from '../../rule-pages.tsx'
import { intentLook } from '../../views/reading-words.ts'
import { writeDuration } from '../duration.ts'
import { stepNumbers } from '../given-level.ts'
import { type Conditions, conditionsGiven, type GivenLevel, type Level, storedLevel } from '../level.ts'
import { levelWords, path } from './levels-page.tsx'
import type { LevelChoices } from './sentences.ts'

export interface LevelProps extends HouseProps {
  /** Undefined while it is being made. */
  level: Level | undefined
  choices: LevelChoices
  again: Again
}

/** One rule, to be written. */
export const LevelPage = ({ level, choices, again, ...house }: LevelProps) => {
  const { t } = house.shell
  const part = { t, again, choices, written: level ? storedLevel(level) : fresh(choices) }
  return (
    <RuleFrame {...house} path={path} words={levelWords} rule={level} again={again}>
      <Targets {...part} />
      <ForWhom {...part} />
      <Steps {...part} />
    </RuleFrame>
  )
}

/** What most begin with: the first answer within four hours of work. */
const fresh = ({ calendars }: LevelChoices): GivenLevel => ({
  name: '',
  calendar_id: calendars[0]?.id ?? null,
  conditions: conditionsGiven.parse({}),
  first_answer: 240,
  next_answer: 240,
  resolution: null,
  warn_before: 60,
  steps: [],
})

interface Part {
  t: T
  again: Again
  choices: LevelChoices
  written: GivenLevel
}

const Targets = ({ t, again, choices, written }: Part) => (
  <Card title={t('conversations.level-targets')}>
    <Asked
      again={again}
      name="name"
      label={t('conversations.level-name')}
      otherwise={written.name}
      placeholder={t('conversations.level-name-example')}
      required
      maxlength={80}
      autocomplete="off"
    />
    <p class="soft">{t('conversations.level-targets-help')}</p>
    <div class="fields">
      {(['first_answer', 'next_answer', 'resolution'] as const).map((field) => (
        <Time
          again={again}
          name={field}
          label={t(`conversations.target-${field.replace('_', '-')}`)}
          placeholder={t('conversations.level-time-none')}
          minutes={written[field]}
        />
      ))}
    </div>
    <Asked
      again={again}
      name="calendar_id"
      type="select"
      label={t('conversations.level-calendar')}
      otherwise={written.calendar_id ?? ''}
      options={[
        { value: '', label: t('conversations.level-all-time') },
        ...choices.calendars.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      help={<a href="/settings/calendars">{t('conversations.level-calendars')}</a>}
    />
    <Time
      again={again}
      name="warn_before"
      label={t('conversations.level-warn')}
      minutes={written.warn_before}
      help={t('conversations.level-warn-help')}
    />
  </Card>
)

interface TimeProps extends Pick<Part, 'again'> {
  name: string
  label: string
  placeholder?: string
  minutes: number | null | undefined
  help?: string
}

const Time = ({ again, name, label, placeholder, minutes, help }: TimeProps) => (
  <Asked
    again={again}
    name={name}
    label={label}
    otherwise={minutes === null || minutes === undefined ? '' : writeDuration(minutes)}
    placeholder={placeholder}
    maxlength={30}
    autocomplete="off"
    {...(help ? { help } : {})}
  />
)

interface ForWhomProps extends Omit<Part, 'written'> {
  written: { conditions: Conditions }
  /** What is not asked for. */
  without?: readonly 'teams'[]
}

/** For which conversations a rule holds. */
export const ForWhom = ({ t, again, choices, written: { conditions }, without = [] }: ForWhomProps) => {
  const networkOf = (network: string) => choices.networks.find(({ id }) => id === network)?.name ?? network
  const windows = choices.channels.map(({ id, name, network }) => ({ id, name: `${name} · ${networkOf(network)}` }))
  return (
    <Card title={t('conversations.level-for')}>
      <p class="soft">{t('conversations.level-for-help')}</p>
      <Boxes {...{ t, again, conditions }} name="channels" options={windows} />
      <Boxes {...{ t, again, conditions }} name="networks" options={choices.networks} least={2} />
      <Boxes
        {...{ t, again, conditions }}
        name="intents"
        options={intents.map((intent) => ({ id: intent, name: intentLook(t, intent).word }))}
      />
      <Asked
        again={again}
        name="urgency"
        type="select"
        label={t('conversations.level-urgency')}
        otherwise={String(conditions.urgency ?? '')}
        options={[
          { value: '', label: t('conversations.level-urgency-any') },
          ...['1', '2', '3'].map((value) => ({ value, label: t(`conversations.level-urgency-${value}`) })),
        ]}
      />
      <div class="fields">
        {(['languages', 'tags'] as const).map((name) => (
          <Asked
            again={again}
            name={name}
            label={t(`conversations.level-${name}`)}
            otherwise={conditions[name].join(', ')}
            help={t(`conversations.level-${name}-help`)}
            maxlength={500}
            autocomplete="off"
          />
        ))}
      </div>
      {!without.includes('teams') && <Boxes {...{ t, again, conditions }} name="teams" options={choices.teams} />}
    </Card>
  )
}

interface BoxesProps extends Pick<Part, 't' | 'again'> {
  conditions: Conditions
  name: 'channels' | 'networks' | 'intents' | 'teams'
  options: readonly { id: string; name: string }[]
  /** Of fewer there is nothing to choose. */
  least?: number
}

const Boxes = ({ t, again, conditions, name, options: offered, least = 1 }: BoxesProps) => {
  const boxes = ticks({ t, again }, { name, written: conditions[name], options: offered })
  if (offered.length < least && boxes.ticked.length === 0) return null
  return <Ticks {...boxes} label={t(`conversations.level-${name}`)} />
}

const Steps = ({ t, again, choices, written: { steps } }: Part) => {
  const whom = [
    { value: 'holder', label: t('conversations.step-holder') },
    { value: 'managers', label: t('conversations.step-managers') },
    ...choices.teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })),
    ...choices.teammates.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
  ]
  const tried = stepNumbers(100).filter((number) => textOf(again.values, `step_after_${number}`) !== '').length
  return (
    <Card title={t('conversations.level-steps')}>
      <p class="soft">{t('conversations.level-steps-help')}</p>
      {stepNumbers(Math.max(steps.length, tried)).map((number) => {
        const step = steps[number - 1]
        return (
          <fieldset class="fields fields--step">
            <legend class="field__label">{t('conversations.step', { number })}</legend>
            <Time
              again={again}
              name={`step_after_${number}`}
              label={t('conversations.step-after')}
              minutes={step?.after_minutes}
            />
            <Asked
              again={again}
              name={`step_deed_${number}`}
              type="select"
              label={t('conversations.step-deed')}
              otherwise={step?.deed ?? 'tell'}
              options={['tell', 'give'].map((value) => ({ value, label: t(`conversations.step-${value}`) }))}
            />
            <Asked
              again={again}
              name={`step_to_${number}`}
              type="select"
              label={t('conversations.step-to')}
              otherwise={step?.to ?? 'managers'}
              options={whom}
            />
          </fieldset>
        )
      })}
    </Card>
  )
}
