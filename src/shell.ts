import { type HousePage, houseNav, viewerOf } from './access/index.ts'
import type { Live } from './core/live.ts'
import type { Viewer } from './core/web.ts'
import type { NavItem } from './ui/desk.tsx'
import type { ShellOf } from './ui/shell.ts'

/** The rail, by what a person may open. */
const nav: readonly (NavItem & { ability: string })[] = [
  { id: 'inbox', href: '/conversations', label: 'core.inbox', icon: 'inbox', key: 'i', ability: 'read', needsUs: true },
  { id: 'listening', href: '/listening', label: 'listening.title', icon: 'radar', key: 'l', ability: 'read' },
  { id: 'channels', href: '/channels', label: 'channels.title', icon: 'ear', key: 'v', ability: 'read' },
]

/** Numbers that the rail shows. */
interface Numbers {
  bellOf(viewer: Viewer): Promise<NavItem>
  needing(): Promise<number>
}

/** What stands around every page of the desk. */
export const shellWith =
  (live: Live, { bellOf, needing }: Numbers, housePages: readonly HousePage[]): ShellOf =>
  async (c) => {
    const viewer = viewerOf(c)
    const { t } = c.var
    const after = c.var.livePlace ?? live.place()
    const [bell, count] = await Promise.all([bellOf(viewer), needing()])
    const counted = nav.map((item) => (item.id === 'inbox' ? { ...item, count } : item))
    return {
      t,
      viewer,
      status: t(`access.role-${viewer.role}`),
      nav: [...counted.filter(({ ability }) => viewer.can.has(ability)), bell, ...houseNav(viewer, housePages)],
      menu: [
        { label: t('core.me'), href: '/me', icon: 'user' },
        { label: t('notifications.choices'), href: '/notifications/settings', icon: 'bell' },
        { label: t('core.sign-out'), action: '/sign-out', icon: 'log-out' },
      ],
      live: { src: '/events', after },
    }
  }
