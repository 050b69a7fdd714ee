import { parentPort } from 'node:worker_threads'
import type { Reading, Reason, Said } from '../reading/index.ts'
import { pack } from './understand-pack.ts'

/** What the thread is asked, and what it answers to the same number. */
export type Question = { id: number } & ({ read: readonly Said[] } | { explain: Said } | { version: true })
export type Answer = { id: number } & (
  | { version: string; bytes: Uint8Array<ArrayBuffer> }
  | { reasons: readonly Reason[] }
  | { version: string }
)

/** Who reads: the product's own, or a test's. */
export interface Reader {
  version: string
  read(said: readonly Said[]): Reading[]
  explain(said: Said): Reason[]
}

/** Answers questions one after the other, for as long as the thread lives. */
export function serve(reader: Reader): void {
  parentPort?.on('message', (question: Question) => {
    const { id } = question
    if ('read' in question) {
      const bytes = pack(reader.read(question.read))
      reply({ id, version: reader.version, bytes }, [bytes.buffer])
    } else if ('explain' in question) reply({ id, reasons: reader.explain(question.explain) })
    else reply({ id, version: reader.version })
  })
}

const reply = (answer: Answer, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(answer, moved)
