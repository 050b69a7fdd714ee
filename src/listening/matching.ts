import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import type { Logger } from '../core/log.ts'
import { createThread, programAt, ThreadLost } from '../lib/thread.ts'
import { findKnown } from './checked.ts'
import type { Listened } from './query/document.ts'
import type { Answered, Asked, Held, Need } from './watch-worker.ts'

/** Every saved query that is on, held in a thread of its own and kept as the database has them. */
export interface Matching {
  /**
   * Which queries each message matches, by their ids, in order. Asks the database first what has changed, so that what was
   * saved before is matched from here on; `db` may be the transaction that stores the messages.
   */
  match(
    db: Db | Tx,
    messages: readonly Listened[],
    /** `languages`: tells in which language they are first, since nobody has read them. */
    how?: { languages?: boolean },
  ): Promise<readonly (readonly string[])[]>
  /** What must be known of messages to match them: the most that any query asks. */
  needs(db: Db | Tx): Promise<Need>
  /** Ends the thread. */
  stop(): Promise<void>
}

/** In MB: a hundred thousand queries and what it takes to load them. */
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 32 }
const patience = { toBeginMs: 10_000, perQuestionMs: 10_000 }
/** So many messages are matched before somebody else's have their turn. */
const atOnce = 64
/** So many queries are told at a time. */
const toldAtOnce = 500

/** One for each process. The thread begins with the first query. */
export function createMatching(log: Logger, program: URL = ours): Matching {
  let reached = 0
  let held: Held = { size: 0, needs: 'words' }
  let turn: Promise<void> = Promise.resolve()
  const thread = createThread<Asked, Answered>({
    program,
    memory,
    patience,
    onDeath() {
      reached = 0
      log.warn('the thread that watches for saved queries died; it is begun again')
    },
  })

  const refresh = async (db: Db | Tx): Promise<void> => {
    for (let isMore = true; isMore; ) {
      const changes = await changesAfter(db, reached)
      const last = changes.at(-1)
      if (!last) return
      const told = changes.map(({ id, text, isOn }) => ({ id, text: isOn ? text : undefined }))
      const answer = await thread.ask({ told, known: await findKnown(db) })
      if ('size' in answer) held = answer
      reached = last.changed
      isMore = changes.length === toldAtOnce
    }
  }
  // One after the other: two batches that look at once would both tell what is new.
  const refreshed = async (db: Db | Tx): Promise<Held> => {
    const mine = turn.then(() => refresh(db))
    turn = mine.catch(() => {})
    await mine
    return held
  }
  const asBefore = (error: unknown): Held => {
    if (error instanceof ThreadLost) return held
    throw error
  }
  const matchSome = async (db: Db | Tx, messages: readonly Listened[], languages: boolean): Promise<string[][]> => {
    // It died meanwhile, maybe of somebody else's question, and knows nothing.
    if (reached === 0) await refreshed(db)
    const answer = await thread.ask({ messages, languages })
    return 'size' in answer ? [] : answer
  }

  return {
    async match(db, messages, { languages = false } = {}) {
      if ((await twice(() => refreshed(db)).catch(asBefore)).size === 0) return messages.map(() => [])
      const found: string[][] = []
      for (let from = 0; from < messages.length; from += atOnce) {
        const some = messages.slice(from, from + atOnce)
        found.push(...(await twice(() => matchSome(db, some, languages)).catch(noneOf(some, log))))
      }
      return found
    },
    needs: async (db) => (await twice(() => refreshed(db)).catch(asBefore)).needs,
    stop: () => thread.stop(),
  }
}

/** A thread that died is begun again, and told everything anew. */
const twice = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    if (error instanceof ThreadLost) return work()
    throw error
  })

/** What kills the thread must not keep the messages out: they match nothing until somebody looks through history. */
const noneOf =
  (messages: readonly Listened[], log: Logger) =>
  (error: unknown): string[][] => {
    if (!(error instanceof ThreadLost)) throw error
    log.error({ messages: messages.length }, 'messages could not be matched; filling in history finds them')
    return messages.map(() => [])
  }

interface Change {
  id: string
  text: string
  changed: number
  isOn: boolean
}

async function changesAfter(db: Db | Tx, changed: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select q.id, q.text, q.changed, not exists (select from query_pauses p where p.query_id = q.id)
      and not exists (select from query_removals r where r.query_id = q.id) as "isOn"
    from queries q where q.changed > ${changed} order by q.changed limit ${toldAtOnce}`.execute(db)
  return rows
}

const ours = programAt('listening/watch-program.ts', import.meta.url)
