import type { Core } from '../core.ts'
import type { Job, Recurring } from '../jobs.ts'
import { bucketOf } from './bucket.ts'
import { BucketFailure } from './bucket-failure.ts'
import { moveFiles } from './move.ts'
import { removeUnusedObjects } from './objects.ts'
import { removeUnusedFiles } from './tidy.ts'

export const fileRecurring: readonly Recurring[] = [
  { job: 'core.tidy-files', cron: '31 3 * * *' },
  { job: 'core.move-files', cron: '*/5 * * * *' },
]

/** The next one begins after five minutes. */
const longestMs = 4 * 60_000

export const fileJobs = (core: Core, signal: AbortSignal): Record<string, Job> => ({
  'core.tidy-files': () => tidyFiles(core),
  async 'core.move-files'() {
    const until = Date.now() + longestMs
    const { moved, failed, trouble } = await moveFiles(core, () => signal.aborted || Date.now() > until)
    if (trouble) core.log.warn({ err: trouble, moved }, 'files wait to be moved until the bucket is back')
    else if (moved + failed > 0) core.log.info({ moved, failed }, 'files were moved')
  },
})

/** What nothing refers to goes; from the bucket a day later, and the next night when it does not answer. */
async function tidyFiles({ db, config, clock, log }: Core): Promise<void> {
  await removeUnusedFiles(db, clock.now())
  const bucket = bucketOf(config)
  if (!bucket) return
  try {
    await removeUnusedObjects(db, bucket, clock.now())
  } catch (err) {
    if (!(err instanceof BucketFailure)) throw err
    log.warn({ err }, 'objects that no file needs stay in the bucket until it is back')
  }
}
