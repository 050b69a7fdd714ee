import { parseArgs } from 'node:util'
import { evaluateReading } from './reading.ts'
import { drawTable, type Line, mark } from './table.ts'

// npm run eval [-- --quick] [-- --closer]: every figure of the reader, with what it must and should be; --quick leaves speed and memory out.
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, closer: { type: 'boolean', default: false } },
})

const { lines, closer } = evaluateReading()
const all: Line[] = [...lines]
console.log(drawTable(all))
if (values.closer) console.log(`\n${closer.join('\n')}`)
const failed = all.filter((line) => mark(line) === 'fails')
if (failed.length > 0) {
  console.log(`\n${failed.length} of the musts are not met.`)
  process.exitCode = 1
}
