import type { HeardMessage } from '../../../connectors/index.ts'
import type { T } from '../../../core/i18n/translator.ts'
import { Chip } from '../../../ui/components/chip.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Time } from '../../../ui/components/time.tsx'
import type { Previewed } from '../preview.ts'

/** The first lines of a file as they would come in. */
export const PreviewTable = ({ t, rows }: { t: T; rows: readonly Previewed[] }) => (
  <Table
    caption={t('import.preview')}
    columns={[
      { label: t('import.column-line'), numeric: true },
      { label: t('import.column-author') },
      { label: t('import.column-said') },
      { label: t('import.column-when') },
    ]}
    rows={rows.map((row) => [t.number(row.line), ...(row.message ? cells(t, row.message) : refused(t, row))])}
  />
)

const cells = (t: T, { author, subject, body, saidAt }: HeardMessage) => [
  <>
    <strong>{author.name}</strong> {author.handle && <span class="soft">{author.handle}</span>}
  </>,
  <>
    {subject && <strong>{`${short(subject)} `}</strong>}
    {short('html' in body ? body.html : body.text)}
  </>,
  <Time t={t} at={saidAt} exact />,
]

const refused = (t: T, { raw, wrong }: Previewed) => [
  '',
  <>
    <Chip tone="wine" icon="circle-x">
      {t('import.would-refuse', { reason: wrong ? t.words(wrong) : '' })}
    </Chip>{' '}
    <span class="soft">{short(raw)}</span>
  </>,
  '',
]

const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text)
