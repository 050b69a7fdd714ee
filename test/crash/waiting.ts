import { setTimeout as sleep } from 'node:timers/promises'

/** What the work gives, or true; undefined when it takes longer. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | true | undefined> {
  return Promise.race([work.then((value) => value ?? true), sleep(ms, undefined, { ref: false })])
}

/** Looks again until it works. */
export async function eventually<T>(look: () => Promise<T>, ms = 5_000): Promise<T> {
  const until = Date.now() + ms
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(50)
    }
  }
}
