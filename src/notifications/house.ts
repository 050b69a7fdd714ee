import type { HousePage } from '../access/index.ts'

/** This room's pages about the house. */
export const mailHousePage: HousePage = {
  href: '/settings/mail',
  label: 'notifications.mail-settings',
  can: 'settings',
  among: 'general',
}
