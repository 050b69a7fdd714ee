import type { Db } from '../../core/database.ts'
import type { NavItem } from '../../ui/desk.tsx'
import { countDue } from './list.ts'

/** The id says whose number it is: live changes are drawn once for everybody, and each page takes only its own. */
export const promisesId = (userId: string): string => `promises-${userId}`

/** The rail's entry, with how many promises of theirs are late or due today. */
export async function promisesOf(db: Db, viewer: { id: string }): Promise<NavItem> {
  const counts = await countDue(db, [viewer.id])
  return {
    id: promisesId(viewer.id),
    href: '/promises',
    label: 'promises.title',
    icon: 'hand',
    count: counts.get(viewer.id) ?? 0,
    needsUs: true,
    key: 'p',
  }
}
