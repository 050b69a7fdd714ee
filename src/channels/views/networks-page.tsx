import type { Connector, Connectors } from '../../connectors/index.ts'
import { Avatar } from '../../ui/components/avatar.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Row, Rows } from '../../ui/components/row.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'

/** Choosing the network of a new window. */
export const NetworksPage = ({ shell, connectors }: { shell: Shell; connectors: Connectors }) => {
  const { t } = shell
  return (
    <Desk {...shell} title={t('channels.add')} current="channels">
      <PaneHead t={t} title={t('channels.add')} subtitle={t('channels.add-help')} back="/channels" />
      <PaneBody page>
        <Rows id="networks" label={t('channels.networks')}>
          {[...connectors.values()].map((connector) => (
            <Row
              id={`network-${connector.network}`}
              href={`/channels/new/${connector.network}`}
              title={connector.name}
              lead={<Avatar name={connector.name} />}
            >
              {t(about(connector))}
            </Row>
          ))}
        </Rows>
      </PaneBody>
    </Desk>
  )
}

/** What one can expect of a network, from what its connector offers. */
function about({ speak, newest, stream }: Connector): string {
  if (!speak) return 'channels.about-hears'
  return newest || stream ? 'channels.about-both' : 'channels.about-posted'
}
