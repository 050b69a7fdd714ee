import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import type { Again } from '../form.ts'
import type { RelyingParty } from '../relying-party.ts'
import { Asked, LanguageLinks, Prose, Wrong } from './parts.tsx'
import { PasskeyDoor } from './passkeys-card.tsx'

export interface SignInProps {
  t: T
  again: Again
  languages: readonly string[]
  /** Who the page speaks for. */
  organisation: string | undefined
  /** Where to go afterwards, on this site. */
  back: string
  /** The name of the organisation's identity provider, when there is one. */
  provider: string | undefined
  /** Whom passkeys are made for; undefined where none can be. */
  party: RelyingParty | undefined
}

export const SignInPage = ({ t, again, languages, organisation, back, provider, party }: SignInProps) => (
  <Quiet
    t={t}
    title={t('access.sign-in')}
    {...(organisation ? { name: organisation } : {})}
    corner={<LanguageLinks t={t} languages={languages} href={`/sign-in?back=${encodeURIComponent(back)}`} />}
  >
    <h1>{t('access.sign-in')}</h1>
    <Wrong again={again} />
    {provider && (
      <>
        <Deed action="/sign-in/provider" fields={{ back }} data-turbo="false">
          <Button icon="key-round">{t('access.sign-in-provider', { provider })}</Button>
        </Deed>
        <Prose>{t('access.sign-in-or')}</Prose>
      </>
    )}
    <Form action={`/sign-in?language=${t.language}`} data-turbo="false">
      <input type="hidden" name="back" value={back} />
      <Asked
        again={again}
        name="email"
        type="email"
        label={t('access.email')}
        autocomplete={party ? 'username webauthn' : 'username'}
        required
      />
      <Asked
        again={again}
        name="password"
        type="password"
        label={t('access.password')}
        autocomplete="current-password"
        required
      />
      <Button variant="primary" icon="log-in">
        {t('access.sign-in')}
      </Button>
    </Form>
    {party && <PasskeyDoor t={t} party={party} back={back} />}
    <Prose>{t('access.sign-in-lost')}</Prose>
  </Quiet>
)

/** The second step: the code. */
export const SecondStepPage = ({
  t,
  again,
  organisation,
  back,
}: Omit<SignInProps, 'provider' | 'languages' | 'party'>) => (
  <Quiet t={t} title={t('access.second-step')} {...(organisation ? { name: organisation } : {})}>
    <h1>{t('access.second-step')}</h1>
    <Prose>{t('access.second-step-intro')}</Prose>
    <Wrong again={again} />
    <Form action={`/sign-in/second-step?language=${t.language}`} data-turbo="false">
      <input type="hidden" name="back" value={back} />
      <Asked
        again={again}
        name="code"
        label={t('access.code')}
        help={t('access.code-help')}
        autocomplete="one-time-code"
        spellcheck="false"
        required
        autofocus
        maxlength={20}
      />
      <Button variant="primary">{t('access.go-on')}</Button>
    </Form>
    <Prose>
      <a href="/sign-in">{t('access.other-account')}</a>
    </Prose>
  </Quiet>
)
