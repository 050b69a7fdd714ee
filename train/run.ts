import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { corpus } from './corpus.ts'
import { learn } from './learn.ts'

// npm run train [-- --check]: learns to read, and writes the weights, or compares them with those committed.
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const file = path.resolve(import.meta.dirname, '../src/reading/weights/reader.bin')

const began = Date.now()
const learned = learn(corpus(), (line) => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s: ${line}`))
if (!values.check) {
  writeFileSync(file, learned)
  console.log(`Written to ${file}: ${(learned.length / 1e6).toFixed(2)} MB.`)
} else if (learned.equals(readFileSync(file))) console.log('The same, byte for byte, as the weights committed.')
else {
  console.log('These are not the weights committed: run “npm run train” and commit them.')
  process.exitCode = 1
}
