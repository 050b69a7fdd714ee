import type { Child } from 'hono/jsx'
import type { T } from '../core/i18n/translator.ts'
import { Table } from './components/table.tsx'

/** `soft` is what is neither good nor bad. */
export type ChartTone = 'tile' | 'terracotta' | 'olive' | 'saffron' | 'wine' | 'soft'

export interface Series {
  label: string
  tone: ChartTone
  /** One for each step, none below nothing. */
  values: readonly number[]
  /** Where each of them leads, in the table. */
  hrefs?: readonly (string | undefined)[]
}

export interface BarChartProps {
  t: T
  title: string
  /** What the picture shows, in a sentence or two, for whoever does not see it and whoever has no time. */
  summary: string
  /** What the steps are called: their column in the table. */
  stepLabel: string
  /** Each step: its name, and the address of what it counts. */
  steps: readonly { label: string; href?: string | undefined }[]
  /** Stacked, the first at the bottom. */
  series: readonly Series[]
  /** Each step as parts of its own whole. */
  shares?: boolean
}

/** Bars over time, with their table behind one click. The only place that draws them: no script, no styles inline. */
export const BarChart = (props: BarChartProps) => {
  const { t, title, summary, series } = props
  const top = props.shares ? 100 : niceTop(Math.max(0, ...totals(props)))
  return (
    <figure class="chart">
      <figcaption class="chart__title">{title}</figcaption>
      <p class="chart__summary">{summary}</p>
      {series.length > 1 && <Key series={series} />}
      <div class="chart__frame">
        <div class="chart__scale" aria-hidden="true">
          <span>{props.shares ? t('ui.chart-percent', { share: 100 }) : t.number(top)}</span>
          <span>{t.number(0)}</span>
        </div>
        <Drawing {...props} top={top} />
        <Days steps={props.steps} />
      </div>
      <Data {...props} />
    </figure>
  )
}

const totals = ({ steps, series }: Pick<BarChartProps, 'steps' | 'series'>): number[] =>
  steps.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))

/** The next of 1, 2, 5, 10, 20, 50 … that nothing goes beyond. */
export function niceTop(most: number): number {
  if (most <= 1) return 1
  const ten = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map((step) => step * ten).find((step) => step >= most) ?? most
}

const Drawing = (props: BarChartProps & { top: number }) => (
  <svg class="chart__drawing" viewBox={`0 0 ${Math.max(1, props.steps.length)} 100`} preserveAspectRatio="none">
    <title>{props.title}</title>
    {props.steps.map((step, at) => (
      <Step {...props} step={step} at={at} />
    ))}
  </svg>
)

type StepProps = BarChartProps & { top: number; step: BarChartProps['steps'][number]; at: number }

const Step = ({ t, series, shares, top, step, at }: StepProps) => {
  const values = series.map(({ values }) => values[at] ?? 0)
  const sum = values.reduce((all, value) => all + value, 0)
  const whole = shares ? sum : top
  let from = 100
  const bars = series.map(({ tone }, index) => {
    const height = whole > 0 ? ((values[index] ?? 0) / whole) * 100 : 0
    from -= height
    return height > 0 ? (
      <rect class={`chart--${tone}`} x={at + 0.1} width={0.8} y={round(from)} height={round(height)} />
    ) : null
  })
  const name = `${step.label}: ${series.map(({ label }, index) => `${label} ${t.number(values[index] ?? 0)}`).join(', ')}`
  if (!step.href || sum === 0)
    return (
      <g>
        <title>{name}</title>
        {bars}
      </g>
    )
  return (
    <a href={step.href} aria-label={name}>
      <title>{name}</title>
      <rect class="chart__touch" x={at} width={1} y={0} height={100} />
      {bars}
    </a>
  )
}

const round = (value: number): number => Math.round(value * 100) / 100

const Key = ({ series }: Pick<BarChartProps, 'series'>) => (
  <ul class="chart__key">
    {series.map(({ label, tone }) => (
      <li>
        <svg class="chart__dot" viewBox="0 0 1 1" aria-hidden="true">
          <rect class={`chart--${tone}`} width="1" height="1" />
        </svg>
        {label}
      </li>
    ))}
  </ul>
)

/** The first, the middle and the last one: more would not fit a phone. */
const Days = ({ steps }: Pick<BarChartProps, 'steps'>) => {
  const shown = [steps[0], steps.length > 4 ? steps[Math.floor(steps.length / 2)] : undefined, steps.at(-1)]
  return (
    <div class="chart__days" aria-hidden="true">
      {shown.flatMap((step) => (step ? [<span>{step.label}</span>] : []))}
    </div>
  )
}

const Data = ({ t, title, stepLabel, steps, series }: BarChartProps) => (
  <details class="chart__data">
    <summary>{t('ui.chart-table')}</summary>
    <Table
      caption={title}
      columns={[{ label: stepLabel }, ...series.map(({ label }) => ({ label, numeric: true }))]}
      rows={steps.map((step, at) => [
        step.href ? <a href={step.href}>{step.label}</a> : step.label,
        ...series.map(({ values, hrefs }) => <Figure t={t} value={values[at] ?? 0} href={hrefs?.[at]} />),
      ])}
    />
  </details>
)

const Figure = ({ t, value, href }: { t: T; value: number; href: string | undefined }) =>
  href ? <a href={href}>{t.number(value)}</a> : <span>{t.number(value)}</span>

export interface RankingProps {
  t: T
  title: string
  /** What is ranked: its column. */
  label: string
  /** What is counted: its column. */
  countLabel: string
  rows: readonly { name: Child; count: number; href?: string | undefined }[]
  tone?: ChartTone
}

/** The most of something, longest bar first: a table whose figures one sees. */
export const Ranking = ({ t, title, label, countLabel, rows, tone = 'tile' }: RankingProps) => {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <Table
      caption={title}
      columns={[{ label }, { label: countLabel, numeric: true }, { label: t('ui.chart-bar'), quiet: true }]}
      rows={rows.map(({ name, count, href }) => [
        name,
        href ? <a href={href}>{t.number(count)}</a> : t.number(count),
        <svg class="chart__bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect class={`chart--${tone}`} width={round((count / most) * 100)} height="1" />
        </svg>,
      ])}
    />
  )
}
