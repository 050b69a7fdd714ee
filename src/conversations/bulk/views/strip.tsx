import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Deed } from '../../../ui/components/form.tsx'
import { Progress } from '../../../ui/components/progress.tsx'
import { canUndo, isUnderWay, type Run } from '../run.ts'
import { deedWords, didWords, undoneWords } from '../sentences.ts'

export const stripId = ({ id }: Pick<Run, 'id'>, mayEnd: boolean): string => (mayEnd ? `bulk-${id}` : `bulk-seen-${id}`)

/**
 * How far a deed on many is, or what came of it; live. On its own page the style sheet leaves out the way there. Whoever may
 * not end it has one without deeds, which is drawn live for itself.
 */
export const Strip = ({ t, run, mayEnd }: { t: T; run: Run; mayEnd: boolean }) => (
  <div class="bulk-strip" id={stripId(run, mayEnd)}>
    {isUnderWay(run) ? (
      <Moving t={t} run={run} />
    ) : (
      <p class="bulk-strip__said">{[came(t, run), ...endedBy(t, run)].join(' ')}</p>
    )}
    <div class="actions">
      {mayEnd && run.state === 'doing' && (
        <Deed action={`/bulk/${run.id}/cancellation`} method="put">
          <Button small>{t('conversations.bulk-cancel')}</Button>
        </Deed>
      )}
      {mayEnd && canUndo(run) && run.state !== 'doing' && (
        <Deed action={`/bulk/${run.id}/undoing`} method="put">
          <Button small icon="undo-2">
            {t('conversations.bulk-undo')}
          </Button>
        </Deed>
      )}
      <Button small variant="plain" class="bulk-strip__more" href={`/bulk/${run.id}`}>
        {t('conversations.bulk-look')}
      </Button>
    </div>
  </div>
)

const Moving = ({ t, run }: { t: T; run: Run }) => {
  const deed = t.words(deedWords(run))
  const isBack = run.state === 'undoing'
  const [value, max] = isBack ? [run.putBack + run.leftAlone, run.changed] : [run.done, run.total]
  return (
    <Progress
      label={t(isBack ? 'conversations.bulk-undoing' : 'conversations.bulk-doing', { deed })}
      value={value}
      max={max}
      text={t('conversations.bulk-of', { done: value, total: max })}
    />
  )
}

/** Whoever asked for it is told who else ended it. */
const endedBy = (t: T, { by, endedBy: who, state }: Run): string[] =>
  who && who.id !== by.id && (state === 'cancelled' || state === 'undone')
    ? [t(`conversations.bulk-${state}-by`, { name: who.name })]
    : []

function came(t: T, run: Run): string {
  if (run.state === 'undone') return t.words(undoneWords(run))
  const did = t.words(didWords(run))
  if (run.state === 'failed')
    return `${did} ${t('conversations.bulk-failed', { reason: run.failure ? t.words(run.failure) : '' })}`
  if (run.state === 'cancelled') return t('conversations.bulk-cancelled', { deed: did })
  const same = run.done - run.changed
  return same > 0 && run.changed > 0 ? `${did} ${t('conversations.bulk-same', { count: same })}.` : did
}
