import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchDesk } from './desk.ts'
import { benchImport } from './import.ts'
import { benchIntake } from './intake.ts'
import { benchListening } from './listening.ts'
import { benchLive } from './live.ts'
import { benchMatching } from './matching.ts'
import { print, type Row } from './measure.ts'
import { benchPages } from './pages.ts'
import { stage } from './stage.ts'

// npm run bench [-- --scale small|full] [--json FILE]. Figures of one run belong together; machines differ.
const { values } = parseArgs({ options: { scale: { type: 'string', default: 'small' }, json: { type: 'string' } } })
const full = values.scale === 'full'

const rows: Row[] = []
const add = (more: Row[]) => {
  print(more)
  rows.push(...more)
}

add(await benchLive(full ? 60 : 10))
add(await benchImport(full ? 1_000_000 : 10_000))
add(await (full ? benchDesk(100_000, 60, 3) : benchDesk(5_000, 8)))
const on = await stage()
try {
  add(await benchMatching(on.db, full ? 100_000 : 10_000, full ? 100 : 10))
  add(await benchIntake(on, full ? 210_000 : 20_000))
  add(await benchListening(on, full ? 60_000 : 9_000))
  add(await benchPages(on, full ? 1_000_000 : 20_000))
} finally {
  await on.stop()
}
if (values.json)
  await writeFile(
    values.json,
    `${JSON.stringify({ scale: values.scale, node: process.version, rows }, undefined, 2)}\n`,
  )
process.exit(0)
