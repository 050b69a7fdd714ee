export { intakeJobs } from './jobs.ts'
export { listen } from './listen.ts'
export { LeaseLost, take } from './take.ts'
export { intakeWords } from './words.ts'
