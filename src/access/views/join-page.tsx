import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Deed, Form } from '../../ui/components/form.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import type { Again } from '../form.ts'
import type { Role } from '../policy.ts'
import { timeZoneScriptPath } from '../time-zone-script.ts'
import { Asked, LanguageField, LanguageLinks, NewPassword, Prose, TimeZoneField, Wrong } from './parts.tsx'

export interface JoinProps {
  t: T
  again: Again
  secret: string
  email: string
  role: Role
  organisation: string
  timeZone: string
  languages: readonly string[]
  provider: string | undefined
}

/** An invitation, opened by whom it is for. */
export const JoinPage = (props: JoinProps) => {
  const { t, again, secret, email, role, organisation, timeZone, languages, provider } = props
  const title = t('access.join', { organisation })
  return (
    <Quiet
      t={t}
      title={title}
      name={organisation}
      corner={<LanguageLinks t={t} languages={languages} href={`/invitations/${secret}`} />}
      head={<script type="module" src={timeZoneScriptPath} />}
    >
      <h1>{title}</h1>
      <Prose>{t('access.join-intro', { role: t(`access.role-${role}`) })}</Prose>
      <Wrong again={again} />
      <Form action={`/invitations/${secret}?language=${t.language}`} data-turbo="false">
        <Asked again={{ values: { email }, errors: {} }} name="email" type="email" label={t('access.email')} readonly />
        <Asked again={again} name="name" label={t('access.your-name')} autocomplete="name" required maxlength={200} />
        <NewPassword t={t} again={again} />
        <LanguageField t={t} again={again} languages={languages} />
        <TimeZoneField t={t} again={again} otherwise={timeZone} guess />
        <Button variant="primary">{t('access.join-do')}</Button>
      </Form>
      {provider && (
        <>
          <Prose>{t('access.join-provider', { email })}</Prose>
          <Deed action="/sign-in/provider" fields={{ back: '/' }} data-turbo="false">
            <Button icon="key-round">{t('access.sign-in-provider', { provider })}</Button>
          </Deed>
        </>
      )}
    </Quiet>
  )
}

/** The way back in: a new password. */
export const NewPasswordPage = ({ t, again, secret, email }: Pick<JoinProps, 't' | 'again' | 'secret' | 'email'>) => (
  <Quiet t={t} title={t('access.new-password')}>
    <h1>{t('access.new-password')}</h1>
    <Prose>{t('access.new-password-intro', { email })}</Prose>
    <Wrong again={again} />
    <Form action={`/password/${secret}`} data-turbo="false">
      {/* For password managers, which keep the two together. */}
      <input type="hidden" name="username" value={email} autocomplete="username" />
      <NewPassword t={t} again={again} label={t('access.new-password')} />
      <Button variant="primary">{t('access.new-password-do')}</Button>
    </Form>
  </Quiet>
)

/** A link that leads nowhere any more, with why and where to go instead. */
export const DeadLinkPage = ({ t, title, said }: { t: T; title: string; said: string }) => (
  <Quiet t={t} title={title}>
    <h1>{title}</h1>
    <p>{said}</p>
    <div class="actions">
      <Button href="/sign-in" icon="log-in">
        {t('access.sign-in')}
      </Button>
    </div>
  </Quiet>
)
