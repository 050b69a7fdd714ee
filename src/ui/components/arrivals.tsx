import type { T } from '../../core/i18n/translator.ts'
import { Icon } from '../icons.tsx'

/**
 * "3 new": what arrived for a list while somebody was reading further down. It stands before the list; live rows come
 * as `<turbo-stream action="arrive" target="LIST-ID">` and wait here until it is pressed or the list is at its top.
 */
export const Arrivals = ({ t, list }: { t: T; list: string }) => (
  <button
    type="button"
    class="arrivals"
    hidden
    data-arrivals={list}
    data-forms={JSON.stringify(pluralForms(t, 'ui.new-items'))}
  >
    <span data-arrivals-text="" />
    <Icon name="arrow-up" size="small" />
  </button>
)

/** A counted sentence in each of the language's plural forms, with `{n}` for the number, for the browser to choose from. */
export function pluralForms(t: T, key: string): Record<string, string> {
  const rules = new Intl.PluralRules(t.language)
  const forms: Record<string, string> = {}
  for (let count = 0; count <= 200; count++) {
    const category = rules.select(count)
    forms[category] ??= t(key, { count }).replace(t.number(count), '{n}')
  }
  return forms
}
