import type { Channel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import { Arrivals } from '../../ui/components/arrivals.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Chip } from '../../ui/components/chip.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Menu, type MenuItem } from '../../ui/components/menu.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Pager } from '../../ui/components/pager.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Rows } from '../../ui/components/row.tsx'
import { Search } from '../../ui/components/search.tsx'
import { type Tab, Tabs } from '../../ui/components/tabs.tsx'
import { countedTo, type InboxView } from '../inbox.ts'
import { type Listed, orderOf } from '../listed.ts'
import { addressOf, type Place, queryOf } from '../place.ts'
import { isFiltered, ReadingChips, ReadingMenu } from './reading-filters.tsx'
import { ConversationRow } from './row.tsx'
import { networkName } from './where.tsx'

export interface InboxListProps {
  t: T
  connectors: Connectors
  listed: Listed
  /** The conversation that stands open beside the list. */
  currentId?: string | undefined
  mayConnect: boolean
  /** The page's first heading is elsewhere. */
  isBeside: boolean
}

/** The list's pane: search, views, and the conversations of one of them. */
export const InboxList = (props: InboxListProps) => {
  const { t, listed, connectors, isBeside } = props
  const { place } = listed
  return (
    <>
      <PaneHead
        t={t}
        title={place.q ? t('conversations.search-title') : t(`conversations.view-${place.view}`)}
        level={isBeside ? 2 : 1}
        actions={
          <>
            <ReadingMenu t={t} place={place} topics={listed.topics} />
            <MoreViews t={t} place={place} channels={listed.channels} connectors={connectors} />
          </>
        }
      >
        <Search
          action="/conversations"
          label={t('conversations.search')}
          value={place.q ?? ''}
          shortcut="/"
          fields={{}}
        />
        {!place.q && <Tabs label={t('conversations.views')} tabs={tabs(t, listed)} />}
        <Filters t={t} listed={listed} connectors={connectors} />
        {place.view === 'needs' && !place.q && <Order t={t} place={place} />}
      </PaneHead>
      <PaneBody keep="inbox-scroll">
        {listed.complaint && <Notice tone="careful">{t.words(listed.complaint)}</Notice>}
        <List {...props} />
      </PaneBody>
    </>
  )
}

/** Live rows arrive where `data-inbox` names their view; a list that is filtered has none. */
const List = (props: InboxListProps) => {
  const { t, listed, connectors, currentId } = props
  const { place } = listed
  const isPart = place.q || place.channel || place.tag || place.after || isFiltered(place)
  const live = isPart ? {} : { 'data-inbox': listed.liveName, 'data-order': orderOf(place) }
  return (
    <div {...live}>
      <Arrivals t={t} list="inbox-list" />
      <Rows id="inbox-list" label={t(place.q ? 'conversations.search-title' : `conversations.view-${place.view}`)}>
        {listed.rows.map((row) => (
          <ConversationRow
            t={t}
            row={row}
            network={networkName(connectors, row.channel.network)}
            query={queryOf(place)}
            current={row.id === currentId}
            found={listed.found.get(row.id)}
          />
        ))}
      </Rows>
      {listed.rows.length === 0 && <Nothing {...props} />}
      <Pager
        t={t}
        older={listed.after && addressOf({ ...place, after: listed.after })}
        newer={place.after && addressOf({ ...place, after: undefined })}
      />
    </div>
  )
}

/** A number beside a view; beyond the count it says "more". */
export const shown = (t: T, count: number): string | number => (count > countedTo ? `${t.number(countedTo)}+` : count)

function tabs(t: T, { place, counts, hasTeams }: Listed): Tab[] {
  const near: InboxView[] = ['needs', 'mine', ...(hasTeams ? (['team'] as const) : []), 'unassigned']
  const views = near.includes(place.view) ? near : [...near, place.view]
  return views.map((view) => {
    const count = view in counts ? counts[view as keyof typeof counts] : 0
    return {
      href: addressOf({ view }),
      label: t(`conversations.tab-${view}`),
      current: view === place.view,
      countId: tabCountId(view),
      ...(count > 0 ? { count: shown(t, count) } : {}),
    }
  })
}

/** Where live changes write the number of a view. */
export const tabCountId = (view: InboxView): string => `tab-count-${view}`

const MoreViews = (props: { t: T; place: Place; channels: readonly Channel[]; connectors: Connectors }) => {
  const { t, place, channels, connectors } = props
  const views: MenuItem[] = [
    { label: t('conversations.tab-open'), icon: 'inbox', href: addressOf({ view: 'open' }), key: 'g o' },
    { label: t('conversations.tab-snoozed'), icon: 'alarm-clock', href: addressOf({ view: 'snoozed' }) },
    { label: t('conversations.tab-closed'), icon: 'check', href: addressOf({ view: 'closed' }) },
  ]
  const windows = channels.map(
    (channel): MenuItem => ({
      label: t('conversations.only-channel', {
        channel: channel.name,
        network: networkName(connectors, channel.network).name,
      }),
      icon: 'filter',
      href: addressOf({ view: place.view, channel: channel.id }),
    }),
  )
  return (
    <Menu
      id="inbox-views"
      button={{ icon: 'filter', variant: 'plain', label: t('conversations.more-views') }}
      items={[...views, ...windows]}
    />
  )
}

const Filters = ({ t, listed, connectors }: { t: T; listed: Listed; connectors: Connectors }) => {
  const { place, channels } = listed
  const channel = channels.find((one) => one.id === place.channel)
  if (!channel && !place.tag && !place.q && !isFiltered(place)) return null
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
      <ReadingChips t={t} place={place} />
    </p>
  )
}

/** In what order those stand who need us, in one line, and the other way to see them. */
const Order = ({ t, place }: { t: T; place: Place }) => {
  const order = orderOf(place)
  const other = order === 'need' ? 'latest' : 'need'
  return (
    <p class="soft list-order" title={t(`conversations.order-${order}-help`)}>
      {t(`conversations.order-${order}`)} ·{' '}
      <a href={addressOf({ ...place, order: other, after: undefined })}>{t(`conversations.order-by-${other}`)}</a>
    </p>
  )
}

/** An empty list teaches: how conversations begin, or that there is nothing to do. */
const Nothing = ({ t, listed, mayConnect }: InboxListProps) => {
  const { place, channels } = listed
  if (channels.length === 0) {
    const add = (
      <Button variant="primary" icon="plus" href="/channels/new">
        {t('conversations.add-window')}
      </Button>
    )
    return (
      <Empty title={t('conversations.no-windows')} icon="plug" action={mayConnect ? add : undefined}>
        {t(mayConnect ? 'conversations.no-windows-help' : 'conversations.no-windows-ask')}
      </Empty>
    )
  }
  if (isFiltered(place) && !place.q)
    return (
      <Empty title={t('conversations.nothing-found')} icon="sliders-horizontal">
        {t('conversations.none-so-read')}
      </Empty>
    )
  if (place.q)
    return (
      <Empty title={t('conversations.nothing-found')} icon="search">
        {t('conversations.search-help')}
      </Empty>
    )
  return (
    <Empty title={t(`conversations.none-${place.view}`)} icon={place.view === 'needs' ? 'smile' : 'inbox'}>
      {t(`conversations.none-${place.view}-help`)}
    </Empty>
  )
}
