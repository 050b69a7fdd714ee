/** What threading needs to know of a message. */
export interface Threaded {
  externalId: string
  parentExternalId: string | null
  rootExternalId: string | null
}

/** The messages of one batch that belong together, and the threads that already hold part of them. */
export interface Thread {
  /** Heard messages' external ids. */
  members: string[]
  /** Named as parent or root. */
  named: string[]
  /** Threads that hold any of these ids now, smallest first. More than one: they turn out to be one. */
  threadIds: string[]
}

/**
 * A thread is a connected component of the graph in which each message is tied to its parent and its root. The
 * components of a graph do not depend on the order in which its edges arrive, and so neither do our conversations, but where
 * one of us put them otherwise. `holder` says which thread holds an id, as a message or as a place that is waited for.
 */
export function weave(messages: readonly Threaded[], holder: ReadonlyMap<string, string>): Thread[] {
  const forest = new Forest()
  for (const message of messages) {
    forest.add(message.externalId)
    for (const named of references(message)) forest.join(message.externalId, named)
  }
  // Ids held by one thread are together even if nothing in this batch says so.
  const firstOf = new Map<string, string>()
  for (const id of forest.ids()) {
    const thread = holder.get(id)
    if (!thread) continue
    const first = firstOf.get(thread)
    if (first === undefined) firstOf.set(thread, id)
    else forest.join(first, id)
  }
  return gather(messages, forest, holder)
}

/** The ids a message hangs on, itself excluded: some networks name a message its own root. */
export const references = (message: Threaded): string[] =>
  [message.parentExternalId, message.rootExternalId].filter(
    (id): id is string => id !== null && id !== message.externalId,
  )

function gather(messages: readonly Threaded[], forest: Forest, holder: ReadonlyMap<string, string>): Thread[] {
  const heard = new Set(messages.map(({ externalId }) => externalId))
  const threads = new Map<string, { members: string[]; named: string[]; threadIds: Set<string> }>()
  for (const id of forest.ids()) {
    const root = forest.root(id)
    const thread = threads.get(root) ?? { members: [], named: [], threadIds: new Set<string>() }
    threads.set(root, thread)
    ;(heard.has(id) ? thread.members : thread.named).push(id)
    const held = holder.get(id)
    if (held) thread.threadIds.add(held)
  }
  return [...threads.values()].map((thread) => ({ ...thread, threadIds: [...thread.threadIds].sort() }))
}

/** Union–find with path halving (Tarjan 1975), over strings. */
class Forest {
  readonly #above = new Map<string, string>()

  ids(): IterableIterator<string> {
    return this.#above.keys()
  }

  add(id: string): void {
    if (!this.#above.has(id)) this.#above.set(id, id)
  }

  root(id: string): string {
    let here = id
    let above = this.#above.get(here) ?? here
    while (above !== here) {
      const higher = this.#above.get(above) ?? above
      this.#above.set(here, higher)
      here = above
      above = higher
    }
    return here
  }

  join(one: string, other: string): void {
    this.add(one)
    this.add(other)
    const [a, b] = [this.root(one), this.root(other)]
    if (a !== b) this.#above.set(b, a)
  }
}
