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
  /** The pages it stands among. */
  among: HouseGroup
}

const groups = ['people', 'answering', 'general'] as const
export type HouseGroup = (typeof groups)[number]

const ours: readonly HousePage[] = [
  { href: '/team', label: 'access.team', can: 'team', among: 'people' },
  { href: '/teams', label: 'access.teams', can: 'team', among: 'people' },
  { href: '/settings/organisation', label: 'access.organisation-settings', can: 'settings', among: 'general' },
  { href: '/tokens', label: 'access.tokens', can: 'tokens', among: 'general' },
  { href: '/audit', label: 'access.audit', can: 'audit', among: 'general' },
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

/** The groups a viewer may open, each leading to its first page, and the pages of the one that is open. */
export function houseTabs(
  t: T,
  viewer: Viewer,
  current: string,
  more: readonly HousePage[] = [],
): { groups: Tab[]; pages: Tab[] } {
  const pages = open(viewer, more)
  const here = pages.find(({ href }) => href === current)?.among
  return {
    groups: groups.flatMap((group) => {
      const first = pages.find(({ among }) => among === group)
      return first ? [{ href: first.href, label: t(`access.house-${group}`), current: group === here && 'within' }] : []
    }),
    pages: pages
      .filter(({ among }) => among === here)
      .map(({ href, label }) => ({ href, label: t(label), current: href === current })),
  }
}
