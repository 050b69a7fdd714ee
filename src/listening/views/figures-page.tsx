import type { T } from '../../core/i18n/translator.ts'
import { BarChart, Ranking } from '../../ui/chart.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Table } from '../../ui/components/table.tsx'
import type { Day, Figures } from '../figures.ts'
import { periods } from '../period.ts'
import type { Rising } from '../rising.ts'
import { dayName } from './preview-panel.tsx'
import { QueryFrame, type QueryFrameProps } from './query-head.tsx'

export interface FiguresPageProps extends Omit<QueryFrameProps, 'view'> {
  figures: Figures
  rising: readonly Rising[]
  networkName: (network: string) => string
}

/** What the mentions of a query come to. Each figure leads to its messages. */
export const FiguresPage = ({ figures, rising, networkName, ...frame }: FiguresPageProps) => {
  const { t } = frame.shell
  const path = `/listening/queries/${frame.query.id}`
  return (
    <QueryFrame {...frame} view="figures">
      <Periods t={t} path={`${path}/figures`} current={figures.period.days} />
      {figures.total === 0 ? (
        <Empty title={t('listening.no-figures')} icon="radar">
          {t('listening.no-figures-help')}
        </Empty>
      ) : (
        <>
          <Card>
            <Volume t={t} path={path} figures={figures} />
          </Card>
          <Card title={t('listening.rising')}>
            <RisingWords t={t} path={path} rising={rising} />
          </Card>
          <Card title={t('listening.who')}>
            <p class="soft">{t('listening.people', { count: figures.people })}</p>
            <Who t={t} path={path} figures={figures} />
          </Card>
          <Card title={t('listening.where')}>
            <Windows t={t} path={path} figures={figures} networkName={networkName} />
          </Card>
          <div class="actions">
            <Button icon="download" href={`${path}/mentions.csv?days=${figures.period.days}`} data-turbo="false">
              {t('listening.export-csv')}
            </Button>
            <Button icon="download" href={`${path}/mentions.json?days=${figures.period.days}`} data-turbo="false">
              {t('listening.export-json')}
            </Button>
          </div>
        </>
      )}
    </QueryFrame>
  )
}

/** How far back figures go. */
export const Periods = ({ t, path, current }: { t: T; path: string; current: number }) => (
  <nav class="chips" aria-label={t('listening.period')}>
    {periods.map((days) => (
      <a
        class={days === current ? 'chip chip--tile' : 'chip'}
        href={`${path}?days=${days}`}
        {...(days === current ? { 'aria-current': 'page' } : {})}
      >
        {t('listening.days', { count: days })}
      </a>
    ))}
  </nav>
)

interface PartProps {
  t: T
  path: string
  figures: Figures
}

const moods = [
  { mood: 'negative', tone: 'terracotta' },
  { mood: 'neutral', tone: 'soft' },
  { mood: 'positive', tone: 'olive' },
  { mood: 'unread', tone: 'saffron' },
] as const

const Volume = ({ t, path, figures: { days, total } }: PartProps) => {
  const sum = (mood: (typeof moods)[number]['mood']) => days.reduce((all, day) => all + day[mood], 0)
  const shown = moods.filter(({ mood }) => mood !== 'unread' || sum('unread') > 0)
  const of = ({ negative, neutral, positive, unread }: Day) => negative + neutral + positive + unread
  const top = days.reduce((most, day) => (of(day) > of(most) ? day : most))
  return (
    <BarChart
      t={t}
      title={t('listening.volume')}
      summary={t('listening.volume-summary', {
        total,
        negative: sum('negative'),
        positive: sum('positive'),
        day: dayName(t, top.day),
        count: of(top),
      })}
      stepLabel={t('listening.day')}
      steps={days.map((day) => ({
        label: dayName(t, day.day),
        href: of(day) > 0 ? `${path}?day=${day.day}` : undefined,
      }))}
      series={shown.map(({ mood, tone }) => ({
        label: t(`listening.mood-${mood}`),
        tone,
        values: days.map((day) => day[mood]),
        hrefs: days.map((day) =>
          day[mood] > 0 && mood !== 'unread' ? `${path}?day=${day.day}&mood=${mood}` : undefined,
        ),
      }))}
    />
  )
}

const RisingWords = ({ t, path, rising }: { t: T; path: string; rising: readonly Rising[] }) =>
  rising.length === 0 ? (
    <p class="soft">{t('listening.rising-none')}</p>
  ) : (
    <>
      <p class="soft">{t('listening.rising-help')}</p>
      <Table
        caption={t('listening.rising')}
        columns={[
          { label: t('listening.word') },
          { label: t('listening.this-week'), numeric: true },
          { label: t('listening.weeks-before'), numeric: true },
        ]}
        rows={rising.map(({ word, now, before }) => [
          word,
          <a href={`${path}?days=7&word=${encodeURIComponent(word)}`}>{t.number(now)}</a>,
          t.number(before),
        ])}
      />
    </>
  )

const Who = ({ t, path, figures: { who, period } }: PartProps) => (
  <Ranking
    t={t}
    title={t('listening.who')}
    label={t('listening.person')}
    countLabel={t('listening.view-mentions')}
    rows={who.map(({ identityId, personId, name, mentions }) => ({
      name: <a href={`/people/${personId}`}>{name}</a>,
      count: mentions,
      href: `${path}?days=${period.days}&who=${identityId}`,
    }))}
  />
)

const Windows = ({
  t,
  path,
  figures: { where, period },
  networkName,
}: PartProps & { networkName: (id: string) => string }) => (
  <Ranking
    t={t}
    title={t('listening.where')}
    label={t('listening.window')}
    countLabel={t('listening.view-mentions')}
    rows={where.map(({ channelId, name, network, mentions }) => ({
      name: (
        <>
          <a href={`/channels/${channelId}`}>{name}</a> · {networkName(network)}
        </>
      ),
      count: mentions,
      href: `${path}?days=${period.days}&window=${channelId}`,
    }))}
  />
)
