export { outboxJobs, outboxSubscribers, sweep } from './jobs.ts'
export { outboxWords } from './words.ts'
