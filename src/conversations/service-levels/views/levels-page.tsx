import type { HouseProps } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Chip } from '../../../ui/components/chip.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { RulesFrame } from '../../rule-pages.tsx'
import { writeDuration } from '../duration.ts'
import type { Kept } from '../find-levels.ts'
import type { Level } from '../level.ts'
import type { Target } from '../tables.ts'
import { conditionsInWords, type LevelChoices, stepInWords } from './sentences.ts'

export const path = '/settings/service-levels'
export const levelWords = {
  add: 'conversations.level-new',
  all: 'conversations.levels-all',
  remove: 'conversations.level-remove',
  title: 'conversations.levels',
  intro: 'conversations.levels-intro',
  none: 'conversations.levels-none',
  noneHelp: 'conversations.levels-none-help',
}
const targets: readonly Target[] = ['first-answer', 'next-answer', 'resolution']

export interface LevelsProps extends HouseProps {
  levels: readonly Level[]
  kept: readonly Kept[]
  choices: LevelChoices
  now: Date
}

/** The rules in their order: what each promises, how it was kept, what happens when it is not. */
export const LevelsPage = ({ levels, kept, choices, now, ...house }: LevelsProps) => {
  const { t } = house.shell
  return (
    <RulesFrame
      {...house}
      path={path}
      words={levelWords}
      icon="clock"
      beside={<a href="/settings/calendars">{t('conversations.level-calendars')}</a>}
      rules={levels}
      called="level"
      told={(level) => <Rule t={t} level={level} kept={kept} choices={choices} now={now} />}
    />
  )
}

type RuleProps = Pick<LevelsProps, 'kept' | 'choices' | 'now'> & { t: T; level: Level }

const Rule = ({ t, level, kept, choices, now }: RuleProps) => {
  const conditions = conditionsInWords(t, level.conditions, choices)
  const calendar = choices.calendars.find(({ id }) => id === level.calendarId)
  return (
    <>
      <p class="chips">
        {(conditions.length > 0 ? conditions : [t('conversations.level-for-all')]).map((one) => (
          <Chip icon="filter">{one}</Chip>
        ))}
        <Chip icon="calendar">{calendar?.name ?? t('conversations.level-all-time')}</Chip>
      </p>
      <Table
        caption={t('conversations.level-targets')}
        columns={[
          { label: t('conversations.level-targets') },
          { label: t('conversations.level-time') },
          { label: t('conversations.level-asked-now') },
          { label: t('conversations.level-kept') },
        ]}
        rows={targets.flatMap((target) => rowOf(t, level, target, kept, now))}
      />
      {(level.warnBefore !== null || level.steps.length > 0) && (
        <ul class="facts">
          {level.warnBefore !== null && (
            <li>{t('conversations.level-warned', { time: writeDuration(level.warnBefore) })}</li>
          )}
          {level.steps.map((step) => (
            <li>{stepInWords(t, step, choices)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function rowOf(t: T, level: Level, target: Target, kept: readonly Kept[], now: Date) {
  const ms = level.targets[target]
  if (ms === undefined) return []
  const due = level.clock.addWorking(now, ms)
  const how = kept.find((one) => one.levelId === level.id && one.target === target)
  return [
    [
      t(`conversations.target-${target}`),
      writeDuration(ms / 60_000),
      due ? <Time t={t} at={due} now={now} /> : '—',
      how ? t('conversations.level-kept-of', { kept: how.kept, of: how.of }) : t('conversations.level-kept-none'),
    ],
  ]
}
