import type { T } from '../../core/i18n/translator.ts'
import { BarChart } from '../../ui/chart.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Progress } from '../../ui/components/progress.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Automation } from '../automation.ts'
import type { Choices } from '../choices.ts'
import type { Example, Rehearsal } from '../rehearsal.ts'
import { automationsPath } from './list-page.tsx'
import { becauseInWords, deedInWords } from './sentences.tsx'

export const rehearsalId = (automationId: string): string => `rehearsal-${automationId}`

export interface RehearsalProps {
  t: T
  automation: Automation
  rehearsal: Rehearsal
  /** How conversations are called, and how messages begin, by their ids. */
  names: ReadonlyMap<string, string>
  choices: Choices
}

/** What it would have done in the last thirty days: how often, where, and why there. */
export const RehearsalCard = (props: RehearsalProps) => {
  const { t, automation, rehearsal } = props
  return (
    <Card title={t('automations.rehearsal')} id={rehearsalId(automation.id)}>
      {rehearsal.version !== automation.version && <Notice tone="careful">{t('automations.rehearsal-old')}</Notice>}
      {rehearsal.endedAt === null ? (
        <>
          <Progress
            label={t('automations.looking')}
            value={rehearsal.progress}
            text={t('automations.looking-so-far', { looked: rehearsal.looked, found: rehearsal.found })}
          />
          <Button small href={`${automationsPath}/${automation.id}`} icon="refresh-cw">
            {t('automations.looking-reload')}
          </Button>
        </>
      ) : (
        <Result {...props} />
      )}
    </Card>
  )
}

const Result = ({ t, automation, rehearsal, names, choices }: RehearsalProps) => {
  const { found, conversations, examples } = rehearsal
  if (found === 0) return <p>{t('automations.would-nothing')}</p>
  return (
    <>
      <p>
        <b>{t('automations.would', { count: found, conversations })}</b>{' '}
        {t('automations.would-each', {
          deeds: automation.deeds.map((deed) => deedInWords(t, deed, choices)).join(t('automations.and')),
        })}
      </p>
      <p class="soft">{t('automations.would-honest')}</p>
      <PerDay t={t} rehearsal={rehearsal} />
      <h3>{t('automations.examples', { count: examples.length })}</h3>
      <Examples {...{ t, names, choices }} examples={examples.slice(0, atFirst)} />
      {examples.length > atFirst && (
        <details class="fold">
          <summary>{t('automations.examples-more', { count: examples.length - atFirst })}</summary>
          <Examples {...{ t, names, choices }} examples={examples.slice(atFirst)} />
        </details>
      )}
    </>
  )
}

const atFirst = 6

const Examples = ({
  t,
  names,
  choices,
  examples,
}: Omit<RehearsalProps, 'automation' | 'rehearsal'> & { examples: readonly Example[] }) => (
  <ul class="plain-list">
    {examples.map((example) => (
      <Would
        t={t}
        example={example}
        name={names.get(example.conversation_id)}
        said={names.get(example.message_id ?? '')}
        choices={choices}
      />
    ))}
  </ul>
)

const dayMs = 86_400_000

const PerDay = ({ t, rehearsal: { since, until, days, found } }: { t: T; rehearsal: Rehearsal }) => {
  const count = Math.floor((until.getTime() - since.getTime()) / dayMs) + 1
  const all = Array.from({ length: count }, (_, at) =>
    new Date(since.getTime() + at * dayMs).toISOString().slice(0, 10),
  )
  const most = Math.max(...Object.values(days))
  return (
    <BarChart
      t={t}
      title={t('automations.per-day')}
      summary={t('automations.per-day-summary', { most, mean: t.number(Math.round((found / count) * 10) / 10) })}
      stepLabel={t('automations.day')}
      steps={all.map((day) => ({ label: t.date(new Date(`${day}T12:00:00Z`)) }))}
      series={[{ label: t('automations.times'), tone: 'tile', values: all.map((day) => days[day] ?? 0) }]}
    />
  )
}

interface WouldProps {
  t: T
  example: Example
  name: string | undefined
  /** How what they said begins. */
  said: string | undefined
  choices: Choices
}

const Would = ({ t, example, name, said, choices }: WouldProps) => {
  const at = example.message_id ? `?at=${example.message_id}` : ''
  return (
    <li class="plain-list__item">
      <a href={`/conversations/${example.conversation_id}${at}`}>{name ?? t('automations.a-conversation')}</a>{' '}
      <Time t={t} at={new Date(example.at)} />
      {said && <span class="soft"> · {said}</span>}
      <span class="chips">
        {becauseInWords(t, example.because, choices).map((one) => (
          <Chip icon="filter">{one}</Chip>
        ))}
      </span>
    </li>
  )
}
