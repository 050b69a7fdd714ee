import { parentPort } from 'node:worker_threads'

/** The other side of `createThread`: answers each question in order. `moved`: buffers of the answer that need no copy. */
export function answering<Question, Answer>(
  answer: (question: Question) => { answer: Answer; moved?: ArrayBuffer[] },
): void {
  parentPort?.on('message', ([id, question]: [number, Question]) => {
    const told = answer(question)
    parentPort?.postMessage([id, told.answer], told.moved ?? [])
  })
}
