import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Progress } from '../../ui/components/progress.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Batch } from '../macro-batch.ts'

export const batchesPath = '/macros/batches'
export const batchId = (id: string): string => `batch-${id}`

/** A macro on many conversations: how far, what came of it, and the way back. */
export const BatchPage = ({ shell, batch }: { shell: Shell; batch: Batch }) => {
  const { t } = shell
  const said = (
    <>
      {batch.by.name} · <Time t={t} at={batch.askedAt} />
    </>
  )
  return (
    <Desk {...shell} title={batch.macro.name} current="inbox">
      <PaneHead t={t} title={batch.macro.name} back="/conversations" subtitle={said} />
      <PaneBody page>
        <BatchCard t={t} batch={batch} />
      </PaneBody>
    </Desk>
  )
}

export const BatchCard = ({ t, batch }: { t: T; batch: Batch }) => {
  const { id, state, total, done, changed, refused, undone, leftSome } = batch
  const path = `${batchesPath}/${id}`
  const isMoving = state === 'doing' || state === 'undoing'
  const counts = { total, changed, refused, undone, left: leftSome }
  return (
    <Card id={batchId(id)} title={t(`automations.batch-${state}`)}>
      {isMoving && (
        <Progress
          label={t('automations.batch-progress')}
          value={state === 'doing' ? done : undone + leftSome}
          max={Math.max(1, state === 'doing' ? total : changed)}
          text={t(
            'automations.batch-so-far',
            state === 'doing' ? { done, total } : { done: undone + leftSome, total: changed },
          )}
        />
      )}
      <p>{t('automations.batch-changed', counts)}</p>
      {refused > 0 && <p>{t('automations.batch-refused', counts)}</p>}
      {undone + leftSome > 0 && <p>{t('automations.batch-put-back', counts)}</p>}
      <div class="actions">
        {isMoving && (
          <Button small href={path} icon="refresh-cw">
            {t('automations.looking-reload')}
          </Button>
        )}
        {state === 'doing' && (
          <Deed action={`${path}/cancellation`} method="put">
            <Button small icon="circle-x">
              {t('automations.batch-stop')}
            </Button>
          </Deed>
        )}
        {changed > 0 && state !== 'undoing' && state !== 'undone' && (
          <Deed action={`${path}/undoing`} method="put">
            <Button small icon="undo-2">
              {t('automations.undo')}
            </Button>
          </Deed>
        )}
      </div>
    </Card>
  )
}
