import { parseArgs } from 'node:util'
import { evaluateCoach } from './coach.ts'
import { evaluatePromises } from './promises.ts'
import { evaluateReading } from './reading.ts'
import { evaluateSpeed } from './speed.ts'
import { evaluateSuggestions } from './suggestions.ts'
import { drawTable, mark } from './table.ts'

// npm run eval [-- --quick] [-- --closer]: every figure of the reader, with what it must and should be. --quick leaves speed
// and memory out, --closer adds every label and every kind of hate and its look-alikes. Leaves with 1 when a must is not met.
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, closer: { type: 'boolean', default: false } },
})

// First, while the process has read nothing: what reading adds is measured against that.
const speed = values.quick ? [] : evaluateSpeed()
const { lines, closer } = evaluateReading()
const all = [...lines, evaluateSuggestions(), ...evaluateCoach(), ...evaluatePromises(), ...speed]
console.log(drawTable(all))
if (values.closer) console.log(`\n${closer.join('\n')}`)
const failed = all.filter((line) => mark(line) === 'fails')
if (failed.length > 0) {
  console.log(`\n${failed.length} of the musts are not met.`)
  process.exitCode = 1
}
