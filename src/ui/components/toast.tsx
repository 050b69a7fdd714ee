import type { T } from '../../core/i18n/translator.ts'
import { Icon } from '../icons.tsx'
import { Button } from './button.tsx'
import { Deed } from './form.tsx'

/** What was just done, said once on the next page; with the way back where there is one. */
export interface Flash {
  text: string
  tone?: 'good' | 'error'
  undo?: { action: string; method?: 'post' | 'put' | 'patch' | 'delete'; fields?: Record<string, string> }
}

export const Toast = ({ t, flash }: { t: T; flash: Flash }) => (
  <t-toast class={flash.tone === 'error' ? 'toast toast--error' : 'toast'} data-turbo-temporary="">
    <Icon name={flash.tone === 'error' ? 'circle-alert' : 'check'} />
    <p class="toast__text">{flash.text}</p>
    {flash.undo && (
      <Deed action={flash.undo.action} method={flash.undo.method ?? 'post'} fields={flash.undo.fields ?? {}}>
        <Button variant="plain" icon="undo-2" small data-key="z">
          {t('ui.undo')}
        </Button>
      </Deed>
    )}
    <Button variant="plain" icon="x" label={t('ui.dismiss')} type="button" small class="script-only" data-dismiss="" />
  </t-toast>
)

/** Where toasts and spoken news appear. Also the target of live ones: `<turbo-stream action="append" target="toasts">`. */
export const Toasts = ({ t, flash }: { t: T; flash?: Flash | undefined }) => (
  <div id="toasts" class="toasts" role="status" aria-live="polite">
    {flash && <Toast t={t} flash={flash} />}
  </div>
)
