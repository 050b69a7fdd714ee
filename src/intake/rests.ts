import { restMs } from '../channels/index.ts'
import { asFailure } from '../connectors/index.ts'

/**
 * The rests that could not be written down: where the disk is full, even the failure of a window is not kept, and its row
 * still says that it is due. This process remembers, later and later, until a turn ends well.
 */
export function createRests(now: () => Date) {
  const rests = new Map<string, { failures: number; until: number }>()
  return {
    /** Answers for how long, in milliseconds. */
    begin(channelId: string, error: unknown): number {
      const failures = rests.get(channelId)?.failures ?? 0
      const ms = restMs(asFailure(error), failures, now())
      rests.set(channelId, { failures: failures + 1, until: now().getTime() + ms })
      return ms
    },
    end: (channelId: string): void => void rests.delete(channelId),
    /** Whoever rests now. */
    resting: (): string[] => [...rests].filter(([, { until }]) => until > now().getTime()).map(([id]) => id),
  }
}
