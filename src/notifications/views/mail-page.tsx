import { type Again, Asked, HouseFrame, type HouseProps, Wrong } from '../../access/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { Words } from '../../lib/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Facts } from '../../ui/components/pane.tsx'
import { type MailRoad, usualPort } from '../mail-road.ts'

export interface MailProps extends HouseProps {
  road: MailRoad | undefined
  again: Again
  /** Where a test would go. */
  myAddress: string
  done: 'saved' | 'forgotten' | 'sent' | undefined
  failure: Words | undefined
}

/** How letters leave the house. */
export const MailPage = (props: MailProps) => {
  const { road, again, myAddress, done, failure, ...house } = props
  const { t } = house.shell
  return (
    <HouseFrame
      {...house}
      path="/settings/mail"
      title={t('notifications.mail-settings')}
      intro={t('notifications.mail-intro')}
    >
      {failure && <Notice tone="error">{t.words(failure)}</Notice>}
      {done && <Notice tone="good">{t(`notifications.mail-done-${done}`, { address: myAddress })}</Notice>}
      {!road && <Notice>{t('notifications.mail-none')}</Notice>}
      {road?.fixed ? <Fixed t={t} road={road} /> : <Settings t={t} road={road} again={again} />}
      {road && <TryIt t={t} road={road} myAddress={myAddress} />}
    </HouseFrame>
  )
}

const Fixed = ({ t, road }: { t: T; road: MailRoad }) => (
  <Card>
    <p>{t('notifications.mail-fixed')}</p>
    <Facts
      facts={[
        { label: t('notifications.mail-host'), value: `${road.host}:${road.port}` },
        { label: t('notifications.mail-security'), value: t(`notifications.security-${road.security}`) },
        ...(road.user === undefined ? [] : [{ label: t('notifications.mail-user'), value: road.user }]),
        { label: t('notifications.mail-sender'), value: road.sender },
      ]}
    />
  </Card>
)

const Settings = ({ t, road, again }: { t: T; road: MailRoad | undefined; again: Again }) => (
  <Card>
    <Wrong again={again} />
    <Form action="/settings/mail" method="put">
      <Server t={t} road={road} again={again} />
      <Asked
        again={again}
        name="user"
        label={t('notifications.mail-user')}
        help={t('notifications.mail-user-help')}
        otherwise={road?.user ?? ''}
        autocomplete="off"
        maxlength={320}
      />
      <Asked
        again={again}
        name="password"
        type="password"
        label={t('notifications.mail-password')}
        help={t(road?.password === undefined ? 'notifications.mail-password-help' : 'notifications.mail-password-kept')}
        autocomplete="new-password"
        maxlength={1000}
      />
      <Asked
        again={again}
        name="sender"
        label={t('notifications.mail-sender')}
        help={t('notifications.mail-sender-help')}
        otherwise={road?.sender ?? ''}
        placeholder="hola@example.org"
        required
        maxlength={320}
      />
      <div class="actions">
        <Button variant="primary">{t('notifications.save')}</Button>
      </div>
    </Form>
  </Card>
)

const Server = ({ t, road, again }: { t: T; road: MailRoad | undefined; again: Again }) => (
  <>
    <Asked
      again={again}
      name="host"
      label={t('notifications.mail-host')}
      help={t('notifications.mail-host-help')}
      otherwise={road?.host ?? ''}
      placeholder="smtp.example.org"
      required
      maxlength={253}
      spellcheck="false"
    />
    <Asked
      again={again}
      name="security"
      type="select"
      label={t('notifications.mail-security')}
      otherwise={road?.security ?? 'starttls'}
      options={(['starttls', 'tls', 'none'] as const).map((it) => ({
        value: it,
        label: t(`notifications.security-${it}`),
      }))}
    />
    <Asked
      again={again}
      name="port"
      type="number"
      label={t('notifications.mail-port')}
      help={t('notifications.mail-port-help')}
      otherwise={String(road?.port ?? usualPort.starttls)}
      min={1}
      max={65535}
      required
    />
  </>
)

const TryIt = ({ t, road, myAddress }: { t: T; road: MailRoad; myAddress: string }) => (
  <Card title={t('notifications.mail-try')}>
    <p class="soft">{t('notifications.mail-try-help')}</p>
    <div class="actions">
      <Deed action="/settings/mail/test">
        <Button icon="send">{t('notifications.mail-try-button', { address: myAddress })}</Button>
      </Deed>
      {!road.fixed && (
        <Deed action="/settings/mail" method="delete">
          <Button variant="danger">{t('notifications.mail-forget')}</Button>
        </Deed>
      )}
    </div>
  </Card>
)
