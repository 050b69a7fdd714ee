import { answering } from '../lib/answering.ts'
import { type Answered, type Asked, createWatch } from './watch-worker.ts'

// The program of the thread that holds the saved queries.
const watch = createWatch()
answering<Asked, Answered>((asked) => ({ answer: watch(asked) }))
