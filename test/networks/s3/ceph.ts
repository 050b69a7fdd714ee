import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Programs, pluginFolders, unpackedPrograms } from './programs.ts'

const run = promisify(execFile)

export interface Ceph {
  /** What Tertulia is told: S3_ENDPOINT and the keys. */
  env: { S3_ENDPOINT: string; S3_ACCESS_KEY_ID: string; S3_SECRET_ACCESS_KEY: string }
  stop(): Promise<void>
}

const keys = { S3_ACCESS_KEY_ID: 'TERTULIA', S3_SECRET_ACCESS_KEY: 'un secreto/de+la casa' }

/** The smallest Ceph there can be, on loopback and in memory: one monitor, one store, one gateway. */
export async function startCeph(): Promise<Ceph> {
  const programs = await unpackedPrograms()
  const scratch = await mkdtemp(path.join(tmpdir(), 'tertulia-s3-'))
  const cluster = new Cluster(programs, scratch)
  try {
    return await cluster.start()
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

class Cluster {
  readonly #programs: Programs
  readonly #scratch: string
  readonly #env: NodeJS.ProcessEnv
  readonly #children: ChildProcess[] = []

  constructor(programs: Programs, scratch: string) {
    this.#programs = programs
    this.#scratch = scratch
    this.#env = { ...process.env, ...programs.env, CEPH_CONF: this.#file('ceph.conf') }
    process.once('exit', this.#kill)
  }

  async start(): Promise<Ceph> {
    const [v2, v1, web] = [await freePort(), await freePort(), await freePort()]
    const fsid = randomUUID()
    const monitors = `[v2:127.0.0.1:${v2},v1:127.0.0.1:${v1}]`
    await Promise.all(['mon', 'osd'].map((name) => mkdir(this.#file(name))))
    await writeFile(this.#file('keyring'), '')
    await writeFile(this.#file('ceph.conf'), this.#settings(fsid, monitors))
    await this.#run('monmaptool', '--create', '--fsid', fsid, '--addv', 'a', monitors, this.#file('monmap'))
    await this.#run('ceph-mon', '--mkfs', '-i', 'a', '--monmap', this.#file('monmap'))
    this.#spawn('ceph-mon', '-i', 'a', '-f')
    const store = randomUUID()
    await this.#run('python3', `${this.#programs.root}/usr/bin/ceph`, 'osd', 'new', store)
    await this.#run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', store)
    this.#spawn('ceph-osd', '-i', '0', '-f')
    this.#spawn('radosgw', '-n', 'client.rgw', '-f', `--rgw-frontends=beast endpoint=127.0.0.1:${web}`)
    const S3_ENDPOINT = `http://127.0.0.1:${web}`
    await this.#answers(S3_ENDPOINT)
    const { S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = keys
    const user = ['--uid=casa', '--display-name=Casa', `--access-key=${id}`, `--secret-key=${secret}`]
    await this.#run('radosgw-admin', '-n', 'client.rgw', 'user', 'create', ...user)
    return { env: { S3_ENDPOINT, ...keys }, stop: () => this.stop() }
  }

  async stop(): Promise<void> {
    this.#kill()
    await Promise.all(this.#children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')))
    process.off('exit', this.#kill)
    await rm(this.#scratch, { recursive: true, force: true })
  }

  // In memory: there is nothing that an orderly end would save.
  #kill = (): void => {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  #file = (name: string): string => path.join(this.#scratch, name)

  #run = (program: string, ...args: string[]) => run(program, args, { env: this.#env, timeout: 60_000 })

  #spawn(program: string, ...args: string[]): void {
    this.#children.push(spawn(program, args, { env: this.#env, stdio: 'ignore' }))
  }

  async #answers(url: string): Promise<void> {
    const until = Date.now() + 60_000
    for (;;) {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
      if (answer?.ok) return
      if (Date.now() > until) throw new Error('Ceph did not begin to answer within a minute.')
      await sleep(300)
    }
  }

  #settings(fsid: string, monitors: string): string {
    const all: Record<string, string> = {
      fsid,
      'mon host': monitors,
      'mon initial members': 'a',
      'public addr': '127.0.0.1',
      'cluster addr': '127.0.0.1',
      'auth cluster required': 'none',
      'auth service required': 'none',
      'auth client required': 'none',
      // Without keys of its own it cannot encrypt towards the monitor.
      'ms mon client mode': 'crc',
      'osd pool default size': '1',
      'osd pool default min size': '1',
      'mon allow pool size one': 'true',
      'osd pool default pg num': '4',
      'osd pool default pg autoscale mode': 'off',
      'osd crush chooseleaf type': '0',
      'osd objectstore': 'memstore',
      'memstore device bytes': String(256 * 1024 * 1024),
      'run dir': this.#scratch,
      'log file': this.#file('$name.log'),
      'admin socket': this.#file('$name.asok'),
      'mon cluster log file': this.#file('cluster.log'),
      'mon data': this.#file('mon'),
      'osd data': this.#file('osd'),
      keyring: this.#file('keyring'),
      ...pluginFolders(this.#programs.root),
    }
    const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`)
    return `[global]\n${lines.join('\n')}\n`
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
