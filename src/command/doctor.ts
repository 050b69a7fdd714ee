import { type Config, ConfigError, readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import type { Command } from './command.ts'
import { checkAddress, checkProxy } from './doctor/address.ts'
import { checkDatabase } from './doctor/database.ts'
import { checkFiles } from './doctor/files.ts'
import { type Finding, good, wrong } from './doctor/finding.ts'
import { checkFolder, checkKey, checkNode } from './doctor/machine.ts'
import { withDatabase } from './doctor/opened.ts'
import { checkChannels, checkJobs, checkMail } from './doctor/work.ts'

const marks = { good: '✓', wrong: '✗', note: '·' } as const

export const doctor: Command = {
  about: 'Looks whether all is well, and says what to do',
  usage: '',
  async run() {
    const findings = await examine()
    const faults = findings.filter(({ how }) => how === 'wrong').length
    console.log(
      faults === 0 ? '\nAll is well.' : `\n${faults === 1 ? 'One thing needs' : `${faults} things need`} you.`,
    )
    if (faults > 0) process.exitCode = 1
  },
}

/** Everything that can be looked at, each line printed as soon as it is known. Leaves everything as it was. */
async function examine(): Promise<Finding[]> {
  const findings: Finding[] = []
  const tell = (more: readonly Finding[]) => {
    for (const { how, text } of more) console.log(`${marks[how]} ${text}`)
    findings.push(...more)
  }
  tell([checkNode(process.versions.node)])
  const config = readSettings()
  if (!('port' in config)) {
    tell([config])
    return findings
  }
  tell([good('The settings of the environment can be read.')])
  tell(await checkFolder(config.dataFolder))
  tell(await checkKey(config))
  tell(checkProxy(config))
  const silent = { ...config, logLevel: 'silent' }
  const unreached = await withDatabase(silent, createLog('silent'), async (opened) => {
    const database = await checkDatabase(opened)
    tell(database.findings)
    if (!database.usable) return
    tell(await checkAddress(opened))
    tell(await checkMail(opened))
    tell(await checkFiles(opened))
    tell(await checkChannels(opened))
    tell(await checkJobs(opened))
  })
  if (unreached) tell([unreached])
  return findings
}

function readSettings(): Config | Finding {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return wrong(error.message)
    throw error
  }
}
