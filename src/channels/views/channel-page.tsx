import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { CopyField } from '../../ui/components/copy-field.tsx'
import { Deed } from '../../ui/components/form.tsx'
import { PaneBody, PaneHead, Section } from '../../ui/components/pane.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import type { Channel } from '../channel.ts'
import type { Details } from '../details.ts'
import { ChannelHealth } from './channel-health.tsx'

interface Props {
  shell: Shell
  may: boolean
  mayImport: boolean
  channel: Channel
  details: Details
  connectors: Connectors
  incoming: Incoming
}

/** Where messages are posted to, and what the other side needs for it. */
export interface Incoming {
  address: string
  toCopy: readonly { label: string; value: string }[]
}

/** A window: how it is, what could not be understood, what the daily check found. */
export const ChannelPage = ({ shell, may, mayImport, channel, details, connectors, incoming }: Props) => {
  const { t } = shell
  const connector = connectors.get(channel.network)
  const subtitle = [connector?.name ?? channel.network, channel.handle].filter(Boolean).join(' · ')
  const mayChange = may && !channel.removedAt
  return (
    <Desk {...shell} title={channel.name} current="channels">
      <PaneHead
        t={t}
        title={channel.name}
        subtitle={subtitle}
        back="/channels"
        actions={mayChange ? <Actions t={t} channel={channel} /> : undefined}
      />
      <PaneBody page>
        <ChannelHealth t={t} channel={channel} details={details} />
        <div class="actions">
          <Button href={`/conversations?view=open&channel=${channel.id}`} icon="inbox">
            {t('channels.conversations')}
          </Button>
          {mayImport && !channel.removedAt && (
            <Button href={`/imports/new?channel=${channel.id}`} icon="upload">
              {t('channels.import')}
            </Button>
          )}
        </div>
        {connector?.webhook && <IncomingPart shell={shell} incoming={incoming} />}
        <Refused t={t} details={details} />
        <Reconciled t={t} details={details} />
        {mayChange && (
          <Section title={t('channels.take-down')}>
            <p>{t('channels.take-down-help')}</p>
            <div class="actions">
              <Deed action={`/channels/${channel.id}`} method="delete">
                <Button variant="danger" icon="trash-2">
                  {t('channels.take-down-deed', { name: channel.name })}
                </Button>
              </Deed>
            </div>
          </Section>
        )}
      </PaneBody>
    </Desk>
  )
}

const Actions = ({ t, channel }: { t: T; channel: Channel }) => (
  <>
    <Button href={`/channels/${channel.id}/settings`} icon="settings">
      {t('channels.settings')}
    </Button>
    <Deed action={`/channels/${channel.id}/pause`} method={channel.pausedAt ? 'delete' : 'put'}>
      <Button icon={channel.pausedAt ? 'play' : 'pause'}>
        {t(channel.pausedAt ? 'channels.resume' : 'channels.pause')}
      </Button>
    </Deed>
  </>
)

const IncomingPart = ({ shell: { t }, incoming }: { shell: Shell; incoming: Incoming }) => (
  <Section title={t('channels.incoming')}>
    <p>{t('channels.incoming-help')}</p>
    <CopyField t={t} id="incoming-address" label={t('channels.incoming-address')} value={incoming.address} />
    {incoming.toCopy.map(({ label, value }, at) => (
      <CopyField t={t} id={`incoming-${at}`} label={t(label)} value={value} />
    ))}
  </Section>
)

const Refused = ({ t, details: { refused } }: { t: T; details: Details }) =>
  refused.length === 0 ? null : (
    <Section title={t('channels.refused')}>
      <p>{t('channels.refused-help')}</p>
      <Table
        caption={t('channels.refused')}
        columns={[
          { label: t('channels.refused-when') },
          { label: t('channels.refused-why') },
          { label: t('channels.refused-what') },
        ]}
        rows={refused.map((item) => [
          <Time t={t} at={item.refusedAt} />,
          t.words(item.reason),
          <code class="excerpt">{item.excerpt.slice(0, 160)}</code>,
        ])}
      />
    </Section>
  )

const Reconciled = ({ t, details: { reconciliations } }: { t: T; details: Details }) =>
  reconciliations.length === 0 ? null : (
    <Section title={t('channels.reconciled')}>
      <ul>
        {reconciliations.map((one) => (
          <li>
            <Time t={t} at={one.doneAt} />: {t('channels.reconciled-line', { seen: one.seen, missing: one.missing })}
          </li>
        ))}
      </ul>
    </Section>
  )
