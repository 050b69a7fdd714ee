import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The proportional memory (PSS) of a process and everything below it, in MB. Linux only. */
export function pssMb(pid: number, alsoNamed?: string): number {
  return tree(pid, alsoNamed).reduce((sum, one) => sum + pssOf(one), 0) / 1024
}

function pssOf(pid: number): number {
  try {
    const [, kb = '0'] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return Number(kb)
  } catch {
    // It ended between being listed and being read.
    return 0
  }
}

/** A server that was started apart (its own session) is found by its data folder. */
function tree(pid: number, alsoNamed: string | undefined): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 1 << 24 })
    .trim()
    .split('\n')
  const all = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((it) => (it ? [{ pid: Number(it[1]), parent: Number(it[2]), args: it[3] ?? '' }] : []))
  const wanted = new Set(
    all.filter((one) => one.pid === pid || (alsoNamed && one.args.includes(alsoNamed))).map((one) => one.pid),
  )
  for (let grown = true; grown; ) {
    grown = false
    for (const one of all)
      if (wanted.has(one.parent) && !wanted.has(one.pid)) {
        wanted.add(one.pid)
        grown = true
      }
  }
  return [...wanted]
}
