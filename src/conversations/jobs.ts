import { z } from 'zod'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Job, Recurring } from '../core/jobs.ts'
import { giveOut } from './assignment/give-out.ts'
import { letGo } from './assignment/let-go.ts'
import { tidyAttachments } from './attachments/change.ts'
import { tidyOfNotes } from './attachments/of-note.ts'
import { bulkJob } from './bulk/begin.ts'
import { forgetBulk, workBulk } from './bulk/work.ts'
import { tidyPreviews } from './link-preview/preview.ts'
import { tellPromises } from './promises/tell.ts'
import { resettle } from './service-levels/resettle.ts'
import { tellDue } from './service-levels/tell.ts'
import { wakeDue } from './snooze.ts'
import { askDue } from './survey/ask.ts'

const left = z.object({ user: z.uuid() })
const bulk = z.object({ run: z.uuid() })
const giving = z.object({ anew: z.boolean().default(false) })

export const conversationJobs = (
  core: Pick<Core, 'db' | 'clock' | 'config'>,
  connectors: Connectors,
): Record<string, Job> => ({
  'conversations.wake': async () => {
    await wakeDue(core.db, core.clock.now())
  },
  'conversations.tell-due': async () => {
    await tellDue(core.db, core.clock.now())
  },
  'conversations.ask-after': async () => {
    await askDue(core, connectors)
  },
  'conversations.tell-promises': async () => {
    await tellPromises(core.db, core.clock.now())
  },
  'conversations.resettle': async () => {
    await resettle(core.db, core.clock.now())
  },
  'conversations.give-out': async (payload) => {
    await giveOut(core.db, core.clock.now(), giving.parse(payload))
  },
  'conversations.let-go': async (payload) => {
    await letGo(core.db, left.parse(payload).user)
  },
  [bulkJob]: async (payload) => {
    await workBulk(core.db, bulk.parse(payload).run, () => core.clock.now())
  },
  'conversations.tidy-attachments': async () => {
    await tidyAttachments(core.db, core.clock.now())
    await tidyOfNotes(core.db, core.clock.now())
    await tidyPreviews(core.db, core.clock.now())
  },
  'conversations.forget-bulk': async () => {
    await forgetBulk(core.db, core.clock.now())
  },
})

/** Each minute: nobody puts a conversation aside to the second, nor counts on a warning to it. */
export const conversationRecurring: readonly Recurring[] = [
  { job: 'conversations.wake', cron: '* * * * *' },
  { job: 'conversations.tell-due', cron: '* * * * *' },
  { job: 'conversations.tell-promises', cron: '* * * * *' },
  { job: 'conversations.ask-after', cron: '* * * * *' },
  // Somebody comes to work.
  { job: 'conversations.give-out', cron: '* * * * *' },
  { job: 'conversations.forget-bulk', cron: '20 4 * * *' },
  { job: 'conversations.tidy-attachments', cron: '25 4 * * *' },
]
