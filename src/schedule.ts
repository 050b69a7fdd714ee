import { accessRecurring } from './access/index.ts'
import { automationRecurring } from './automations/index.ts'
import { conversationRecurring } from './conversations/index.ts'
import { fileRecurring } from './core/files/jobs.ts'
import type { Recurring } from './core/jobs.ts'
import { importRecurring } from './intake/index.ts'
import { listeningRecurring } from './listening/index.ts'
import { notificationRecurring } from './notifications/index.ts'

/** Everything that happens by the clock, on one page. Cron's words, UTC. */
export const schedule: readonly Recurring[] = [
  { job: 'outbox.sweep', cron: '* * * * *' },
  ...conversationRecurring,
  ...listeningRecurring,
  { job: 'core.release-dead-locks', cron: '* * * * *' },
  ...fileRecurring,
  { job: 'intake.fetch-pictures', cron: '* * * * *' },
  { job: 'intake.read-due', cron: '* * * * *' },
  { job: 'intake.reconcile', cron: '40 2 * * *' },
  { job: 'intake.forget-deletions', cron: '10 4 * * *' },
  ...importRecurring,
  ...accessRecurring,
  ...notificationRecurring,
  ...automationRecurring,
]
