import type { T } from '../../core/i18n/translator.ts'
import { Button } from './button.tsx'

export interface CopyFieldProps {
  t: T
  label: string
  value: string
  help?: string
  id?: string
}

/** Something to take elsewhere: a link, a token. Without script it is selected and copied by hand. */
export const CopyField = ({ t, label, value, help, id = 'copy' }: CopyFieldProps) => (
  <t-copy class="field copy">
    <label class="field__label" for={id}>
      {label}
    </label>
    <div class="copy__line">
      <input
        class="field__input copy__value"
        id={id}
        readonly
        value={value}
        {...(help ? { 'aria-describedby': `${id}-help` } : {})}
      />
      <Button type="button" icon="copy" class="script-only" data-copy={id} data-copied={t('ui.copied')}>
        {t('ui.copy')}
      </Button>
    </div>
    {help && (
      <p class="field__help" id={`${id}-help`}>
        {help}
      </p>
    )}
  </t-copy>
)
