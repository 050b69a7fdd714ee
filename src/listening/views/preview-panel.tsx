import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { BarChart } from '../../ui/chart.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Rows } from '../../ui/components/row.tsx'
import type { Drawn } from '../../ui/slots.ts'
import { type Preview, previewDays } from '../preview.ts'
import { writeQuery } from '../query/write.ts'

export interface PreviewPanelProps {
  t: T
  preview: Preview
  /** The samples, drawn by the room that has the messages. */
  drawn: Drawn
  /** Those that nearly matched: the words they have are not the query's. */
  drawnNear: Drawn
}

/** What a query would have found, before it is saved. */
export const PreviewPanel = ({ t, preview, drawn, drawnNear }: PreviewPanelProps) => (
  <Card id="preview" title={t('listening.preview-title')} tone={preview.found > 0 ? 'good' : 'plain'}>
    <p>{summaryOf(t, preview)}</p>
    {!preview.isWhole && (
      <Notice tone="careful">{t('listening.preview-part', { since: t.exact(preview.reached) })}</Notice>
    )}
    {preview.found > 0 && <Trend t={t} preview={preview} />}
    <Samples t={t} id="samples" title={t('listening.samples')} ids={preview.samples} drawn={drawn} />
    {preview.near.length > 0 && <Near t={t} preview={preview} drawn={drawnNear} />}
  </Card>
)

const summaryOf = (t: T, { found, looked }: Preview): string =>
  found === 0
    ? t('listening.preview-none', { looked, days: previewDays })
    : t('listening.preview-found', { found, looked, days: previewDays })

const Trend = ({ t, preview }: { t: T; preview: Preview }) => {
  const top = preview.days.reduce((most, day) => (day.found > most.found ? day : most))
  return (
    <BarChart
      t={t}
      title={t('listening.by-day')}
      summary={t('listening.by-day-summary', { count: top.found, day: dayName(t, top.day) })}
      stepLabel={t('listening.day')}
      steps={preview.days.map(({ day }) => ({ label: dayName(t, day) }))}
      series={[{ label: t('listening.matches'), tone: 'tile', values: preview.days.map(({ found }) => found) }]}
    />
  )
}

/** A day of the picture, short: `3 May`. */
export const dayName = (t: T, day: string): string =>
  new Intl.DateTimeFormat(t.language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day))

interface SamplesProps {
  t: T
  id: string
  title: string
  ids: readonly string[]
  drawn: Drawn
}

const Samples = ({ id, title, ids, drawn }: SamplesProps) =>
  ids.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      <Rows id={id} label={title}>
        {ids.flatMap((one): Child[] => drawn(one))}
      </Rows>
    </section>
  )

/** What failed by one condition alone: perhaps it asks for too much. */
const Near = ({ t, preview, drawn }: { t: T; preview: Preview; drawn: Drawn }) => (
  <section>
    <h3>{t('listening.near-title')}</h3>
    <p class="soft">{t('listening.near-help')}</p>
    {preview.near.map(({ without, missed, samples }, at) => (
      <details>
        <summary>
          {t('listening.near-one', { count: missed })} <code class="query-text">{shortened(writeQuery(without))}</code>
        </summary>
        <Rows id={`near-${at}`} label={t('listening.near-title')}>
          {samples.flatMap((one): Child[] => drawn(one))}
        </Rows>
      </details>
    ))}
  </section>
)

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text)
