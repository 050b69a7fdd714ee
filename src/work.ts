import { setTimeout as sleep } from 'node:timers/promises'
import { accessJobs } from './access/index.ts'
import { conversationJobs } from './conversations/index.ts'
import { fileJobs } from './core/files/jobs.ts'
import { type Job, releaseDeadLocks, runJobs } from './core/jobs.ts'
import { announce, buryProcesses, type Presence } from './core/process.ts'
import { type Intake, importJobs, intakeJobs, listen, resumeImports } from './intake/index.ts'
import { outboxJobs, sweep } from './outbox/index.ts'
import { schedule } from './schedule.ts'

/** What this process does besides answering requests. */
export interface Work {
  presence: Presence
  stop(): Promise<void>
}

/** Of the rooms above. */
export type MoreJobs = (signal: AbortSignal) => Record<string, Job>

/** Begins hearing, speaking and the jobs (`more`: of the rooms above), as the process's role says; stops them in order. */
export async function startWork(board: Intake, alone: boolean, more: MoreJobs): Promise<Work> {
  const { db, pool, log, config } = board.core
  const stopping = new AbortController()
  await buryProcesses(db, alone)
  const presence = await announce(db, log, config.role)
  const ending: (() => Promise<void>)[] = []
  if (config.role === 'all' || config.role === 'worker') {
    const jobs = { ...allJobs(board, presence.id, stopping.signal), ...more(stopping.signal) }
    const begin = async () => {
      await presence.locksAs(undefined)
      await releaseDeadLocks(pool)
      await sweep(board)
      await resumeImports(board)
      return runJobs(pool, log, jobs, [...schedule], (name) => void presence.locksAs(name))
    }
    ending.push(keepRunning(begin, board, stopping.signal))
  }
  if (config.role === 'all' || config.role === 'intake') {
    const listening = listen(board, presence.id)
    ending.push(() => listening.stop())
  }
  return {
    presence,
    async stop() {
      stopping.abort()
      await Promise.allSettled(ending.map((end) => end()))
      await presence.stop()
    },
  }
}

const allJobs = (board: Intake, processId: string, signal: AbortSignal): Record<string, Job> => ({
  ...outboxJobs(board, processId, signal),
  ...intakeJobs(board, signal),
  ...importJobs(board, processId, signal),
  ...conversationJobs(board.core, board.connectors),
  ...accessJobs(board.core),
  ...fileJobs(board.core, signal),
  'core.release-dead-locks': () => releaseDeadLocks(board.core.pool),
})

type Running = Awaited<ReturnType<typeof runJobs>>

/** The queue ends when it loses the database; it is begun again until we stop. */
function keepRunning(begin: () => Promise<Running>, board: Intake, signal: AbortSignal): () => Promise<void> {
  let running: Running | undefined
  const loop = (async () => {
    while (!signal.aborted) {
      try {
        running = await begin()
        await Promise.race([running.ended, aborted(signal)])
      } catch (err) {
        board.core.log.warn({ err }, 'the job queue lost the database; trying again')
      }
      await sleep(1_000, undefined, { signal }).catch(() => {})
    }
  })()
  return async () => {
    await running?.stop().catch(() => {})
    await loop
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  )
