import type { Core } from '../core/core.ts'
import type { Job, Recurring } from '../core/jobs.ts'
import { wakeDue } from './snooze.ts'

export const conversationJobs = (core: Pick<Core, 'db' | 'clock'>): Record<string, Job> => ({
  'conversations.wake': async () => {
    await wakeDue(core.db, core.clock.now())
  },
})

/** Each minute: nobody puts a conversation aside to the second. */
export const conversationRecurring: readonly Recurring[] = [{ job: 'conversations.wake', cron: '* * * * *' }]
