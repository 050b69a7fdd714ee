import { getPriority, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'

/** The other side of `createThread`: answers each question in order. `moved`: buffers of the answer that need no copy. */
export function answering<Question, Answer>(
  answer: (question: Question) => { answer: Answer; moved?: ArrayBuffer[] },
): void {
  letOthersPass()
  parentPort?.on('message', ([id, question]: [number, Question]) => {
    const told = answer(question)
    parentPort?.postMessage([id, told.answer], told.moved ?? [])
  })
}

/** Nice values, from -20 to 19: the higher, the later its turn. */
const later = 10
const last = 19

/** Where processors are short, pages and what is stored go before it. Only Linux ranks threads: elsewhere 0 is the process. */
function letOthersPass(): void {
  if (process.platform === 'linux') setPriority(0, Math.min(getPriority(0) + later, last))
}
