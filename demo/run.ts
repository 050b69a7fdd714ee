/** `npm run demo`: the sample company, in a data folder of its own, which goes on living while you look. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sentenceOf } from '../src/command/sentence.ts'
import { runDemo } from './start.ts'

const days = Number(process.argv.find((it) => it.startsWith('--days='))?.slice(7) ?? 90)
const anew = process.argv.includes('--new')
await runDemo({ days, anew }).catch(async (error: unknown) => {
  console.error(sentenceOf(error, process.env.LC_ALL ?? process.env.LANG) ?? error)
  await sleep(100)
  process.exit(1)
})
