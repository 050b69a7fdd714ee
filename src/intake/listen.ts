import { setTimeout as sleep } from 'node:timers/promises'
import { isDatabaseLost } from '../core/database.ts'
import { claimTurns, hearSoon } from './claim.ts'
import { createRests } from './rests.ts'
import { hearTurn } from './turn.ts'
import type { Intake } from './understand.ts'

/** Windows asked at the same time by one process. Streams come on top: they only wait. */
const atOnce = 6
const lookEveryMs = 500

/** Hears every window of the installation, with other processes or alone, until stopped. */
export function listen(board: Intake, processId: string): { stop(): Promise<void> } {
  const { core } = board
  const rests = createRests(() => core.clock.now())
  const stopping = new AbortController()
  const { signal } = stopping
  const turns = new Map<string, Promise<void>>()
  const streaming = new Set<string>()
  const round = async () => {
    const free = atOnce - (turns.size - streaming.size)
    if (free <= 0) return
    const claimed = await claimTurns(core.db, processId, free, [...turns.keys(), ...rests.resting()])
    for (const turn of claimed) {
      const { channelId } = turn
      const over = hearTurn(board, processId, turn, signal, () => streaming.add(channelId)).then(
        () => rests.end(channelId),
        (err) => {
          // A database that went away says nothing about the window: it is asked again as soon as that is back.
          const restMs = isDatabaseLost(err) ? 0 : rests.begin(channelId, err)
          core.log.error({ err, channel: channelId, restMs }, 'a turn of hearing could not be ended')
        },
      )
      const forget = () => {
        turns.delete(channelId)
        streaming.delete(channelId)
      }
      turns.set(channelId, over.finally(forget))
    }
  }
  const loop = (async () => {
    await hearSoon(core.db).catch((err) => core.log.warn({ err }, 'could not ask at once what is asked often'))
    while (!signal.aborted) {
      await round().catch((err) => core.log.warn({ err }, 'could not ask which windows are due'))
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await loop
      await Promise.allSettled(turns.values())
    },
  }
}
