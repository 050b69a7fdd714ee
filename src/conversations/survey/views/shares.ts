import type { T } from '../../../core/i18n/translator.ts'
import type { Share } from '../wilson.ts'

const percent = (t: T, share: number): string =>
  new Intl.NumberFormat(t.language, { style: 'percent', maximumFractionDigits: 0 }).format(share)

/** The share as a person reads it; a dash where nobody answered. */
export const rateIn = (t: T, { share }: Share): string => (share === undefined ? '–' : percent(t, share))

/** What fills a sentence about a share. */
export const shareIn = (t: T, it: Share) => ({
  share: rateIn(t, it),
  from: percent(t, it.from),
  to: percent(t, it.to),
  of: it.of,
  count: it.n,
})
