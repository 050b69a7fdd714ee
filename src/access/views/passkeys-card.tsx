import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { assetUrl } from '../../ui/assets.ts'
import { Button } from '../../ui/components/button.tsx'
import { Card } from '../../ui/components/card.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Time } from '../../ui/components/time.tsx'
import type { Again } from '../form.ts'
import type { Passkey } from '../passkey.ts'
import type { RelyingParty } from '../relying-party.ts'
import { Prose, Wrong } from './parts.tsx'

export interface PasskeysProps {
  t: T
  again: Again
  passkeys: readonly Passkey[]
  /** Whom passkeys are made for; undefined where none can be. */
  party: RelyingParty | undefined
  /** Whether it is certain that the person is still who signed in. */
  proved: boolean
  hasPassword: boolean
  /** What a passkey of this device may be called. */
  proposal: string
}

/** Somebody's own passkeys. Without script there is none to make, but all else works. */
export const Passkeys = (props: PasskeysProps) => {
  const { t, again, passkeys, party, proved } = props
  return (
    <Card title={t('access.passkeys')} id="passkeys">
      <Prose>{t('access.passkeys-why')}</Prose>
      <Wrong again={again} />
      {passkeys.length > 0 && <List {...props} />}
      {party === undefined && <Prose>{t('access.passkeys-not-here')}</Prose>}
      {proved && party && <Add {...props} party={party} />}
      {!proved && (party || passkeys.length > 0) && <Prove {...props} />}
    </Card>
  )
}

const List = ({ t, passkeys, ...here }: PasskeysProps) => (
  <ul class="stack" aria-label={t('access.passkeys')}>
    {passkeys.map((key) => (
      <li class="field">
        <Entry t={t} passkey={key} {...here} />
        <p class="field__help">
          {t('access.passkey-made')} <Time t={t} at={key.madeAt} /> ·{' '}
          {key.usedAt ? t('access.passkey-used') : t('access.passkey-unused')}{' '}
          {key.usedAt && <Time t={t} at={key.usedAt} />}{' '}
          {key.host !== here.party?.name && (
            <Chip tone="saffron">{t('access.passkey-elsewhere', { host: key.host })}</Chip>
          )}
        </p>
      </li>
    ))}
  </ul>
)

/** Its name, to be changed, and its end: two forms whose buttons stand in one line. */
const Entry = ({ t, passkey, proved }: Pick<PasskeysProps, 't' | 'proved'> & { passkey: Passkey }) => {
  const removal = `remove-${passkey.id}`
  return (
    <>
      <Form action={`/me/passkeys/${passkey.id}`} method="patch" inline>
        <Field
          name="name"
          id={`passkey-${passkey.id}`}
          label={t('access.passkey-name-of', { name: passkey.name })}
          value={passkey.name}
          quiet
          required
          maxlength={100}
        />
        <div class="actions">
          <Button>{t('access.team-rename')}</Button>
          {proved && <Button form={removal}>{t('access.passkey-remove')}</Button>}
        </div>
      </Form>
      {proved && <Form action={`/me/passkeys/${passkey.id}`} method="delete" id={removal} />}
    </>
  )
}

const Add = ({ t, party, proposal }: PasskeysProps & { party: RelyingParty }) => (
  <PasskeyScript t={t} party={party} deed="add">
    <Form action="/me/passkeys" data-turbo="false">
      <Field
        name="name"
        id="passkey-new"
        label={t('access.passkey-new-name')}
        help={t('access.passkey-new-help')}
        value={proposal}
        required
        maxlength={100}
      />
      <div class="actions">
        <Button icon="key-round">{t('access.passkey-add')}</Button>
      </div>
    </Form>
  </PasskeyScript>
)

const Prove = ({ t, again, hasPassword }: PasskeysProps) =>
  hasPassword ? (
    <Form action="/me/proof" method="put">
      <Field
        name="current"
        id="proof-password"
        type="password"
        label={t('access.current-password')}
        help={t('access.prove-help')}
        autocomplete="current-password"
        error={again.errors.current}
        required
      />
      <div class="actions">
        <Button>{t('access.prove')}</Button>
      </div>
    </Form>
  ) : (
    <Prose>{t('access.prove-by-signing-in')}</Prose>
  )

/** The way in with a passkey, beneath the form for a password. */
export const PasskeyDoor = ({ t, party, back }: { t: T; party: RelyingParty; back: string }) => (
  <PasskeyScript t={t} party={party} deed="sign-in" back={back}>
    <Prose>{t('access.sign-in-or')}</Prose>
    <Button type="button" icon="key-round">
      {t('access.sign-in-passkey')}
    </Button>
  </PasskeyScript>
)

interface ScriptProps {
  t: T
  party: RelyingParty
  deed: 'add' | 'sign-in'
  back?: string
  children?: Child
}

/** Hidden until its script has found that this browser can, at this address. */
const PasskeyScript = ({ t, party, deed, back, children }: ScriptProps) => (
  <>
    <t-passkey
      hidden
      data-deed={deed}
      data-origin={party.origin}
      data-cancelled={t('access.passkey-cancelled')}
      data-known={t('access.passkey-known')}
      data-failed={t('access.passkey-failed')}
      {...(back === undefined ? {} : { 'data-back': back })}
    >
      <div class="stack">
        {children}
        <p class="field__error" role="alert" data-said />
      </div>
    </t-passkey>
    <script type="module" src={assetUrl('passkey.js')} />
  </>
)
