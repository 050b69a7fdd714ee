import { HouseFrame, type HouseProps } from '../../../access/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Empty } from '../../../ui/components/empty.tsx'
import { Row, Rows } from '../../../ui/components/row.tsx'
import { Time } from '../../../ui/components/time.tsx'
import { type Import, stateOf } from '../import.ts'
import { ImportChip } from './import-card.tsx'

/** Every file that was taken in, or is. */
export const ImportsPage = ({ imports, ...house }: HouseProps & { imports: readonly Import[] }) => {
  const { t } = house.shell
  const add = (
    <Button variant="primary" icon="plus" href="/imports/new">
      {t('import.new')}
    </Button>
  )
  return (
    <HouseFrame {...house} path="/imports" title={t('import.title')} intro={t('import.intro')}>
      {imports.length === 0 ? (
        <Empty title={t('import.none')} icon="file-text" action={add}>
          {t('import.none-help')}
        </Empty>
      ) : (
        <>
          <div class="actions">{add}</div>
          <Rows id="imports" label={t('import.title')}>
            {imports.map((it) => (
              <ImportRow t={t} it={it} />
            ))}
          </Rows>
        </>
      )}
    </HouseFrame>
  )
}

export const importRow = ({ id }: { id: string }): string => `import-row-${id}`

export const ImportRow = ({ t, it }: { t: T; it: Import }) => (
  <Row
    id={importRow(it)}
    href={`/imports/${it.id}`}
    title={it.name}
    time={<Time t={t} at={it.doneAt ?? it.beganAt ?? it.createdAt} still />}
    chips={<ImportChip t={t} it={it} />}
  >
    {[it.channel.name, howMuch(t, it)].filter(Boolean).join(' · ')}
  </Row>
)

function howMuch(t: T, it: Import): string {
  if (stateOf(it) === 'draft') return t.bytes(it.bytes)
  if (!it.doneAt) return t('import.read-to', { part: t.bytes(it.position), whole: t.bytes(it.bytes), line: it.line })
  const refused = it.refused > 0 ? [`${t('import.refused')}: ${t.number(it.refused)}`] : []
  return [`${t('import.fresh')}: ${t.number(it.fresh)}`, ...refused].join(' · ')
}
