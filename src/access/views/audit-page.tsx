import { Button } from '../../ui/components/button.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Pager } from '../../ui/components/pager.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Member } from '../list-users.ts'
import { HousePage, type HouseProps } from './house-page.tsx'

export interface AuditLine {
  at: Date
  said: string
  conversationId: string | null
}

export interface AuditProps extends HouseProps {
  lines: readonly AuditLine[]
  members: readonly Member[]
  kinds: readonly { kind: string; label: string }[]
  chosen: { by: string; kind: string }
  older: string | undefined
}

/** Who did what, and when. */
export const AuditPage = ({ lines, members, kinds, chosen, older, ...house }: AuditProps) => {
  const { t } = house.shell
  const everything = { value: '', label: t('access.audit-all') }
  return (
    <HousePage {...house} path="/audit" title={t('access.audit')} intro={t('access.audit-intro')}>
      <Form action="/audit" method="get" inline>
        <Field
          name="by"
          type="select"
          label={t('access.audit-who')}
          value={chosen.by}
          options={[everything, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Field
          name="kind"
          type="select"
          label={t('access.audit-kind')}
          value={chosen.kind}
          options={[everything, ...kinds.map(({ kind, label }) => ({ value: kind, label }))]}
        />
        <Button icon="filter">{t('access.audit-filter')}</Button>
      </Form>
      {lines.length === 0 ? (
        <Empty title={t('access.audit-none')} icon="history" />
      ) : (
        <Table
          caption={t('access.audit')}
          columns={[{ label: t('access.audit-when') }, { label: t('access.audit-what') }]}
          rows={lines.map(({ at, said, conversationId }) => [
            <Time t={t} at={at} />,
            <>
              {said}{' '}
              {conversationId && <a href={`/conversations/${conversationId}`}>{t('access.audit-conversation')}</a>}
            </>,
          ])}
        />
      )}
      <Pager t={t} older={older} />
    </HousePage>
  )
}
