import { HouseFrame, type HouseProps } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Chip } from '../../../ui/components/chip.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { InOrder } from '../../../ui/components/in-order.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { writeDuration } from '../duration.ts'
import type { Kept } from '../find-levels.ts'
import type { Level } from '../level.ts'
import type { Target } from '../tables.ts'
import { conditionsInWords, type LevelChoices, stepInWords } from './sentences.ts'

const path = '/settings/service-levels'
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
  const add = (
    <Button variant="primary" icon="plus" href={`${path}/new`}>
      {t('conversations.level-new')}
    </Button>
  )
  return (
    <HouseFrame {...house} path={path} title={t('conversations.levels')} intro={t('conversations.levels-intro')}>
      {levels.length === 0 ? (
        <Empty title={t('conversations.levels-none')} icon="clock" action={add}>
          {t('conversations.levels-none-help')}
        </Empty>
      ) : (
        <div class="actions">
          {add}
          <a href="/settings/calendars">{t('conversations.level-calendars')}</a>
        </div>
      )}
      <InOrder
        {...{ t, path }}
        rules={levels}
        called="level"
        told={(level) => <Rule t={t} level={level} kept={kept} choices={choices} now={now} />}
      />
    </HouseFrame>
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
