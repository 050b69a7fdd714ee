/** What of a message says where it belongs. */
export interface Placed {
  externalId: string
  parentExternalId: string | null
  rootExternalId: string | null
  saidAt: Date
}

/** A place where a thread was cut, the oldest cut first. Without `since`: that message; with it: what hangs on it since. */
export interface Cut {
  externalId: string
  since: Date | null
  homeId: string
}

/** What it hangs on, the nearest first. Some networks name a message its own root. */
export const aboveOf = (message: Placed): string[] => [
  ...new Set(
    [message.parentExternalId, message.rootExternalId].filter(
      (id): id is string => id !== null && id !== message.externalId,
    ),
  ),
]

/**
 * The homes of a thread's messages. A message is at home where it was put, or where what it hangs on is, up to the nearest
 * cut; else where the thread began. The same messages and cuts give the same homes, in whatever order they came. `known`
 * are the homes of messages that are not among these.
 */
export function homesOf(
  messages: readonly Placed[],
  cuts: readonly Cut[],
  threadId: string,
  known: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const byId = new Map(messages.map((message) => [message.externalId, message]))
  const put = new Map(cuts.filter((cut) => cut.since === null).map((cut) => [cut.externalId, cut.homeId]))
  const later = Map.groupBy(
    cuts.filter((cut) => cut.since !== null),
    (cut) => cut.externalId,
  )
  const homes = new Map<string, string>()
  // Sorted, so that a circle is cut at the same place whatever came first.
  for (const id of [...byId.keys()].sort()) {
    const chain: string[] = []
    const seen = new Set<string>()
    let here: string | undefined = id
    let home: string | undefined
    while (here !== undefined && home === undefined && !seen.has(here)) {
      seen.add(here)
      const message = byId.get(here)
      home = homes.get(here) ?? put.get(here) ?? (message ? undefined : known.get(here))
      if (!message) break
      chain.push(here)
      const above = aboveOf(message)
      here = above.find((one) => byId.has(one) || known.has(one))
      home ??= sinceCut(message, here === undefined ? above : [here], later)
    }
    for (const link of chain) homes.set(link, homes.get(link) ?? home ?? threadId)
  }
  return homes
}

/** The latest of the moments since when something else hangs there; of the same moment, the latest cut. */
function sinceCut(
  { saidAt }: Placed,
  above: readonly string[],
  later: ReadonlyMap<string, readonly Cut[]>,
): string | undefined {
  let best: { since: Date; homeId: string } | undefined
  for (const { since, homeId } of above.flatMap((id) => later.get(id) ?? []))
    if (since && since <= saidAt && (!best || since >= best.since)) best = { since, homeId }
  return best?.homeId
}
