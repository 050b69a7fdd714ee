import { parentPort } from 'node:worker_threads'
import type { Judgement, Layer, Lesson, Reading, Reason, Said, Trial } from '../reading/index.ts'
import { pack } from './understand-pack.ts'

/** What the thread is asked, and what it answers to the same number. */
export type Question = { id: number } & (
  | { read: readonly Said[] }
  | { explain: Said }
  | { version: true }
  | { teach: Layer | null }
  | { learn: readonly Lesson[] }
)
export type Answer = { id: number } & (
  | { version: string; bytes: Uint8Array<ArrayBuffer>; topics: readonly (readonly Judgement<string>[])[] | undefined }
  | { reasons: readonly Reason[] }
  | { version: string }
  | { learned: Trial }
)

/** Who reads: the product's own, or a test's. */
export interface Reader {
  version: string
  read(said: readonly Said[]): Reading[]
  explain(said: Said): Reason[]
  topics(said: readonly Said[]): Judgement<string>[][]
}

/** Who makes readers, with what an organisation taught or without, and learns from lessons. */
export interface School {
  reader(layer: Layer | undefined): Reader
  learn(lessons: readonly Lesson[]): Trial
}

/** Answers questions one after the other, for as long as the thread lives. */
export function serve(school: School): void {
  let reader = school.reader(undefined)
  let hasTopics = false
  parentPort?.on('message', (question: Question) => {
    const { id } = question
    if ('read' in question) {
      const bytes = pack(reader.read(question.read))
      const topics = hasTopics ? reader.topics(question.read) : undefined
      reply({ id, version: reader.version, bytes, topics }, [bytes.buffer])
    } else if ('explain' in question) reply({ id, reasons: reader.explain(question.explain) })
    else if ('learn' in question) reply({ id, learned: school.learn(question.learn) })
    else {
      if ('teach' in question) {
        reader = school.reader(question.teach ?? undefined)
        hasTopics = Object.keys(question.teach?.topics ?? {}).length > 0
      }
      reply({ id, version: reader.version })
    }
  })
}

const reply = (answer: Answer, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(answer, moved)
