import type { T } from '../../../core/i18n/translator.ts'
import type { Viewer } from '../../../core/web.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { Pager } from '../../../ui/components/pager.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Tabs } from '../../../ui/components/tabs.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import { writeCursor } from '../../cursor.ts'
import { addressWith, type FiguresAsked, spans } from '../asked-of-figures.ts'
import type { Figure, Figures, Named } from '../figures.ts'
import type { findAnswers } from '../find-answers.ts'
import { fewest } from '../wilson.ts'
import { Answers } from './answers.tsx'
import { rateIn, shareIn } from './shares.ts'

export interface SatisfactionProps {
  shell: Shell
  viewer: Viewer
  asked: FiguresAsked
  figures: Figures
  found: Awaited<ReturnType<typeof findAnswers>>
}

/** How satisfied people are who were asked, and what they say. */
export const SatisfactionPage = ({ shell, viewer, asked, figures, found }: SatisfactionProps) => {
  const { t } = shell
  const isAny = figures.all.answered.n > 0
  return (
    <Desk {...shell} title={t('survey.figures')} current="satisfaction">
      <PaneHead t={t} title={t('survey.figures')} subtitle={t('survey.figures-intro')}>
        <Tabs
          label={t('survey.period')}
          tabs={spans.map((days) => ({
            href: addressWith({ ...asked, days }, {}),
            label: t('survey.days', { days }),
            current: days === asked.days,
          }))}
        />
      </PaneHead>
      <PaneBody page>
        {isAny ? (
          <>
            <All t={t} figure={figures.all} mayExport={viewer.can.has('team')} days={asked.days} />
            <Tables t={t} asked={asked} figures={figures} />
            <Answers t={t} viewer={viewer} asked={asked} found={found} figures={figures} />
            <Pager
              t={t}
              older={found.after && addressWith(asked, { ...filtersOf(asked), after: writeCursor(found.after) })}
            />
          </>
        ) : (
          <Empty
            icon="smile"
            title={t('survey.nobody')}
            action={
              viewer.can.has('settings') && (
                <Button href="/settings/surveys" variant="primary">
                  {t('survey.title')}
                </Button>
              )
            }
          >
            {t('survey.nobody-help')}
          </Empty>
        )}
      </PaneBody>
    </Desk>
  )
}

export const filtersOf = ({ window, team, person, week, mood, words }: FiguresAsked) => ({
  ...(window ? { window } : {}),
  ...(team ? { team } : {}),
  ...(person ? { person } : {}),
  ...(week ? { week } : {}),
  ...(mood ? { mood } : {}),
  ...(words ? { words } : {}),
})

const All = ({ t, figure, mayExport, days }: { t: T; figure: Figure; mayExport: boolean; days: number }) => (
  <Card
    title={t('survey.satisfied')}
    {...(mayExport
      ? {
          actions: (
            <>
              <Button small icon="download" href={`/satisfaction/export?days=${days}&format=csv`}>
                {t('survey.as-csv')}
              </Button>
              <Button small icon="download" href={`/satisfaction/export?days=${days}&format=json`}>
                {t('survey.as-json')}
              </Button>
            </>
          ),
        }
      : {})}
  >
    <p class="csat">
      <b class="csat__share">{rateIn(t, figure.satisfied)}</b>
      <span>
        {t('survey.interval', shareIn(t, figure.satisfied))}
        {figure.satisfied.n < fewest && ` ${t('survey.few', { fewest })}`}
      </span>
    </p>
    <p class="soft">{t('survey.response', shareIn(t, figure.answered))}</p>
    <p class="soft">{t('survey.how')}</p>
  </Card>
)

const Tables = ({ t, asked, figures }: { t: T; asked: FiguresAsked; figures: Figures }) => (
  <>
    <Figured
      t={t}
      title={t('survey.by-week')}
      rows={figures.weeks.map(({ week, ...figure }) => ({
        label: t.date(new Date(`${week}T12:00:00Z`)),
        href: addressWith(asked, { week }),
        ...figure,
      }))}
    />
    <Figured t={t} title={t('survey.by-window')} rows={namedRows(t, asked, figures.channels, 'window')} />
    <Figured t={t} title={t('survey.by-team')} rows={namedRows(t, asked, figures.teams, 'team')} />
    <Figured t={t} title={t('survey.by-person')} rows={namedRows(t, asked, figures.people, 'person')} />
  </>
)

const namedRows = (t: T, asked: FiguresAsked, all: readonly Named[], field: 'window' | 'team' | 'person') =>
  all.map(({ id, name, ...figure }) => ({
    label: name ?? t(`survey.no-${field}`),
    href: id ? addressWith(asked, { [field]: id }) : undefined,
    ...figure,
  }))

interface FiguredRow extends Figure {
  label: string
  href: string | undefined
}

const Figured = ({ t, title, rows }: { t: T; title: string; rows: readonly FiguredRow[] }) =>
  rows.length === 0 ? null : (
    <Table
      caption={title}
      showCaption
      columns={[
        { label: title, quiet: true },
        { label: t('survey.satisfied'), numeric: true },
        { label: t('survey.column-interval') },
        { label: t('survey.column-answers'), numeric: true },
        { label: t('survey.column-response'), numeric: true },
      ]}
      rows={rows.map(({ label, href, satisfied, answered }) => [
        href && satisfied.n > 0 ? <a href={`${href}#answers`}>{label}</a> : label,
        rateIn(t, satisfied),
        satisfied.n === 0
          ? '–'
          : satisfied.n < fewest
            ? t('survey.few-short')
            : t('survey.from-to', shareIn(t, satisfied)),
        t.number(satisfied.n),
        t('survey.rate-of', shareIn(t, answered)),
      ])}
    />
  )
