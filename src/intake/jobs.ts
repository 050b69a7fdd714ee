import type { Job } from '../core/jobs.ts'
import { oneAtATime } from '../lib/one-at-a-time.ts'
import { fetchPictures } from './fetch-pictures.ts'
import { forgetDeletions } from './forget-deletions.ts'
import { learn } from './learn.ts'
import { readDue } from './read-due.ts'
import { reconcileAll } from './reconcile.ts'
import { hearSurroundings } from './surroundings.ts'
import type { Intake } from './understand.ts'

export function intakeJobs(board: Intake, signal: AbortSignal): Record<string, Job> {
  return {
    'intake.surroundings': (payload) => hearSurroundings(board, payload, signal),
    // Each window asks for its own, and each would go on until nothing is due: replies need hands too.
    'intake.fetch-pictures': oneAtATime(async () => {
      await fetchPictures(board, signal)
    }),
    'intake.read-due': oneAtATime(() => readDue(board, signal)),
    'intake.learn': oneAtATime(() => learn(board)),
    'intake.reconcile': () => reconcileAll(board, signal),
    'intake.forget-deletions': async () => {
      await forgetDeletions(board, signal)
    },
  }
}
