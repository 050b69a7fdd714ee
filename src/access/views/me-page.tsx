import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Choices, Field } from '../../ui/components/field.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Time } from '../../ui/components/time.tsx'
import { Desk, type Shell } from '../../ui/desk.tsx'
import { type Again, blank, textOf } from '../form.ts'
import type { Me } from '../me.ts'
import type { RelyingParty } from '../relying-party.ts'
import { Asked, LanguageField, NewPassword, Prose, TimeZoneField, Wrong } from './parts.tsx'
import { Passkeys } from './passkeys-card.tsx'

export interface MeProps {
  shell: Shell
  me: Me
  /** Which of the forms is to be filled in again. */
  again?: { form: 'profile' | 'password' | 'second-step' | 'passkeys'; again: Again }
  /** What was just done: a message key. */
  done?: string | undefined
  languages: readonly string[]
  /** Whom passkeys are made for; undefined where none can be. */
  party: RelyingParty | undefined
  /** Whether it is certain that the person is still who signed in. */
  proved: boolean
  /** What a passkey of this device may be called. */
  proposal: string
}

/** What one of us decides for themselves. */
export const MePage = ({ shell, me, again, done, languages, ...here }: MeProps) => {
  const { t } = shell
  const of = (form: string): Again => (again?.form === form ? again.again : blank)
  return (
    <Desk {...shell} title={t('access.me')} current="me">
      <PaneHead t={t} title={t('access.me')} subtitle={me.email} actions={<Further menu={shell.menu} />} />
      <PaneBody page>
        {done && <Notice tone="good">{t(done)}</Notice>}
        <Profile t={t} me={me} again={of('profile')} languages={languages} />
        <Password t={t} again={of('password')} hasOne={me.hasPassword} email={me.email} />
        {me.hasPassword && <SecondStep t={t} again={of('second-step')} on={me.secondStep} />}
        <Passkeys t={t} again={of('passkeys')} passkeys={me.passkeys} hasPassword={me.hasPassword} {...here} />
        <Sessions t={t} sessions={me.sessions} />
      </PaneBody>
    </Desk>
  )
}

/** What else of one's own stands behind one's name. */
const Further = ({ menu }: Pick<Shell, 'menu'>) =>
  menu.flatMap((item) =>
    'href' in item && item.href !== '/me' ? (
      <Button href={item.href} {...(item.icon ? { icon: item.icon } : {})}>
        {item.label}
      </Button>
    ) : (
      []
    ),
  )

const Profile = ({ t, me, again, languages }: { t: T; me: Me; again: Again; languages: readonly string[] }) => (
  <Card title={t('access.me-profile')}>
    <Wrong again={again} />
    <Form action="/me" method="patch">
      <Asked
        again={again}
        name="name"
        label={t('access.name')}
        help={t('access.name-help')}
        otherwise={me.name}
        autocomplete="name"
        required
        maxlength={200}
      />
      <LanguageField t={t} again={again} otherwise={me.language} languages={languages} />
      <TimeZoneField t={t} again={again} otherwise={me.timeZone} />
      <Choices
        name="scheme"
        label={t('access.scheme')}
        value={textOf(again.values, 'scheme', me.scheme)}
        options={(['system', 'light', 'dark'] as const).map((it) => ({ value: it, label: t(`access.scheme-${it}`) }))}
      />
      <Choices
        name="density"
        label={t('access.density')}
        value={textOf(again.values, 'density', me.density)}
        options={(['roomy', 'compact'] as const).map((it) => ({ value: it, label: t(`access.density-${it}`) }))}
      />
      <Choices
        name="undo_seconds"
        label={t('access.undo-send')}
        value={textOf(again.values, 'undo_seconds', String(me.undoSeconds))}
        options={(['10', '0'] as const).map((it) => ({ value: it, label: t(`access.undo-send-${it}`) }))}
      />
      <div class="actions">
        <Button variant="primary">{t('access.save')}</Button>
      </div>
    </Form>
  </Card>
)

const Password = ({ t, again, hasOne, email }: { t: T; again: Again; hasOne: boolean; email: string }) => (
  <Card title={t('access.me-password')}>
    <Wrong again={again} />
    <Form action="/me/password" method="put">
      <input type="hidden" name="username" value={email} autocomplete="username" />
      {hasOne && (
        <Asked
          again={again}
          name="current"
          type="password"
          label={t('access.current-password')}
          autocomplete="current-password"
          required
        />
      )}
      <NewPassword t={t} again={again} label={t('access.new-password')} />
      <div class="actions">
        <Button>{t('access.change-password')}</Button>
        <span class="soft">{t('access.change-password-help')}</span>
      </div>
    </Form>
  </Card>
)

const SecondStep = ({ t, again, on }: { t: T; again: Again; on: boolean }) => (
  <Card
    title={t('access.me-second-step')}
    actions={
      <Chip tone={on ? 'olive' : 'plain'} icon={on ? 'shield-check' : 'shield'}>
        {t(on ? 'access.second-step-on' : 'access.second-step-off')}
      </Chip>
    }
  >
    <Prose>{t('access.second-step-why')}</Prose>
    <Wrong again={again} />
    <Form action="/me/second-step" method={on ? 'delete' : 'post'} data-turbo="false">
      <Field
        name="password"
        id="field-second-step-password"
        type="password"
        label={t('access.current-password')}
        autocomplete="current-password"
        error={again.errors.password}
        required
      />
      <div class="actions">
        <Button>{t(on ? 'access.second-step-end' : 'access.second-step-begin')}</Button>
      </div>
    </Form>
    {on && <NewCodes t={t} />}
  </Card>
)

const NewCodes = ({ t }: { t: T }) => (
  <Form action="/me/second-step/backup-codes" inline data-turbo="false">
    <Field
      name="password"
      id="field-backup-password"
      type="password"
      label={t('access.current-password')}
      autocomplete="current-password"
      required
    />
    <Button>{t('access.second-step-codes')}</Button>
  </Form>
)

const Sessions = ({ t, sessions }: { t: T; sessions: Me['sessions'] }) => (
  <Card
    title={t('access.me-sessions')}
    actions={
      <Deed action="/me/sessions" method="delete">
        <Button icon="log-out">{t('access.sign-out-everywhere')}</Button>
      </Deed>
    }
  >
    <Table
      caption={t('access.me-sessions')}
      columns={[
        { label: t('access.browser') },
        { label: t('access.session-from') },
        { label: t('access.session-since') },
        { label: t('access.deeds'), quiet: true },
      ]}
      rows={sessions.map((session) => [
        session.browser
          ? t('access.browser-on', { browser: session.browser.name, system: session.browser.system })
          : t('access.browser-unknown'),
        session.address ?? '',
        <Time t={t} at={session.since} />,
        session.isThis ? (
          <Chip tone="tile">{t('access.this-session')}</Chip>
        ) : (
          <Deed action={`/me/sessions/${session.id}`} method="delete">
            <Button small>{t('access.end-session')}</Button>
          </Deed>
        ),
      ])}
    />
  </Card>
)
