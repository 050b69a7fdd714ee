import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Chip, type Tone } from '../../../ui/components/chip.tsx'
import { Deed } from '../../../ui/components/form.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { Facts } from '../../../ui/components/pane.tsx'
import { Progress } from '../../../ui/components/progress.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { type Import, type ImportState, stateOf } from '../import.ts'

export const importElement = ({ id }: { id: string }): string => `import-${id}`

const tones: Record<ImportState, Tone> = {
  draft: 'plain',
  running: 'tile',
  stopped: 'saffron',
  failed: 'wine',
  done: 'olive',
}

export const ImportChip = ({ t, it }: { t: T; it: Import }) => {
  const state = stateOf(it)
  return <Chip tone={tones[state]}>{t(`import.state-${state}`)}</Chip>
}

/** How far a file is read, in one place that changes while one looks. */
export const ImportCard = ({ t, it }: { t: T; it: Import }) => {
  const state = stateOf(it)
  return (
    <Card id={importElement(it)} title={<ImportChip t={t} it={it} />} actions={<Deeds t={t} it={it} />}>
      {it.failure && (
        <Notice tone="error" title={t('import.failed')}>
          {t.words(it.failure)}
        </Notice>
      )}
      {state !== 'done' && <HowFar t={t} it={it} />}
      <Facts
        facts={[
          { label: t('import.fresh'), value: t.number(it.fresh) },
          { label: t('import.known'), value: t.number(it.known) },
          { label: t('import.refused'), value: t.number(it.refused) },
          { label: t('import.lines'), value: t.number(it.line) },
          ...(it.beganAt ? [{ label: t('import.began'), value: <Time t={t} at={it.beganAt} /> }] : []),
          ...(it.doneAt ? [{ label: t('import.ended'), value: <Time t={t} at={it.doneAt} /> }] : []),
          ...(it.createdBy ? [{ label: t('import.by'), value: it.createdBy }] : []),
        ]}
      />
    </Card>
  )
}

const HowFar = ({ t, it }: { t: T; it: Import }) => (
  <Progress
    label={t('import.reads')}
    value={it.position}
    max={Math.max(1, it.bytes)}
    text={t('import.read-to', { part: t.bytes(it.position), whole: t.bytes(it.bytes), line: it.line })}
  />
)

const Deeds = ({ t, it }: { t: T; it: Import }) => {
  const state = stateOf(it)
  return (
    <>
      {state === 'running' && (
        <>
          <noscript>
            <Button icon="refresh-cw" href={`/imports/${it.id}`}>
              {t('import.look-again')}
            </Button>
          </noscript>
          <Deed action={`/imports/${it.id}/stop`} method="put">
            <Button icon="circle-x">{t('import.stop')}</Button>
          </Deed>
        </>
      )}
      {(state === 'stopped' || state === 'failed') && (
        <Deed action={`/imports/${it.id}/stop`} method="delete">
          <Button variant="primary" icon="arrow-right">
            {t('import.go-on')}
          </Button>
        </Deed>
      )}
      {it.refused > 0 && (
        <Button icon="download" href={`/imports/${it.id}/refused.csv`} data-turbo="false">
          {t('import.refused-file')}
        </Button>
      )}
      {state === 'done' && (
        <Button icon="arrow-right" href={`/channels/${it.channel.id}`}>
          {t('import.to-window')}
        </Button>
      )}
    </>
  )
}
