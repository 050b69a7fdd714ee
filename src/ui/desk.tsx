import type { Child } from 'hono/jsx'
import type { T } from '../core/i18n/translator.ts'
import { Avatar } from './components/avatar.tsx'
import { Button } from './components/button.tsx'
import { Menu, type MenuItem } from './components/menu.tsx'
import { Icon, type IconName } from './icons.tsx'
import { KeyList } from './key-list.tsx'
import { Layout, type LayoutProps } from './layout.tsx'
import { Mark } from './mark.tsx'
import { type Command, Palette } from './palette.tsx'

/** One entry of the rail. Rooms add theirs in `app.ts`; what a person may not open is left out of their list. */
export interface NavItem {
  id: string
  href: string
  /** A message key. */
  label: string
  icon: IconName
  /** How many wait there. Live: `<turbo-stream action="replace" target="nav-count-ID">` with `<NavCount>`. */
  count?: number | undefined
  /** They wait for us: the number is drawn in terracotta. */
  needsUs?: boolean
  /** After the line: the house itself. */
  house?: boolean
  /** The key that goes there, after `g`. */
  key?: string
}

/** What is the same on every page of the desk. */
export interface Shell {
  t: T
  viewer: NonNullable<LayoutProps['viewer']>
  nav: readonly NavItem[]
  /** Behind the person's own name: my settings, sign out. */
  menu: readonly MenuItem[]
  /** Palette commands that are on no page. */
  commands?: readonly Command[]
  /** Under their name: their role, or what they are at. */
  status?: string
  flash?: LayoutProps['flash']
  /** Where live changes come from, and how far this page has them (`live.place()` before its rows were read). */
  live?: { src: string; after?: string }
}

export interface DeskProps extends Shell {
  title: string
  /** The id of the rail's entry. */
  current: string
  /** What needs us. */
  list?: Child
  listLabel?: string
  /** The conversation. */
  children?: Child
  /** The person. */
  aside?: Child
  asideLabel?: string
  /** Which one a narrow screen shows, and whose title is the page's (`<PaneHead level={1}>`; the other one's is 2). */
  pane?: 'list' | 'main'
  head?: Child
}

/** The desk: rooms · what needs us · the conversation · the person. Without `list`, one wide page. */
export const Desk = (props: DeskProps) => {
  const { t, viewer, title, flash, list, aside, asideLabel, head } = props
  const pane = props.pane ?? 'main'
  const panes = `${list === undefined ? '' : ' desk--list'}${aside === undefined ? '' : ' desk--aside'}`
  return (
    <Layout
      t={t}
      title={title}
      viewer={viewer}
      flash={flash}
      script="desk"
      head={head}
      bodyClass={`desk${panes} desk--show-${pane}`}
    >
      <Rail {...props} />
      {list !== undefined && <ListPane {...props} />}
      <MainPane {...props} />
      {aside !== undefined && (
        <aside class="pane pane--aside" id="person" popover="auto" aria-label={asideLabel ?? t('ui.person')}>
          {aside}
        </aside>
      )}
      <Palette t={t} commands={props.commands ?? []} />
      <KeyList t={t} />
      {props.live && <LiveState t={t} viewerId={viewer.id} {...props.live} />}
    </Layout>
  )
}

/** Where a narrow screen shows the list, the list is what the page is about. */
const ListPane = ({ t, list, listLabel, pane }: DeskProps) =>
  pane === 'list' ? (
    <main class="pane pane--list" id="main" tabindex={-1}>
      {list}
    </main>
  ) : (
    <section class="pane pane--list" aria-label={listLabel ?? t('ui.list')}>
      {list}
    </section>
  )

const MainPane = ({ t, list, children, pane, title }: DeskProps) =>
  list !== undefined && pane === 'list' ? (
    <section class="pane pane--main" aria-label={t('ui.beside', { title })}>
      {children}
    </section>
  ) : (
    <main class="pane pane--main" id="main" tabindex={-1}>
      {children}
    </main>
  )

const LiveState = ({ t, src, after, viewerId }: { t: T; src: string; after?: string; viewerId: string }) => (
  <t-live
    role="status"
    data-src={src}
    data-after={after}
    data-viewer={viewerId}
    data-offline={t('ui.offline')}
    data-online={t('ui.online-again')}
    hidden
  />
)

/** Opens the person's pane where the screen is too narrow to show it beside the conversation. */
export const PersonButton = ({ t }: { t: T }) => (
  <Button
    variant="plain"
    icon="panel-right"
    label={t('ui.show-person')}
    type="button"
    popovertarget="person"
    class="person-button"
  />
)

const Rail = ({ t, viewer, status, nav, menu, current }: DeskProps) => (
  <header class="rail">
    <a class="rail__home" href="/">
      <Mark />
      <span class="rail__word">Tertulia</span>
    </a>
    <Button class="rail__open" variant="plain" icon="menu" label={t('ui.menu')} type="button" popovertarget="rooms" />
    <div class="rail__rooms" id="rooms" popover="auto">
      <nav aria-label={t('ui.rooms')}>
        <Rooms t={t} items={nav.filter((item) => !item.house)} current={current} />
        {nav.some((item) => item.house) && <Rooms t={t} items={nav.filter((item) => item.house)} current={current} />}
      </nav>
      <div class="rail__viewer">
        <Menu
          id="viewer-menu"
          button={{
            variant: 'plain',
            class: 'rail__person',
            children: <Person name={viewer.name} id={viewer.id} status={status} />,
          }}
          items={menu}
        />
      </div>
    </div>
  </header>
)

const Person = ({ name, id, status }: { name: string; id: string; status: string | undefined }) => (
  <>
    <Avatar name={name} id={id} size="small" />
    <span class="rail__who">
      <b>{name}</b>
      {status && <small>{status}</small>}
    </span>
  </>
)

const Rooms = ({ t, items, current }: { t: T; items: readonly NavItem[]; current: string }) => (
  <ul class="rail__list">
    {items.map((item) => (
      <li>
        <a
          class="rail__room"
          href={item.href}
          title={t(item.label)}
          data-command={t(item.label)}
          {...(item.key ? { 'data-key': `g ${item.key}` } : {})}
          {...(item.id === current ? { 'aria-current': 'page' } : {})}
        >
          <Icon name={item.icon} />
          <span class="rail__label">{t(item.label)}</span>
          <NavCount t={t} {...item} />
        </a>
      </li>
    ))}
  </ul>
)

/** The number beside a room's name. */
export const NavCount = ({ t, id, count, needsUs }: Pick<NavItem, 'id' | 'count' | 'needsUs'> & { t: T }) => (
  <span id={`nav-count-${id}`} class={needsUs ? 'rail__count rail__count--needs-us' : 'rail__count'}>
    {count ? t.number(count) : ''}
  </span>
)
