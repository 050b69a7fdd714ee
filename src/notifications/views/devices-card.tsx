import type { T } from '../../core/i18n/translator.ts'
import { assetUrl } from '../../ui/assets.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Device } from '../push/device.ts'

export interface DevicesProps {
  t: T
  devices: readonly Device[]
  /** The key by which push services know us. */
  pushKey: string
}

/** The browsers in which somebody is told. */
export const DevicesCard = ({ t, devices, pushKey }: DevicesProps) => (
  <Card title={t('notifications.devices')} id="devices">
    <p class="soft">{t('notifications.devices-intro')}</p>
    {devices.length > 0 && <Devices t={t} devices={devices} />}
    {!devices.some(({ isThis }) => isThis) && (
      <t-push
        data-key={pushKey}
        data-lacks={t('notifications.push-lacks')}
        data-insecure={t('notifications.push-insecure')}
        data-denied={t('notifications.push-denied')}
        data-failed={t('notifications.push-failed-here')}
      >
        <noscript>
          <p class="soft">{t('notifications.push-no-script')}</p>
        </noscript>
        <div hidden data-offer="">
          <Button type="button" icon="bell">
            {t('notifications.push-on')}
          </Button>
        </div>
        <p role="status" data-said="" />
        <script type="module" src={assetUrl('push.js')} />
      </t-push>
    )}
  </Card>
)

const Devices = ({ t, devices }: Pick<DevicesProps, 't' | 'devices'>) => (
  <Table
    caption={t('notifications.devices')}
    columns={[
      { label: t('notifications.device') },
      { label: t('notifications.device-told') },
      { label: t('notifications.device-deeds'), quiet: true },
    ]}
    rows={devices.map((device) => [
      <>
        {device.name} {device.isThis && <Chip tone="tile">{t('notifications.device-this')}</Chip>}
      </>,
      device.toldAt ? <Time t={t} at={device.toldAt} /> : t('notifications.device-never'),
      <Deeds t={t} id={device.id} />,
    ])}
  />
)

const Deeds = ({ t, id }: { t: T; id: string }) => (
  <div class="actions">
    <Deed action={`/me/devices/${id}/trial`}>
      <Button small icon="send">
        {t('notifications.device-try')}
      </Button>
    </Deed>
    <Deed action={`/me/devices/${id}`} method="delete">
      <Button small icon="bell-off">
        {t('notifications.device-end')}
      </Button>
    </Deed>
  </div>
)
