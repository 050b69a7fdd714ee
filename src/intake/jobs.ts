import type { Switchboard } from '../channels/index.ts'
import type { Job } from '../core/jobs.ts'
import { fetchPictures } from './fetch-pictures.ts'
import { reconcileAll } from './reconcile.ts'
import { hearSurroundings } from './surroundings.ts'

export function intakeJobs(board: Switchboard, signal: AbortSignal): Record<string, Job> {
  return {
    'intake.surroundings': (payload) => hearSurroundings(board, payload, signal),
    'intake.fetch-pictures': async () => {
      await fetchPictures(board, signal)
    },
    'intake.reconcile': () => reconcileAll(board, signal),
  }
}
