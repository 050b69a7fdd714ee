import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'

/** A thread that answers questions one after the other. It begins with the first, and again after it dies. */
export interface Thread<Question, Answer> {
  /**
   * Throws ThreadLost when the thread cannot begin, dies of this or of another question, or hangs: gives no answer for
   * `patienceMs`, usually its own.
   */
  ask(question: Question, patienceMs?: number): Promise<Answer>
  /** Whether it has begun: what it is told now it knows until it dies. */
  isAlive(): boolean
  /** What is asked after is lost. */
  stop(): Promise<void>
}

export class ThreadLost extends Error {
  override readonly name = 'ThreadLost'
}

export interface ThreadOptions<Question> {
  /** A file that calls `answering`. */
  program: URL
  memory: ResourceLimits
  /** After so long without an answer it hangs. */
  patience: { toBeginMs: number; perQuestionMs: number }
  /** What it was told is forgotten. `hadBegun`: it had answered before. */
  onDeath?: (hadBegun: boolean) => void
  /** What it is told first, whenever it begins. */
  firstTold?: () => Question | undefined
}

/** After a thread that could not even begin. */
const restMs = 30_000

export function createThread<Question, Answer>(options: ThreadOptions<Question>): Thread<Question, Answer> {
  let alive: Life<Question, Answer> | undefined
  let restingUntil = 0
  let isStopped = false
  const begin = () => {
    const life = beginLife<Question, Answer>(options, (hadBegun) => {
      if (alive === life) alive = undefined
      if (!hadBegun) restingUntil = Date.now() + restMs
      if (!isStopped) options.onDeath?.(hadBegun)
    })
    const told = options.firstTold?.()
    // Whoever asks next learns that it died of this.
    if (told !== undefined) life.ask(told).catch(() => {})
    return life
  }
  return {
    async ask(question, patienceMs) {
      if (isStopped || Date.now() < restingUntil) throw new ThreadLost('There is no thread now.')
      alive ??= begin()
      return alive.ask(question, patienceMs)
    },
    isAlive: () => alive !== undefined,
    async stop() {
      isStopped = true
      await alive?.end()
    },
  }
}

interface Life<Question, Answer> {
  ask(question: Question, patienceMs?: number): Promise<Answer>
  end(): Promise<void>
}

interface Waiting<Answer> {
  done(answer: Answer): void
  failed(error: Error): void
}

/** A thread with its open questions; when it dies they fail, and it is no more. */
function beginLife<Question, Answer>(
  { program, memory, patience }: ThreadOptions<Question>,
  onDeath: (hadBegun: boolean) => void,
): Life<Question, Answer> {
  const worker = new Worker(program, { execArgv: [], resourceLimits: memory })
  // A process that has nothing else to do may end.
  worker.unref()
  const open = new Map<number, Waiting<Answer>>()
  let hadBegun = false
  let count = 0
  worker.on('message', ([id, answer]: [number, Answer]) => {
    hadBegun = true
    open.get(id)?.done(answer)
  })
  worker.on('error', () => {})
  worker.once('exit', () => {
    onDeath(hadBegun)
    for (const { failed } of open.values()) failed(new ThreadLost('The thread died.'))
  })
  return {
    ask: (question, patienceMs) =>
      new Promise((resolve, reject) => {
        count += 1
        const id = count
        const timeMs = patienceMs ?? (hadBegun ? patience.perQuestionMs : patience.toBeginMs)
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
        worker.postMessage([id, question])
      }),
    end: async () => void (await worker.terminate()),
  }
}

/**
 * Where a thread's program is, `src/<file>`, whose name ends in `-program.ts`: compiled beside whoever asks, when that is
 * compiled; else as it is written, whose types Node reads away by itself, with the memory of a compiler for each thread.
 */
export function programAt(file: string, asker: string): URL {
  if (asker.endsWith('.ts')) return new URL(`../${file}`, import.meta.url)
  const compiled = new URL(`./${basename(file, '.ts')}.js`, asker)
  return existsSync(compiled) ? compiled : new URL(`../src/${file}`, asker)
}
