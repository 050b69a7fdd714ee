import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { learnJudges } from './coach/judges.ts'
import { corpus } from './corpus.ts'
import { learn } from './learn.ts'

// npm run train [-- --check] [-- --only reader|coach]: learns to read and to coach, and writes the weights, or compares them
// with those committed.
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, only: { type: 'string' } } })

const began = Date.now()
const tell = (line: string) => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s: ${line}`)
if (values.only !== 'coach') keep('reading/weights/reader.bin', learn(corpus(), tell))
if (values.only !== 'reader') keep('conversations/coach/judge/judges.bin', learnJudges(tell))

function keep(name: string, learned: Buffer) {
  const file = path.resolve(import.meta.dirname, '../src', name)
  if (!values.check) {
    writeFileSync(file, learned)
    console.log(`Written to ${file}: ${(learned.length / 1e6).toFixed(2)} MB.`)
  } else if (learned.equals(readFileSync(file))) console.log(`${name}: the same, byte for byte, as committed.`)
  else {
    console.log(`${name}: not what is committed. Run “npm run train” and commit it.`)
    process.exitCode = 1
  }
}
