import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Connection } from '../../src/core/postgres/start.ts'
import type { Armed } from './kill-points.ts'

/** A Tertulia that is there to be killed. */
export interface Victim {
  /** The product's own code has begun to run. */
  began: Promise<void>
  listening: Promise<void>
  ended: Promise<void>
  isListening(): boolean
  hasEnded(): boolean
  connection(): Connection | undefined
  /** Resolves when it, or its database's server, is killed at the moment that was armed with its start. */
  struck: Promise<void>
  /** Resolves when the moment has come. */
  arm(what: Armed): Promise<void>
  kill(): void
}

export interface Home {
  /** The compiled program. */
  program: string
  dataFolder: string
  network: string
}

export function startVictim(home: Home, armed?: Armed): Victim {
  const log = openSync(join(home.dataFolder, '..', 'tertulia.log'), 'a')
  const child = spawn(process.execPath, [home.program], {
    stdio: ['pipe', log, log, 'pipe'],
    env: environment(home, armed),
  })
  const ended = once(child, 'exit').then(() => {})
  let connection: Connection | undefined
  let isListening = false
  const heard = new Map<string, () => void>()
  const told = (at: string) => new Promise<void>((resolve) => heard.set(at, resolve))
  const [began, listening, struck] = [told('began'), told('listening'), told('strike')]
  reports(child, (news) => {
    if (news.at === 'server') connection = news.connection
    if (news.at === 'listening') isListening = true
    heard.get(news.at)?.()
  })
  return {
    began,
    listening,
    struck,
    ended,
    isListening: () => isListening,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    connection: () => connection,
    arm(what) {
      const struck = told('strike')
      child.stdin?.write(`${JSON.stringify(what)}\n`)
      return struck
    },
    kill: () => child.kill('SIGKILL'),
  }
}

interface News {
  at: string
  connection: Connection
}

function reports(child: ChildProcess, on: (news: News) => void): void {
  child.stdin?.on('error', () => {})
  const pipe = child.stdio[3]
  if (!pipe || !('read' in pipe)) throw new Error('The process has no pipe to report on.')
  pipe.on('error', () => {})
  createInterface({ input: pipe }).on('line', (line) => {
    const news: News = JSON.parse(line)
    on(news)
  })
}

const environment = ({ dataFolder, network }: Home, armed: Armed | undefined) => ({
  PATH: process.env.PATH ?? '',
  NODE_COMPILE_CACHE: join(dataFolder, '..', 'cache'),
  TERTULIA_DATA: dataFolder,
  TERTULIA_ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
  LOG_LEVEL: 'warn',
  CRASH_NETWORK: network,
  ...(armed ? { CRASH_ARMED: JSON.stringify(armed) } : {}),
})
