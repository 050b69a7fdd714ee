import type { Words } from '../../../lib/words.ts'
import { Card } from '../../../ui/components/card.tsx'
import { PaneBody, PaneHead } from '../../../ui/components/pane.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Desk, type Shell } from '../../../ui/desk.tsx'
import { refusalsKept } from '../advance.ts'
import type { Import } from '../import.ts'
import { ImportCard } from './import-card.tsx'

export interface ImportPageProps {
  shell: Shell
  it: Import
  reasons: readonly { reason: Words; count: number; line: number }[]
}

/** One file that is or was taken in. */
export const ImportPage = ({ shell, it, reasons }: ImportPageProps) => {
  const { t } = shell
  return (
    <Desk {...shell} title={it.name} current="house">
      <PaneHead t={t} title={it.name} subtitle={it.channel.name} back="/imports" />
      <PaneBody page>
        <ImportCard t={t} it={it} />
        {reasons.length > 0 && (
          <Card title={t('import.refused-title')}>
            <Table
              caption={t('import.refused-title')}
              columns={[
                { label: t('import.column-reason') },
                { label: t('import.refused-times'), numeric: true },
                { label: t('import.refused-first'), numeric: true },
              ]}
              rows={reasons.map(({ reason, count, line }) => [t.words(reason), t.number(count), t.number(line)])}
            />
            {it.refused > refusalsKept && <p class="soft">{t('import.refused-most', { count: refusalsKept })}</p>}
          </Card>
        )}
      </PaneBody>
    </Desk>
  )
}
