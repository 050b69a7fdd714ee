import type { Child } from 'hono/jsx'
import type { Connectors } from '../../connectors/index.ts'
import type { T } from '../../core/i18n/translator.ts'
import type { Viewer } from '../../core/web.ts'
import { Arrivals } from '../../ui/components/arrivals.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Empty } from '../../ui/components/empty.tsx'
import { Menu, type MenuItem } from '../../ui/components/menu.tsx'
import { Notice } from '../../ui/components/notice.tsx'
import { Pager } from '../../ui/components/pager.tsx'
import { PaneBody, PaneHead } from '../../ui/components/pane.tsx'
import { Rows } from '../../ui/components/row.tsx'
import { Search } from '../../ui/components/search.tsx'
import { type Tab, Tabs } from '../../ui/components/tabs.tsx'
import { assigneesIn } from '../assignee-filter.ts'
import { mayEnd } from '../bulk/run.ts'
import { BulkBar, hereOf } from '../bulk/views/bar.tsx'
import { Strip } from '../bulk/views/strip.tsx'
import { countedTo, type InboxView } from '../inbox.ts'
import { type Listed, orderOf } from '../listed.ts'
import { NextLink } from '../next/next-link.tsx'
import { addressOf, type Place, queryOf } from '../place.ts'
import { SavedViewsBar } from '../saved-views/views/bar.tsx'
import { dueFilters } from '../service-levels/due.ts'
import { Filters } from './filters.tsx'
import { isFiltered, ReadingMenu } from './reading-filters.tsx'
import { ConversationRow } from './row.tsx'
import { networkName } from './where.tsx'

export interface InboxListProps {
  t: T
  connectors: Connectors
  listed: Listed
  /** The conversation that stands open beside the list. */
  currentId?: string | undefined
  viewer: Viewer
  /** The page's first heading is elsewhere. */
  isBeside: boolean
  /** What rooms above do with many. */
  bulkMore?: Child[] | undefined
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
            {props.viewer.can.has('reply') && <NextLink t={t} place={place} from={props.currentId} />}
            <ReadingMenu t={t} place={place} topics={listed.topics} />
            <MoreViews t={t} listed={listed} connectors={connectors} />
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
        {!place.q && <SavedViewsBar t={t} viewer={props.viewer} listed={listed} />}
        <Filters t={t} listed={listed} connectors={connectors} />
        {place.view === 'needs' && !place.q && <Order t={t} place={place} />}
      </PaneHead>
      <PaneBody keep="inbox-scroll">
        {listed.runs.map((run) => (
          <Strip t={t} run={run} mayEnd={mayEnd(run, props.viewer)} />
        ))}
        {listed.complaint && <Notice tone="careful">{t.words(listed.complaint)}</Notice>}
        {listed.gone.map((gone) => (
          <Notice tone="careful">{t.words(gone)}</Notice>
        ))}
        <List {...props} />
      </PaneBody>
      {props.viewer.can.has('close') && listed.rows.length > 0 && (
        <BulkBar
          t={t}
          viewer={props.viewer}
          now={new Date()}
          listed={listed}
          here={hereOf(listed, props.currentId)}
          more={props.bulkMore}
        />
      )}
    </>
  )
}

/** Live rows arrive where `data-inbox` names their view; a list that is filtered has none. */
const List = (props: InboxListProps) => {
  const { t, listed, connectors, currentId } = props
  const { place } = listed
  const isPart =
    place.q || place.channel || place.tag || place.assignee || place.due || place.after || isFiltered(place)
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
            present={listed.present.get(row.id)}
            canChoose={props.viewer.can.has('close')}
          />
        ))}
      </Rows>
      {!listed.after && (
        <div class="list-nothing">
          <Nothing {...props} />
        </div>
      )}
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

function tabs(t: T, { place, counts, hasTeams, savedViews }: Listed): Tab[] {
  const isSaved = savedViews.some(({ id }) => id === place.saved)
  const near: InboxView[] = ['needs', 'mine', ...(hasTeams ? (['team'] as const) : []), 'unassigned']
  const views = near.includes(place.view) ? near : [...near, place.view]
  return views.map((view) => {
    const count = view in counts ? counts[view as keyof typeof counts] : 0
    return {
      href: addressOf({ view }),
      label: t(`conversations.tab-${view}`),
      current: view === place.view && !isSaved,
      countId: tabCountId(view),
      ...(count > 0 ? { count: shown(t, count) } : {}),
    }
  })
}

/** Where live changes write the number of a view. */
export const tabCountId = (view: InboxView): string => `tab-count-${view}`

const MoreViews = ({ t, listed, connectors }: { t: T; listed: Listed; connectors: Connectors }) => {
  const { place, channels } = listed
  const views: MenuItem[] = [
    { label: t('conversations.tab-open'), icon: 'inbox', href: addressOf({ view: 'open' }), key: 'g o' },
    { label: t('conversations.tab-snoozed'), icon: 'alarm-clock', href: addressOf({ view: 'snoozed' }) },
    { label: t('conversations.tab-closed'), icon: 'check', href: addressOf({ view: 'closed' }) },
    { label: t('conversations.tab-spam'), icon: 'circle-x', href: addressOf({ view: 'spam' }) },
  ]
  const due = dueFilters.map(
    (one): MenuItem => ({ label: t(`conversations.due-${one}`), icon: 'clock', href: addressOf({ due: one }) }),
  )
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
  const holders = assigneesIn(listed).map(
    ({ assignee, name, icon }): MenuItem => ({
      label: t('conversations.with-whom', { name }),
      icon,
      href: addressOf({ view: 'open', assignee }),
    }),
  )
  return (
    <Menu
      id="inbox-views"
      button={{ icon: 'filter', variant: 'plain', label: t('conversations.more-views') }}
      groups={[
        { label: t('conversations.menu-views'), items: views },
        { label: t('conversations.menu-due'), items: due },
        { label: t('conversations.menu-windows'), items: windows },
        { label: t('conversations.menu-holders'), items: holders },
      ]}
    />
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
const Nothing = ({ t, listed, viewer }: InboxListProps) => {
  const mayConnect = viewer.can.has('channels')
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
  if (place.due && !place.q)
    return (
      <Empty title={t(`conversations.none-due-${place.due}`)} icon="clock">
        {t('conversations.none-due-help')}
      </Empty>
    )
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
  // At windows where nothing can be said nobody waits, and yet somebody spoke.
  if (place.view === 'needs' && listed.counts.unassigned > 0)
    return (
      <Empty
        title={t('conversations.none-needs')}
        icon="smile"
        action={<Button href={addressOf({ view: 'open' })}>{t('conversations.see-open')}</Button>}
      >
        {t('conversations.none-needs-open')}
      </Empty>
    )
  return (
    <Empty title={t(`conversations.none-${place.view}`)} icon={place.view === 'needs' ? 'smile' : 'inbox'}>
      {t(`conversations.none-${place.view}-help`)}
    </Empty>
  )
}
