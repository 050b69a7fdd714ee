import { answering } from '../lib/answering.ts'
import type { Judgement, Layer, Lesson, Reading, Reason, Said, Trial } from '../reading/index.ts'
import { pack } from './understand-pack.ts'

/** What the thread is asked. */
export type Question =
  | { read: readonly Said[] }
  | { explain: Said }
  | { version: true }
  | { teach: Layer | null }
  | { learn: readonly Lesson[] }

export type Answer =
  | { version: string; bytes: Uint8Array<ArrayBuffer>; topics: readonly (readonly Judgement<string>[])[] | undefined }
  | { reasons: readonly Reason[] }
  | { version: string }
  | { learned: Trial }

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
  answering<Question, Answer>((question) => {
    if ('read' in question) {
      const bytes = pack(reader.read(question.read))
      const topics = hasTopics ? reader.topics(question.read) : undefined
      return { answer: { version: reader.version, bytes, topics }, moved: [bytes.buffer] }
    }
    if ('explain' in question) return { answer: { reasons: reader.explain(question.explain) } }
    if ('learn' in question) return { answer: { learned: school.learn(question.learn) } }
    if ('teach' in question) {
      reader = school.reader(question.teach ?? undefined)
      hasTopics = Object.keys(question.teach?.topics ?? {}).length > 0
    }
    return { answer: { version: reader.version } }
  })
}
