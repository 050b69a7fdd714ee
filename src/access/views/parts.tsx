import type { Child } from 'hono/jsx'
import type { T } from '../../core/i18n/translator.ts'
import { Field, type FieldProps } from '../../ui/components/field.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { passwordLength } from '../auth.ts'
import { languageName, timeZones } from '../fields.ts'
import { type Again, textOf } from '../form.ts'
import { type Role, roles } from '../policy.ts'

/** What is wrong with the whole form, above it. */
export const Wrong = ({ again }: { again: Again }) =>
  again.message === undefined ? null : <Notice tone="error">{again.message}</Notice>

/** A field that shows again what was written, and what is wrong with it. */
export const Asked = ({ again, otherwise, ...field }: FieldProps & { again: Again; otherwise?: string }) => {
  const value = field.type === 'password' ? undefined : textOf(again.values, field.name, otherwise ?? '')
  return <Field {...field} value={value} error={again.errors[field.name]} />
}

interface PartProps {
  t: T
  again: Again
  otherwise?: string
  help?: string
  label?: string
  name?: string
}

export const NewPassword = ({ t, again, label, name = 'password' }: PartProps) => (
  <Asked
    again={again}
    name={name}
    type="password"
    label={label ?? t('access.password')}
    help={t('access.password-help')}
    autocomplete="new-password"
    required
    minlength={passwordLength.min}
    maxlength={passwordLength.max}
  />
)

export const LanguageField = ({
  t,
  again,
  otherwise,
  help,
  languages,
}: PartProps & { languages: readonly string[] }) => (
  <Asked
    again={again}
    name="language"
    type="select"
    label={t('access.language')}
    otherwise={otherwise ?? t.language}
    {...(help ? { help } : {})}
    options={languages.map((code) => ({ value: code, label: languageName(code) }))}
  />
)

/** With `guess`, the browser's own zone is chosen unless the reader has chosen one (`time-zone-script.ts`). */
export const TimeZoneField = ({ t, again, otherwise, guess }: PartProps & { guess?: boolean }) => {
  const chosen = textOf(again.values, 'time_zone', otherwise ?? 'UTC')
  const listed = timeZones.includes(chosen) ? timeZones : [chosen, ...timeZones]
  return (
    <Asked
      again={again}
      name="time_zone"
      type="select"
      label={t('access.time-zone')}
      otherwise={chosen}
      options={listed.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      {...(guess && again.values.time_zone === undefined ? { 'data-guess-time-zone': '' } : {})}
    />
  )
}

/** The roles somebody may give, with what each may do. */
export const roleOptions = (t: T, given: (role: Role) => boolean) =>
  roles.filter(given).map((role) => ({
    value: role,
    label: t(`access.role-${role}`),
    help: t(`access.role-${role}-help`),
  }))

/** The page in the other languages, for those who cannot read this one. */
export const LanguageLinks = ({ t, languages, href }: { t: T; languages: readonly string[]; href: string }) => (
  <nav aria-label={t('access.language')} class="actions">
    {languages
      .filter((code) => code !== t.language)
      .map((code) => (
        <a href={`${href}${href.includes('?') ? '&' : '?'}language=${code}`} lang={code} hreflang={code}>
          {languageName(code)}
        </a>
      ))}
  </nav>
)

export const Prose = ({ children }: { children?: Child }) => <p class="soft">{children}</p>
