import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Choices } from '../choices.ts'
import type { DeedKinds } from '../deed.ts'
import type { Run } from '../run.ts'
import { automationsPath } from './list-page.tsx'
import { becauseInWords } from './sentences.tsx'

interface RunsProps {
  t: T
  runs: readonly Run[]
  choices: Choices
  kinds: DeedKinds
}

/** What it did last, why, and the way to put it back. */
export const RunsCard = ({ t, runs, choices, kinds }: RunsProps) => (
  <Card title={t('automations.runs')}>
    {runs.length === 0 ? (
      <p class="soft">{t('automations.runs-none')}</p>
    ) : (
      <ul class="plain-list">
        {runs.map((run) => (
          <Ran t={t} run={run} choices={choices} kinds={kinds} />
        ))}
      </ul>
    )}
  </Card>
)

const Ran = ({ t, run, choices, kinds }: Omit<RunsProps, 'runs'> & { run: Run }) => {
  const canUndo = run.did.some((done) => kinds.get(done.do)?.undo !== undefined)
  return (
    <li class="plain-list__item plain-list__item--deeds">
      <div>
        <a href={`/conversations/${run.conversation.id}`}>
          {run.conversation.about ?? t('automations.a-conversation')}
        </a>{' '}
        <Time t={t} at={run.at} />
        <span class="chips">
          {run.failed && (
            <Chip tone="wine" icon="circle-alert">
              {t('automations.failed', { why: t.words(run.failed) })}
            </Chip>
          )}
          {run.did.map((done) => (
            <Chip tone="tile" icon={kinds.get(done.do)?.icon ?? 'info'}>
              {t(`automations.do-${done.do}`)}
            </Chip>
          ))}
          {becauseInWords(t, run.because, choices).map((one) => (
            <Chip icon="filter">{one}</Chip>
          ))}
        </span>
      </div>
      {run.undoneAt ? (
        <span class="soft">{t('automations.undone')}</span>
      ) : (
        canUndo && (
          <Deed action={`${automationsPath}/runs/${run.id}/undoing`} method="put">
            <Button small variant="plain" icon="undo-2">
              {t('automations.undo')}
            </Button>
          </Deed>
        )
      )}
    </li>
  )
}
