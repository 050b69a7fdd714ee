import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Field, type Option } from '../../ui/components/field.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Table } from '../../ui/components/table.tsx'
import type { Alert } from '../alert.ts'

export interface AlertsCardProps {
  t: T
  queryId: string
  alerts: readonly Alert[]
  /** Whom one may have told; undefined for those who only look. */
  whom: readonly Option[] | undefined
}

const minutes = [5, 15, 60, 240, 1440] as const

/** Who is told when a query finds something, and how one more is. */
export const AlertsCard = ({ t, queryId, alerts, whom }: AlertsCardProps) => (
  <Card title={t('listening.alerts')} id="alerts">
    <p class="soft">{t(alerts.length === 0 ? 'listening.alerts-none' : 'listening.alerts-help')}</p>
    {alerts.length > 0 && (
      <Table
        caption={t('listening.alerts')}
        columns={[
          { label: t('listening.alert-whom') },
          { label: t('listening.alert-when') },
          { label: t('listening.remove'), quiet: true },
        ]}
        rows={alerts.map(({ id, user, team, times, minutes: within }) => [
          user?.name ?? team?.name ?? '',
          t('listening.alert-rule', { times, minutes: within }),
          whom ? (
            <Deed action={`/listening/alerts/${id}`} method="delete">
              <Button variant="plain" icon="trash-2" label={t('listening.remove')} />
            </Deed>
          ) : (
            ''
          ),
        ])}
      />
    )}
    {whom && (
      <Form action={`/listening/queries/${queryId}/alerts`}>
        <Field type="select" name="to" label={t('listening.alert-whom')} options={whom} value="me" />
        <Field type="number" name="times" label={t('listening.alert-times')} value={1} min={1} max={1000} required />
        <Field
          type="select"
          name="minutes"
          label={t('listening.alert-minutes')}
          value={60}
          options={minutes.map((within) => ({
            value: String(within),
            label: t('listening.alert-within', { minutes: within }),
          }))}
        />
        <div class="actions">
          <Button icon="bell">{t('listening.alert-add')}</Button>
        </div>
      </Form>
    )}
  </Card>
)
