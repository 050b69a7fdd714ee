import type { Connector, Heard } from '../connectors/index.ts'
import { prepare, type Refused } from './prepare.ts'
import { type Taken, type TakingChannel, take } from './take.ts'
import type { Intake } from './understand.ts'

/** What became of one post. */
export interface Posted {
  fresh: number
  edited: number
  deleted: number
  refused: readonly Refused[]
}

interface Waiting {
  heard: readonly Heard[]
  done(posted: Posted): void
  failed(error: unknown): void
}

/** More than this is left to the next transaction. */
const mostAtOnce = 1_000

/**
 * Takes posts in as they come. Those that arrive while an earlier one of the same window is being stored are stored
 * together after it, in one transaction, so that many small posts cost what one batch costs. A post that the others'
 * transaction fails with is tried again alone: nobody pays for somebody else's.
 */
export function takeTogether(
  board: Intake,
): (connector: Connector, channel: TakingChannel, heard: readonly Heard[]) => Promise<Posted> {
  const queues = new Map<string, Waiting[]>()
  return (connector, channel, heard) =>
    new Promise((done, failed) => {
      const queue = queues.get(channel.id)
      if (queue) {
        queue.push({ heard, done, failed })
        return
      }
      const begun = [{ heard, done, failed }]
      queues.set(channel.id, begun)
      void drain(board, connector, channel, begun, () => queues.delete(channel.id))
    })
}

async function drain(
  board: Intake,
  connector: Connector,
  channel: TakingChannel,
  queue: Waiting[],
  // Called in the same breath as the queue is seen empty: nobody can join it in between.
  emptied: () => void,
): Promise<void> {
  while (queue.length > 0) {
    const posts = queue.splice(0, howMany(queue))
    try {
      await store(board, connector, channel, posts)
    } catch (error) {
      if (posts.length === 1) posts[0]?.failed(error)
      else for (const post of posts) await store(board, connector, channel, [post]).catch(post.failed)
    }
  }
  emptied()
}

function howMany(queue: readonly Waiting[]): number {
  let messages = 0
  const over = queue.findIndex(({ heard }) => {
    messages += heard.length
    return messages > mostAtOnce
  })
  return over === -1 ? queue.length : Math.max(over, 1)
}

async function store(
  board: Intake,
  connector: Connector,
  channel: TakingChannel,
  posts: readonly Waiting[],
): Promise<void> {
  const now = board.core.clock.now()
  const taken: { value?: Taken } = {}
  const moves = async (_tx: unknown, what: Taken) => {
    taken.value = what
  }
  await take(
    board.core.db,
    connector,
    channel,
    { heard: posts.flatMap(({ heard }) => heard) },
    { moves, now, understanding: board.understanding, matching: board.matching },
  )
  const which = taken.value?.summary.which
  const [fresh, edited, deleted] = [new Set(which?.fresh), new Set(which?.edited), new Set(which?.deleted)]
  for (const post of posts) {
    const ids = new Set(post.heard.flatMap(idOf))
    // Two posts that say the same: the first is told that it was taken.
    const count = (of: Set<string>) => [...ids].filter((id) => of.delete(id)).length
    post.done({
      fresh: count(fresh),
      edited: count(edited),
      deleted: count(deleted),
      refused: prepare(post.heard, now).refused,
    })
  }
}

const idOf = (item: Heard): string[] =>
  item.kind === 'message' ? [item.message.externalId] : item.kind === 'deletion' ? [item.externalId] : []
