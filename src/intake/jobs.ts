import type { Switchboard } from '../channels/index.ts'
import type { Job } from '../core/jobs.ts'
import { oneAtATime } from '../lib/one-at-a-time.ts'
import { fetchPictures } from './fetch-pictures.ts'
import { forgetDeletions } from './forget-deletions.ts'
import { reconcileAll } from './reconcile.ts'
import { hearSurroundings } from './surroundings.ts'

export function intakeJobs(board: Switchboard, signal: AbortSignal): Record<string, Job> {
  return {
    'intake.surroundings': (payload) => hearSurroundings(board, payload, signal),
    // Each window asks for its own, and each would go on until nothing is due: replies need hands too.
    'intake.fetch-pictures': oneAtATime(async () => {
      await fetchPictures(board, signal)
    }),
    'intake.reconcile': () => reconcileAll(board, signal),
    'intake.forget-deletions': async () => {
      await forgetDeletions(board, signal)
    },
  }
}
