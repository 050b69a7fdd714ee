import type { Core } from '../core/core.ts'
import type { Job, Recurring } from '../core/jobs.ts'
import { repairInvitations } from './accept-invitation.ts'
import { tidy } from './tidy.ts'

export const accessJobs = (core: Core): Record<string, Job> => ({
  'access.repair-invitations': async () => {
    await repairInvitations(core)
  },
  'access.tidy': () => tidy(core),
})

export const accessRecurring: Recurring[] = [
  { job: 'access.repair-invitations', cron: '*/10 * * * *' },
  { job: 'access.tidy', cron: '17 3 * * *' },
]
