import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { learn } from './language/learn.ts'
import { samples } from './language/texts.ts'

// node --import tsx train/language.ts FOLDER [--check]: learns to tell languages, and writes the tables, or compares
// them with those committed. FOLDER is a node_modules with the packages that only this needs (docs/reading-language.md).
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
})
const file = path.resolve(import.meta.dirname, '../src/reading/weights/language.bin')

const began = Date.now()
const learnt = learn(samples(path.resolve(positionals[0] ?? 'node_modules')), (line) =>
  console.log(`${((Date.now() - began) / 1000).toFixed(1)} s: ${line}`),
)
if (!values.check) {
  writeFileSync(file, learnt)
  console.log(`Written to ${file}: ${(learnt.length / 1e6).toFixed(2)} MB.`)
} else if (readFileSync(file).equals(learnt)) console.log('The same, byte for byte, as the tables committed.')
else {
  console.log('These are not the tables committed.')
  process.exitCode = 1
}
