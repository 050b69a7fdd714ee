import type { T } from '../core/i18n/translator.ts'

let isSample = false

/** Called once, by whoever shows a sample company: from then on every page says so. */
export function markAsSample(): void {
  isSample = true
}

/** That nothing here is real and nothing goes out; where this is a sample. */
export const SampleBand = ({ t }: { t: T }) =>
  isSample ? (
    <aside class="sample-band" aria-label={t('ui.sample')}>
      <p>
        <b>{t('ui.sample')}</b> {t('ui.sample-says')}
      </p>
    </aside>
  ) : (
    ''
  )
