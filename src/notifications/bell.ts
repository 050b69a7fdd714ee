import type { Db } from '../core/database.ts'
import type { Viewer } from '../core/web.ts'
import type { NavItem } from '../ui/desk.tsx'
import { countUnread } from './notification.ts'

/** The id says whose bell it is: live changes are drawn once for everybody, and each page takes only its own. */
export const bellId = (userId: string): string => `bell-${userId}`

/** The rail's entry, with how many lines somebody has not read. */
export async function bellOf(db: Db, viewer: Pick<Viewer, 'id'>): Promise<NavItem> {
  const count = await countUnread(db, viewer.id)
  return {
    id: bellId(viewer.id),
    href: '/notifications',
    label: 'notifications.title',
    icon: 'bell',
    count,
    needsUs: true,
    key: 'b',
  }
}
