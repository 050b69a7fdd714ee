import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Tries again, later and later (a quarter of a second to 2 s), until it succeeds or the signal aborts; then the last error is thrown, as
 * is at once one that does not pass.
 */
export async function untilDone<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  passes: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted || !passes(error)) throw error
      await sleep(Math.min(250 * 2 ** attempt, 2_000), undefined, { signal }).catch(() => {})
      if (signal.aborted) throw error
    }
  }
}
