import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { Field } from '../../ui/components/field.tsx'
import { Form } from '../../ui/components/form.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { isExposed } from '../fields.ts'
import { type Again, textOf } from '../form.ts'
import { timeZoneScriptPath } from '../time-zone-script.ts'
import { Asked, LanguageField, LanguageLinks, NewPassword, Prose, TimeZoneField, Wrong } from './parts.tsx'

export interface SetUpProps {
  t: T
  again: Again
  secret: string
  languages: readonly string[]
  /** The address this page was asked for under. */
  asked: string
  /** PUBLIC_URL, which no form changes. */
  fixed: string | undefined
}

/** The first page of all: the organisation and its first owner. */
export const SetUpPage = (props: SetUpProps) => {
  const { t, again, secret, languages } = props
  return (
    <Quiet
      t={t}
      title={t('access.set-up')}
      corner={<LanguageLinks t={t} languages={languages} href={`/set-up/${secret}`} />}
      head={<script type="module" src={timeZoneScriptPath} />}
    >
      <h1>{t('access.set-up')}</h1>
      <Prose>{t('access.set-up-intro')}</Prose>
      <Wrong again={again} />
      <Form action={`/set-up/${secret}?language=${t.language}`} data-turbo="false">
        <LanguageField t={t} again={again} languages={languages} />
        <TimeZoneField t={t} again={again} otherwise={t.language === 'es' ? 'Europe/Madrid' : 'UTC'} guess />
        <Asked
          again={again}
          name="organisation"
          label={t('access.organisation')}
          help={t('access.organisation-help')}
          autocomplete="organization"
          required
          maxlength={200}
        />
        <Address {...props} />
        <Asked again={again} name="name" label={t('access.your-name')} autocomplete="name" required maxlength={200} />
        <Asked again={again} name="email" type="email" label={t('access.email')} autocomplete="username" required />
        <NewPassword t={t} again={again} />
        <Button variant="primary" icon="house">
          {t('access.set-up-do')}
        </Button>
      </Form>
    </Quiet>
  )
}

const Address = ({ t, again, asked, fixed }: SetUpProps) =>
  fixed ? (
    <Field name="fixed_url" label={t('access.address')} value={fixed} help={t('access.address-fixed')} readonly />
  ) : (
    <AddressField t={t} again={again} otherwise={asked} />
  )

/** The public address, with its warning, and the box that says one knows. */
export const AddressField = ({ t, again, otherwise }: { t: T; again: Again; otherwise: string }) => {
  const address = textOf(again.values, 'public_url', otherwise)
  const exposed = URL.canParse(address) && isExposed(address)
  return (
    <>
      <Asked
        again={again}
        name="public_url"
        type="url"
        label={t('access.address')}
        help={t('access.address-help')}
        otherwise={otherwise}
        required
      />
      {exposed && !again.errors.public_url && <Notice tone="careful">{t('access.address-insecure')}</Notice>}
      {exposed && (
        <Field
          name="insecure"
          type="checkbox"
          label={t('access.address-insecure-known')}
          value={again.values.insecure === '1'}
        />
      )}
    </>
  )
}
