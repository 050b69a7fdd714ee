import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { campaign } from './campaign.ts'
import { compileChild } from './compile.ts'
import { guards } from './guards.ts'
import { random } from './random.ts'
import type { Tally } from './tally.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    messages: { type: 'string', default: '10000' },
    replies: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    without: { type: 'string' },
    run: { type: 'string' },
    // Seconds. A machine that others use too may need more.
    within: { type: 'string', default: '10' },
    aloud: { type: 'boolean', default: false },
  },
})

const seed = Number(values.seed)
const resumesWithinMs = Number(values.within) * 1_000
const runs = (['process', 'postgres'] as const).filter((victim) => values.run === undefined || values.run === victim)

async function main(): Promise<number> {
  const { without } = values
  if (without !== undefined && !guards[without]) {
    console.error(`There is no guard ${without}. There are: ${Object.keys(guards).join(', ')}.`)
    return 2
  }
  console.log(`Crash test, seed ${seed}${without ? `, without this guard: ${guards[without]?.about}` : ''}`)
  const program = await compileChild(without)
  try {
    let violations = 0
    for (const victim of runs) violations += await once(victim, program)
    console.log(violations === 0 ? 'Nothing was lost and nothing was doubled.' : `${violations} violations.`)
    return violations === 0 ? 0 : 1
  } finally {
    await rm(program, { force: true })
  }
}

async function once(victim: (typeof runs)[number], program: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tertulia-crash-'))
  const [kills, messages, replies] = [values.kills, values.messages, values.replies].map(Number)
  const from = Date.now()
  console.log(`\n${victim === 'process' ? 'The process' : 'PostgreSQL'} is killed`)
  const tally = await campaign({
    victim,
    kills: kills ?? 0,
    messages: messages ?? 0,
    replies: replies ?? 0,
    program,
    folder,
    random: random(seed).fork(victim),
    aloud: values.aloud,
    resumesWithinMs,
  })
  report(tally, Date.now() - from)
  if (tally.violations.length === 0) await rm(folder, { recursive: true, force: true })
  else console.log(`  its folder and log are kept in ${folder}`)
  return tally.violations.length
}

function report(tally: Tally, tookMs: number): void {
  console.log(`  ${tally.kills} kills in ${Math.round(tookMs / 1000)} s, ${tally.violations.length} violations`)
  const most = Math.max(...tally.fell.values())
  for (const [moment, count] of tally.fell)
    console.log(`  ${moment.padEnd(14)} ${String(count).padStart(4)} ${'█'.repeat(Math.round((count / most) * 40))}`)
  for (const [detail, count] of [...tally.details].sort()) console.log(`    ${String(count).padStart(3)} × ${detail}`)
  console.log(
    `  ${tally.killsInSend} kills fell in a send that cannot be looked up; ${tally.uncertain} replies are uncertain`,
  )
  const [worst] = [...tally.resumed].sort((a, b) => b.ms - a.ms)
  const sorted = tally.resumed.map(({ ms }) => ms).sort((a, b) => a - b)
  console.log(
    `  work resumed after ${sorted[Math.floor(sorted.length / 2)]} ms (median), ${worst?.ms} ms at worst (after ${worst?.after}); at most ${resumesWithinMs} ms`,
  )
}

process.exitCode = await main()
