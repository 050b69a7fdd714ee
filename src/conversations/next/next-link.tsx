import type { T } from '../../core/i18n/translator.ts'
import { Button } from '../../ui/components/button.tsx'
import { type Place, queryOf } from '../place.ts'

/** Where the next one that needs us is asked for, going on from the one that is open. */
export function nextAddress(place: Place | undefined, from: string | undefined): string {
  const query = new URLSearchParams(place ? queryOf({ ...place, after: undefined }) : '')
  if (from) query.set('from', from)
  const text = query.toString()
  return text ? `/conversations/next?${text}` : '/conversations/next'
}

export const NextLink = ({ t, place, from }: { t: T; place: Place; from: string | undefined }) => (
  <Button
    variant="plain"
    icon="arrow-right"
    label={t('conversations.next')}
    href={nextAddress(place, from)}
    data-key="n"
    data-command={t('conversations.next')}
    data-turbo-prefetch="false"
  />
)
