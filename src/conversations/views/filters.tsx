import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Chip } from '../../ui/components/chip.tsx'
import { assigneesIn } from '../assignee-filter.ts'
import type { Listed } from '../listed.ts'
import { addressOf } from '../place.ts'
import { isFiltered, ReadingChips } from './reading-filters.tsx'
import { networkName } from './where.tsx'

/** What a list is narrowed to, each with its end. */
export const Filters = ({ t, listed, connectors }: { t: T; listed: Listed; connectors: Connectors }) => {
  const { place, channels } = listed
  const channel = channels.find((one) => one.id === place.channel)
  const holder = assigneesIn(listed).find(({ assignee }) => assignee === place.assignee)?.name
  if (!channel && !place.tag && !place.assignee && !place.due && !place.q && !isFiltered(place)) return null
  return (
    <p class="chips">
      {place.q && (
        <Chip tone="tile" icon="x" href={addressOf({ ...place, q: undefined, after: undefined })}>
          {t('conversations.end-search')}
        </Chip>
      )}
      {channel && (
        <Chip tone="tile" icon="x" href={addressOf({ ...place, channel: undefined, after: undefined })}>
          {t('conversations.only-channel', {
            channel: channel.name,
            network: networkName(connectors, channel.network).name,
          })}
        </Chip>
      )}
      {place.tag && (
        <Chip tone="tile" icon="x" href={addressOf({ ...place, tag: undefined, after: undefined })}>
          {place.tag}
        </Chip>
      )}
      {holder && (
        <Chip tone="tile" icon="x" href={addressOf({ ...place, assignee: undefined, after: undefined })}>
          {t('conversations.with-whom', { name: holder })}
        </Chip>
      )}
      {place.due && (
        <Chip tone="tile" icon="x" href={addressOf({ ...place, due: undefined, after: undefined })}>
          {t(`conversations.due-${place.due}`)}
        </Chip>
      )}
      <ReadingChips t={t} place={place} />
    </p>
  )
}
