import type { Tx } from '../../core/database.ts'
import type { NewMessage } from '../insert-messages.ts'
import { cutsOf, placeAgain } from './place-again.ts'
import { type Cut, homesOf, type Placed } from './places.ts'
import { visibleOf } from './visible.ts'

/** Where something stands, where it is at home, and the thread that it belongs to. */
export interface Spot {
  conversationId: string
  homeId: string
  threadId: string
  isAwaited: boolean
}

export interface SpotRow {
  external_id: string
  conversation_id: string
  home_id: string | null
  thread_id: string | null
  isAwaited?: boolean
}

export function spotOf({ conversation_id, home_id, thread_id, isAwaited = false }: SpotRow): Spot {
  const homeId = home_id ?? conversation_id
  return { conversationId: conversation_id, homeId, threadId: thread_id ?? homeId, isAwaited }
}

/** As rows keep it: what is the same is not written. */
export const columnsOfSpot = (spot: Spot | undefined): Pick<NewMessage, 'conversationId' | 'homeId' | 'threadId'> => {
  if (!spot) throw new Error('A heard message has no place.')
  const { conversationId, homeId, threadId } = spot
  return {
    conversationId,
    homeId: homeId === conversationId ? null : homeId,
    threadId: threadId === homeId ? null : threadId,
  }
}

/** Where each message of a batch stands, and what it names: with its thread, or where one of us put what it hangs on. */
export async function findPlaces(
  tx: Tx,
  fresh: readonly Placed[],
  threadOf: ReadonlyMap<string, string>,
  spots: ReadonlyMap<string, Spot>,
): Promise<Map<string, Spot>> {
  const holding = new Set([...spots.values()].map((spot) => spot.threadId))
  const held = [...new Set(threadOf.values())].filter((id) => holding.has(id))
  const cuts = await cutsOf(tx, held)
  const homes = homesWhereCut(fresh, cuts, threadOf, spots)
  const standing = new Map([...spots.values()].map((spot) => [spot.homeId, spot.conversationId]))
  const asked = [...held, ...homes.values()].filter((id) => !standing.has(id))
  const visible = new Map([...standing, ...(await visibleOf(tx, asked))])
  return new Map(
    [...threadOf].map(([id, threadId]) => {
      const homeId = homes.get(id) ?? threadId
      return [id, { conversationId: visible.get(homeId) ?? homeId, homeId, threadId, isAwaited: false }]
    }),
  )
}

function homesWhereCut(
  fresh: readonly Placed[],
  cuts: ReadonlyMap<string, readonly Cut[]>,
  threadOf: ReadonlyMap<string, string>,
  spots: ReadonlyMap<string, Spot>,
): Map<string, string> {
  const homes = new Map<string, string>()
  if (cuts.size === 0) return homes
  const freshIn = Map.groupBy(fresh, (message) => threadOf.get(message.externalId))
  const known = [...spots].filter(([, spot]) => !spot.isAwaited)
  const knownIn = Map.groupBy(known, ([, spot]) => spot.threadId)
  for (const [threadId, ours] of cuts) {
    const there = new Map(knownIn.get(threadId)?.map(([id, spot]) => [id, spot.homeId]))
    for (const [id, home] of homesOf(freshIn.get(threadId) ?? [], ours, threadId, there)) homes.set(id, home)
  }
  return homes
}

/** What others waited for in a thread that was cut: they go where it stands. Gives the conversations that changed. */
export async function followLate(
  tx: Tx,
  rows: readonly NewMessage[],
  spots: ReadonlyMap<string, Spot>,
): Promise<string[]> {
  const late = rows.flatMap((row) => {
    const spot = spots.get(row.externalId)
    return spot?.isAwaited ? [row.threadId ?? row.homeId ?? row.conversationId] : []
  })
  if (late.length === 0) return []
  const cut = await cutsOf(tx, [...new Set(late)])
  return placeAgain(tx, [...cut.keys()])
}
