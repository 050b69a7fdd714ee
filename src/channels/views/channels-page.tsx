import type { Connectors } from '../../connectors/index.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Row, Rows } from '../../ui/components/row.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Channel } from '../channel.ts'
import { StateChip } from './state-chip.tsx'

/** Every window, with how it is. */
export const ChannelsPage = ({
  shell,
  may,
  channels,
  connectors,
}: {
  shell: Shell
  may: boolean
  channels: readonly Channel[]
  connectors: Connectors
}) => {
  const { t } = shell
  const add = may && (
    <Button variant="primary" icon="plus" href="/channels/new">
      {t('channels.add')}
    </Button>
  )
  return (
    <Desk {...shell} title={t('channels.title')} current="channels">
      <PaneHead
        t={t}
        title={t('channels.title')}
        subtitle={t('channels.subtitle')}
        actions={channels.length > 0 ? add : undefined}
      />
      <PaneBody page>
        {channels.length === 0 ? (
          <Empty title={t('channels.none')} icon="ear" action={add}>
            {t('channels.none-help')}
          </Empty>
        ) : (
          <Rows id="channels" label={t('channels.title')}>
            {channels.map((channel) => (
              <ChannelRow
                shell={shell}
                channel={channel}
                name={connectors.get(channel.network)?.name ?? channel.network}
              />
            ))}
          </Rows>
        )}
      </PaneBody>
    </Desk>
  )
}

const ChannelRow = ({ shell: { t }, channel, name }: { shell: Shell; channel: Channel; name: string }) => (
  <Row
    id={`channel-${channel.id}`}
    href={`/channels/${channel.id}`}
    title={channel.name}
    lead={<Avatar name={channel.name} id={channel.id} />}
    time={channel.lastMessageAt ? <Time t={t} at={channel.lastMessageAt} still /> : undefined}
    chips={<StateChip t={t} channel={channel} />}
  >
    {[name, channel.handle].filter(Boolean).join(' · ')}
  </Row>
)
