/** What arranging needs to know of a message. */
export interface Arrangeable {
  externalId: string
  parentExternalId: string | null
  rootExternalId: string | null
  saidAt: Date
}

/** A message at its place in the thread. */
export interface Arranged<M> {
  message: M
  /** How far set in: 0 begins something, `deepest` is as deep as it is drawn. */
  depth: number
  /** What it answers, when that does not stand right above it. */
  answers: string | null
  /** What it answers has not been heard, and this is the first that says so: a place is kept before it. */
  missing: string | null
}

/** Deeper answers are drawn side by side: a narrow screen has no room for more. */
export const deepest = 3

/** What a message hangs on, if anything: its parent, else the thread's root. Some networks name a message its own root. */
export const answersTo = (message: Arrangeable): string | null => {
  const above = message.parentExternalId ?? message.rootExternalId
  return above === message.externalId ? null : above
}

/**
 * Orders messages by when they were said and says how far each is set in. The same messages give the same drawing in
 * whatever order they arrived: moments that are equal are settled by the thread, then by the network's ids.
 * `elsewhere` holds the ids that are here but not on this page.
 */
export function arrange<M extends Arrangeable>(messages: readonly M[], elsewhere: ReadonlySet<string>): Arranged<M>[] {
  const depths = depthsOf(messages)
  const depth = (message: M) => depths.get(message.externalId) ?? 0
  const ordered = messages.toSorted(
    (a, b) => a.saidAt.getTime() - b.saidAt.getTime() || depth(a) - depth(b) || (a.externalId < b.externalId ? -1 : 1),
  )
  const missed = new Set<string>()
  return ordered.map((message, at) => {
    const above = answersTo(message)
    const isHere = above !== null && (depths.has(above) || elsewhere.has(above))
    const missing = above !== null && !isHere && !missed.has(above) ? above : null
    if (missing) missed.add(missing)
    const isAdjacent = ordered[at - 1]?.externalId === above || missing !== null
    return { message, depth: Math.min(depth(message), deepest), answers: isAdjacent ? null : above, missing }
  })
}

/** How many answers each hangs below; a chain whose beginning is not on the page begins at one. */
function depthsOf(messages: readonly Arrangeable[]): Map<string, number> {
  const above = new Map(messages.map((message) => [message.externalId, answersTo(message)]))
  const depths = new Map<string, number>()
  // Sorted, so that a circle is cut at the same place whatever came first.
  for (const id of [...above.keys()].sort()) {
    const chain: string[] = []
    const seen = new Set<string>()
    let here: string | null | undefined = id
    // Up to something that is measured, or not on this page, or a message that answers itself in a circle.
    while (here && above.has(here) && !depths.has(here) && !seen.has(here)) {
      seen.add(here)
      chain.push(here)
      here = above.get(here)
    }
    let depth = here ? (depths.get(here) ?? 0) : -1
    for (const link of chain.reverse()) depths.set(link, ++depth)
  }
  return depths
}
