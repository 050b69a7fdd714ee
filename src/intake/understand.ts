import { Worker } from 'node:worker_threads'
import type { Switchboard } from '../channels/index.ts'
import type { Logger } from '../core/log.ts'
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
const usualPatience = { perQuestionMs: 5_000, perBatchMs: 2_000, toBeginMs: 10_000, toLearnMs: 60_000 }
type Patience = typeof usualPatience
/** After a thread that could not even begin. */
const restMs = 30_000
/** In MB, beside the weights, which are not counted as they are no objects. */
const memory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

/** One thread, begun with the first question and again after it dies. A test has a reader and a patience of its own. */
export function createUnderstanding(
  log: Logger,
  { program = ours, patience = usualPatience }: { program?: URL; patience?: Patience } = {},
): Understanding {
  let thread: Thread | undefined
  let restingUntil = 0
  let isStopped = false
  let layer: Layer | undefined
  const ask = async (question: Asked): Promise<Answer> => {
    if (isStopped || Date.now() < restingUntil) throw new NotUnderstood('There is no reader now.')
    if (!thread) {
      thread = begin(program, patience, (died, hadBegun) => {
        if (thread === died) thread = undefined
        if (!hadBegun) restingUntil = Date.now() + restMs
        if (!isStopped) log.warn({ hadBegun }, 'the thread that reads messages died; it is begun again')
      })
      if (layer) void thread.ask({ teach: layer }).catch(notNow)
    }
    return thread.ask(question)
  }
  const readSome = async (said: readonly Said[]): Promise<readonly Understood[]> => {
    const answer = await ask({ read: said })
    if (!('bytes' in answer)) return []
    return unpack(answer.bytes).map((reading, at) => ({ reading, topics: answer.topics?.[at] ?? [] }))
  }
  return {
    read: (said) => readAll(said, readSome, patience.perBatchMs),
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
      if (thread) await thread.ask({ teach: taught ?? null }).catch(notNow)
    },
    async learn(lessons) {
      // In a thread of its own: trying what was learned takes seconds, in which messages are to be read.
      const student = begin(program, patience, () => {})
      try {
        const answer = await student.ask({ learn: lessons })
        if (!('learned' in answer)) throw new NotUnderstood('The reader did not learn.')
        return answer.learned
      } finally {
        await student.stop()
      }
    },
    async stop() {
      isStopped = true
      await thread?.stop()
    },
  }
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
    const some = await readSome(said.slice(from, from + atOnce)).catch(notNow)
    if (!some) break
    readings.push(...some)
  }
  return said.map((_, at) => readings[at])
}

function notNow(error: unknown): undefined {
  if (!(error instanceof NotUnderstood)) throw error
}

type Asked = Question extends infer One ? (One extends Question ? Omit<One, 'id'> : never) : never

interface Thread {
  ask(question: Asked): Promise<Answer>
  stop(): Promise<void>
}

interface Waiting {
  done(answer: Answer): void
  failed(error: Error): void
}

/** A thread with its open questions; when it dies they fail, and it is no more. */
function begin(program: URL, patience: Patience, onDeath: (died: Thread, hadBegun: boolean) => void): Thread {
  const worker = new Worker(program, { execArgv: [], resourceLimits: memory })
  // A process that has nothing else to do may end.
  worker.unref()
  const open = new Map<number, Waiting>()
  let hadBegun = false
  let count = 0
  worker.on('message', (answer: Answer) => {
    hadBegun = true
    open.get(answer.id)?.done(answer)
  })
  worker.on('error', () => {})
  worker.once('exit', () => {
    onDeath(thread, hadBegun)
    for (const { failed } of open.values()) failed(new NotUnderstood('The reader died.'))
  })
  const thread: Thread = {
    ask: (question) => {
      count += 1
      const id = count
      return new Promise<Answer>((resolve, reject) => {
        const timeMs = timeFor(question, hadBegun, patience)
        const clock = setTimeout(() => void worker.terminate(), timeMs)
        const end = () => {
          clearTimeout(clock)
          open.delete(id)
        }
        open.set(id, {
          done: (answer) => {
            end()
            resolve(answer)
          },
          failed: (error) => {
            end()
            reject(error)
          },
        })
        worker.postMessage({ ...question, id })
      })
    },
    stop: async () => void (await worker.terminate()),
  }
  return thread
}

function timeFor(question: Asked, hadBegun: boolean, patience: Patience): number {
  if ('learn' in question) return patience.toLearnMs
  return hadBegun ? patience.perQuestionMs : patience.toBeginMs
}

// Node reads the types away by itself; what is compiled runs from a folder beside `src`.
const ours = new URL(
  import.meta.url.endsWith('.ts') ? './understand-program.ts' : '../src/intake/understand-program.ts',
  import.meta.url,
)
