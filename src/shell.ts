import { type HousePage, houseNav, viewerOf } from './access/index.ts'
import type { Live } from './core/live.ts'
import type { Viewer } from './core/web.ts'
import type { NavItem } from './ui/desk.tsx'
import type { Command } from './ui/palette.tsx'
import type { ShellOf } from './ui/shell.ts'

/** The rail, by what a person may open. */
const nav: readonly (NavItem & { ability: string })[] = [
  { id: 'inbox', href: '/conversations', label: 'core.inbox', icon: 'inbox', key: 'i', ability: 'read', needsUs: true },
  { id: 'listening', href: '/listening', label: 'listening.title', icon: 'radar', key: 'l', ability: 'read' },
  { id: 'channels', href: '/channels', label: 'channels.title', icon: 'ear', key: 'v', ability: 'read' },
]

const nextThatNeedsMe: Command = { label: 'conversations.next', href: '/conversations/next', icon: 'arrow-right' }

/** Numbers that the rail shows. */
interface Numbers {
  bellOf(viewer: Viewer): Promise<NavItem>
  promisesOf(viewer: Viewer): Promise<NavItem>
  /** Undefined for whoever approves nothing. */
  approvals(viewer: Viewer): Promise<NavItem | undefined>
  needing(): Promise<number>
}

/** What stands around every page of the desk. */
export const shellWith =
  (live: Live, { bellOf, promisesOf, approvals, needing }: Numbers, housePages: readonly HousePage[]): ShellOf =>
  async (c, known) => {
    const viewer = viewerOf(c)
    const { t } = c.var
    const after = c.var.livePlace ?? live.place()
    // One after the other, on one connection: the page asks its own beside them.
    const own = bellOf(viewer).then(async (it) => [it, await promisesOf(viewer), await approvals(viewer)] as const)
    const [[bell, promises, toApprove], count] = await (known?.needing
      ? Promise.all([own, known.needing])
      : own.then(async (they) => [they, await needing()] as const))
    const counted = nav.map((item) => (item.id === 'inbox' ? { ...item, count } : item))
    return {
      t,
      viewer,
      status: t(`access.role-${viewer.role}`),
      nav: [
        ...counted.filter(({ ability }) => viewer.can.has(ability)),
        ...(toApprove ? [toApprove] : []),
        promises,
        bell,
        ...houseNav(viewer, housePages),
      ],
      menu: [
        { label: t('core.me'), href: '/me', icon: 'user' },
        { label: t('notifications.choices'), href: '/notifications/settings', icon: 'bell' },
        { label: t('survey.figures'), href: '/satisfaction', icon: 'smile' },
        { label: t('conversations.absences'), href: '/absences', icon: 'calendar' },
        ...(viewer.can.has('reply')
          ? [{ label: t('conversations.skills-mine'), href: '/skills/me', icon: 'user-check' as const }]
          : []),
        { label: t('core.sign-out'), action: '/sign-out', icon: 'log-out' },
      ],
      commands: viewer.can.has('reply') ? [nextThatNeedsMe] : [],
      live: { src: '/events', after },
    }
  }
