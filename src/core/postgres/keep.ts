import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../log.ts'
import type { Postmaster } from './postmaster.ts'
import { signal } from './processes.ts'

export interface Kept {
  /** Ends the watch and gives the server that runs, if one does. */
  release(): Promise<Postmaster | undefined>
}

const pausesMs = [0, 500, 1000, 2000, 5000]
const longEnoughMs = 30_000
/** What started and died waits a second at most, however often: all work waits for it. What does not start waits longer. */
const mostOnceStarted = 2

/** Starts PostgreSQL again whenever it dies, for as long as it takes: a full disk is emptied some day. */
export function keep(first: Postmaster, again: () => Promise<Postmaster>, log: Pick<Logger, 'warn' | 'error'>): Kept {
  const released = new AbortController()
  let running: Postmaster | undefined = first
  // A Tertulia that ends without its last words must not leave a server behind.
  const onExit = () => running && signal(running.pid, 'SIGINT')
  process.once('exit', onExit)

  const watch = async () => {
    let failures = 0
    while (running) {
      const since = Date.now()
      await Promise.race([running.ended, aborted(released.signal)])
      if (released.signal.aborted) return
      failures = Date.now() - since > longEnoughMs ? 0 : failures
      log.warn('PostgreSQL ended by itself; starting it again')
      running = undefined
      while (!running && !released.signal.aborted) {
        running = await attempt(failures++)
      }
      failures = Math.min(failures, mostOnceStarted)
    }
  }
  const attempt = async (failures: number): Promise<Postmaster | undefined> => {
    await sleep(pausesMs[Math.min(failures, pausesMs.length - 1)], undefined, { signal: released.signal }).catch(
      () => {},
    )
    if (released.signal.aborted) return undefined
    return again().catch((error: unknown) => {
      log.error({ err: error }, 'PostgreSQL could not be started again; trying once more soon')
      return undefined
    })
  }
  const watched = watch()
  return {
    async release() {
      released.abort()
      await watched
      process.off('exit', onExit)
      return running
    },
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
