import { z } from 'zod'
import type { Core } from '../core/core.ts'
import type { Job, Recurring } from '../core/jobs.ts'
import type { DeedKinds } from './deed.ts'
import { batchJob } from './macro-batch.ts'
import { rehearse } from './rehearse.ts'
import { runDues } from './run-dues.ts'
import { workBatch } from './step-batch.ts'
import { tidyRuns } from './tidy.ts'
import { callWaits } from './waits.ts'

const batching = z.object({ batch: z.uuid() })
const looking = z.object({ rehearsal: z.uuid() })

export const automationJobs = (
  core: Pick<Core, 'db' | 'clock'>,
  kinds: DeedKinds,
  signal: AbortSignal,
): Record<string, Job> => ({
  'automations.run': async () => {
    await runDues(core.db, kinds, core.clock.now())
  },
  'automations.call': async () => {
    await callWaits(core.db, core.clock.now())
    await runDues(core.db, kinds, core.clock.now())
  },
  'automations.rehearse': async (payload) => {
    if (!(await rehearse(core.db, looking.parse(payload).rehearsal, { signal })))
      throw new Error('The process stops; what it would have done is looked at further by another.')
  },
  [batchJob]: (payload) => workBatch(core.db, kinds, batching.parse(payload).batch, () => core.clock.now()),
  'automations.tidy': () => tidyRuns(core.db),
})

export const automationRecurring: readonly Recurring[] = [
  { job: 'automations.call', cron: '* * * * *' },
  { job: 'automations.tidy', cron: '20 4 * * *' },
]
