import { z } from 'zod'
import type { Job, Recurring } from '../../core/jobs.ts'
import type { Intake } from '../understand.ts'
import { wake } from './begin.ts'
import { forgetFile } from './files.ts'
import { findAbandoned } from './import.ts'
import { runImport } from './run.ts'

const about = z.object({ import: z.uuid() })

/** Reading files that were begun, and going on with those whose process died. */
export function importJobs(board: Intake, processId: string, signal: AbortSignal): Record<string, Job> {
  return {
    'intake.import': async (payload) => {
      await runImport(board, about.parse(payload).import, { processId, signal })
    },
    'intake.resume-imports': () => resumeImports(board),
    'intake.tidy-imports': () => tidyImports(board),
  }
}

export const importRecurring: readonly Recurring[] = [
  { job: 'intake.resume-imports', cron: '* * * * *' },
  { job: 'intake.tidy-imports', cron: '25 3 * * *' },
]

/** Wakes every import that nobody reads and that has lines left. */
export async function resumeImports({ core }: Intake): Promise<void> {
  const abandoned = await findAbandoned(core.db)
  if (abandoned.length === 0) return
  await core.db.transaction().execute(async (tx) => {
    for (const id of abandoned) await wake(tx, id)
  })
}

const draftDays = 7

/** A file that was sent and never begun is forgotten after a week. */
export async function tidyImports({ core }: Intake): Promise<void> {
  const old = await core.db
    .deleteFrom('imports')
    .where('began_at', 'is', null)
    .where('created_at', '<', new Date(core.clock.now().getTime() - draftDays * 24 * 3600_000))
    .returning(['path', 'uploaded'])
    .execute()
  for (const row of old) await forgetFile(core.config, row)
}
