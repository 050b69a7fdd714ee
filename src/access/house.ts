import type { T } from '../core/i18n/translator.ts'
import type { Viewer } from '../core/web.ts'
import type { Tab } from '../ui/components/tabs.tsx'
import type { NavItem } from '../ui/desk.tsx'

/** A page about the house itself. Rooms above add theirs in the wiring. */
export interface HousePage {
  href: string
  /** A message key. */
  label: string
  /** The ability that opens it. */
  can: string
}

const ours: readonly HousePage[] = [
  { href: '/team', label: 'access.team', can: 'team' },
  { href: '/teams', label: 'access.teams', can: 'team' },
  { href: '/settings/organisation', label: 'access.organisation-settings', can: 'settings' },
  { href: '/tokens', label: 'access.tokens', can: 'tokens' },
  { href: '/audit', label: 'access.audit', can: 'audit' },
]

const open = (viewer: Viewer, more: readonly HousePage[]): HousePage[] =>
  [...ours, ...more].filter((page) => viewer.can.has(page.can))

/** The rail's entry for them; none for those who may open none. */
export function houseNav(viewer: Viewer, more: readonly HousePage[] = []): NavItem[] {
  const [first] = open(viewer, more)
  return first
    ? [{ id: 'house', href: first.href, label: 'access.house', icon: 'settings', house: true, key: 's' }]
    : []
}

export const houseTabs = (t: T, viewer: Viewer, current: string, more: readonly HousePage[] = []): Tab[] =>
  open(viewer, more).map(({ href, label }) => ({ href, label: t(label), current: href === current }))
