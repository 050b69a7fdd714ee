import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openFolder } from '../../src/core/postgres/folder.ts'
import { processesOn } from '../../src/core/postgres/processes.ts'
import type { Target } from './kill-points.ts'
import type { Random } from './random.ts'
import type { Victim } from './victim.ts'

/** Kills now; false when there was nothing to kill. */
export async function killNow(victim: Victim, target: Target, dataFolder: string, random: Random): Promise<boolean> {
  if (target === 'process') {
    victim.kill()
    await victim.ended
    return true
  }
  const folder = await openFolder(dataFolder)
  const pids = await processesOn(folder)
  const first = Number.parseInt(await readFile(join(folder.cluster, 'postmaster.pid'), 'utf8').catch(() => ''), 10)
  const backends = pids.filter((pid) => pid !== first)
  const pid = target === 'postmaster' || backends.length === 0 ? first : random.pick(backends)
  return pids.includes(pid) && process.kill(pid, 'SIGKILL')
}
