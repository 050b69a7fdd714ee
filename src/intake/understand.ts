import { setTimeout as sleep } from 'node:timers/promises'
import type { Switchboard } from '../channels/index.ts'
import type { Logger } from '../core/log.ts'
import { afterPages } from '../core/pages-first.ts'
import { createThread, programAt, ThreadLost } from '../lib/thread.ts'
import type { Matching } from '../listening/index.ts'
import type { Judgement, Layer, Lesson, Reading, Reason, Said, Trial } from '../reading/index.ts'
import { unpack } from './understand-pack.ts'
import type { Answer, Question } from './understand-worker.ts'

/** What was understood of one text. */
export interface Understood {
  reading: Reading
  /** By their ids, the organisation's topics that it is likely to be about. */
  topics: readonly Judgement<string>[]
}

/** Reads what people say, in a thread of its own: no page waits for it. */
export interface Understanding {
  /** A reading for each, in order; undefined where there was none in time: that is read later. */
  read(said: readonly Said[]): Promise<readonly (Understood | undefined)[]>
  /** Why it is read so, the strongest reason first. Throws `NotUnderstood` when nobody can tell now. */
  explain(said: Said): Promise<readonly Reason[]>
  /** Which reader this is; undefined when it cannot be made now. */
  version(): Promise<string | undefined>
  /** From now on it reads with what an organisation taught, also after its thread died; or without. */
  teach(layer: Layer | undefined): Promise<void>
  /** What lessons come to, tried on messages kept apart. Throws `NotUnderstood` when nobody can learn now. */
  learn(lessons: readonly Lesson[]): Promise<Trial>
  /** Ends the thread. What is asked after is not understood. */
  stop(): Promise<void>
}

/** What the rooms of this house that hear have at hand. Without a reader, what comes in is read later. */
export interface Intake extends Switchboard {
  understanding?: Understanding | undefined
  /** Without, no query watches what comes in. */
  matching?: Matching | undefined
}

export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
}

/** So many are read before somebody else's question has its turn. */
const atOnce = 64
/** A thread that has not answered by then hangs. A batch of messages waits for its reader less, and is stored unread. */
const usualPatience = { perQuestionMs: 5_000, perBatchMs: 100, toBeginMs: 10_000, toLearnMs: 60_000 }
type Patience = typeof usualPatience
/** What a batch waits besides for each of its messages, once the thread has begun: until then it would only wait. */
const perMessageMs = 4
/**
 * In MB, beside the weights, which are not counted as they are no objects. Some 45 MB are always in use: with no more than 72 it
 * collected garbage all the time, for a fifth of what taking a message in costs altogether.
 */
const memory = { maxOldGenerationSizeMb: 80, maxYoungGenerationSizeMb: 6 }

/** One thread, begun with the first question and again after it dies. A test has a reader and a patience of its own. */
export function createUnderstanding(
  log: Logger,
  { program = ours, patience = usualPatience }: { program?: URL; patience?: Patience } = {},
): Understanding {
  let layer: Layer | undefined
  let hasBegun = false
  const thread = createThread<Question, Answer>({
    program,
    memory,
    patience,
    onDeath(hadBegun) {
      hasBegun = false
      log.warn({ hadBegun }, 'the thread that reads messages died; it is begun again')
    },
    firstTold: () => layer && { teach: layer },
  })
  const ask = (question: Question) => thread.ask(question).catch(asNotUnderstood)
  const readSome = async (said: readonly Said[]): Promise<readonly Understood[]> => {
    const answer = await ask({ read: said })
    if (!('bytes' in answer)) return []
    hasBegun = true
    return unpack(answer.bytes).map((reading, at) => ({ reading, topics: answer.topics?.[at] ?? [] }))
  }
  return {
    read: (said) => readAll(said, readSome, patience.perBatchMs + (hasBegun ? said.length * perMessageMs : 0)),
    async explain(said) {
      const answer = await ask({ explain: said })
      return 'reasons' in answer ? answer.reasons : []
    },
    async version() {
      const answer = await ask({ version: true }).catch(notNow)
      return answer && 'version' in answer ? answer.version : undefined
    },
    async teach(taught) {
      layer = taught
      if (thread.isAlive()) await ask({ teach: taught ?? null }).catch(notNow)
    },
    async learn(lessons) {
      // In a thread of its own: trying what was learned takes seconds, in which messages are to be read.
      const student = createThread<Question, Answer>({ program, memory, patience })
      try {
        const answer = await student.ask({ learn: lessons }, patience.toLearnMs).catch(asNotUnderstood)
        if (!('learned' in answer)) throw new NotUnderstood('The reader did not learn.')
        return answer.learned
      } finally {
        await student.stop()
      }
    },
    stop: () => thread.stop(),
  }
}

/** Undefined when it takes longer; what becomes of it then is nobody's. */
function inTime<T>(work: Promise<T>, timeMs: number): Promise<T | undefined> {
  const late = new AbortController()
  const waited = sleep(Math.max(timeMs, 0), undefined, { signal: late.signal, ref: false }).catch(() => undefined)
  return Promise.race([work, waited]).finally(() => late.abort())
}

function asNotUnderstood(error: unknown): never {
  if (error instanceof ThreadLost) throw new NotUnderstood('There is no reader now.', { cause: error })
  throw error
}

/** In parts, one after the other. What is not read in time stays unread, and so does everything after it. */
async function readAll(
  said: readonly Said[],
  readSome: (said: readonly Said[]) => Promise<readonly Understood[]>,
  timeMs: number,
): Promise<readonly (Understood | undefined)[]> {
  const readings: Understood[] = []
  const until = Date.now() + timeMs
  for (let from = 0; from < said.length && Date.now() < until; from += atOnce) {
    await afterPages()
    const some = await inTime(readSome(said.slice(from, from + atOnce)).catch(notNow), until - Date.now())
    if (!some) break
    readings.push(...some)
  }
  return said.map((_, at) => readings[at])
}

function notNow(error: unknown): undefined {
  if (!(error instanceof NotUnderstood)) throw error
}

const ours = programAt('intake/understand-program.ts', import.meta.url)
