import { BarChart, type ChartTone } from '../../ui/chart.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { daysOf, type Period } from '../period.ts'
import type { Voice } from '../share.ts'
import { Periods } from './figures-page.tsx'
import { dayName } from './preview-panel.tsx'

const tones: readonly ChartTone[] = ['tile', 'terracotta', 'olive', 'saffron', 'wine']

/** How much is said of each group of queries against the others. */
export const SharePage = (props: { shell: Shell; period: Period; voices: readonly Voice[] }) => {
  const { shell, period, voices } = props
  const { t } = shell
  const all = voices.reduce((sum, { total }) => sum + total, 0)
  const percent = (total: number) => t('ui.chart-percent', { share: Math.round((total / Math.max(1, all)) * 100) })
  const drawn = voices.slice(0, tones.length)
  const [first] = voices
  return (
    <Desk {...shell} title={t('listening.share')} current="listening">
      <PaneHead t={t} title={t('listening.share')} subtitle={t('listening.share-subtitle')} back="/listening" />
      <PaneBody page>
        <Periods t={t} path="/listening/share" current={period.days} />
        {first === undefined ? (
          <Empty title={t('listening.share-none')} icon="radar">
            {t('listening.share-none-help')}
          </Empty>
        ) : (
          <>
            <Card>
              <BarChart
                t={t}
                title={t('listening.share-by-day')}
                summary={t('listening.share-summary', {
                  name: first.name,
                  share: percent(first.total),
                  total: first.total,
                })}
                stepLabel={t('listening.day')}
                steps={daysOf(period).map((day) => ({ label: dayName(t, day) }))}
                series={drawn.map(({ name, days }, at) => ({ label: name, tone: tones[at] ?? 'soft', values: days }))}
                shares
              />
            </Card>
            <Table
              caption={t('listening.share')}
              columns={[
                { label: t('listening.group') },
                { label: t('listening.view-mentions'), numeric: true },
                { label: t('listening.share'), numeric: true },
                { label: t('listening.mood-negative'), numeric: true },
                { label: t('listening.mood-positive'), numeric: true },
              ]}
              rows={voices.map(({ groupId, name, total, negative, positive }) => [
                <a href={`/listening?group=${groupId}`}>{name}</a>,
                t.number(total),
                percent(total),
                t.number(negative),
                t.number(positive),
              ])}
            />
          </>
        )}
      </PaneBody>
    </Desk>
  )
}
