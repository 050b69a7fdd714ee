import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../src/core/database.ts'
import { openFolder } from '../../src/core/postgres/folder.ts'
import { endAll } from '../../src/core/postgres/processes.ts'
import { migrationsApplied, openOurs, type Standing, silentWindows, standings } from './database.ts'
import type { Armed, Target } from './kill-points.ts'
import { killNow } from './killing.ts'
import { lookAround } from './look-around.ts'
import { type Network, startNetwork } from './network.ts'
import { type Kill, leastOfEach, type Moment, plan } from './plan.ts'
import type { Random } from './random.ts'
import { type Decider, decider } from './replies.ts'
import { windowNames } from './story.ts'
import { Tally } from './tally.ts'
import { verify } from './verify.ts'
import { type Home, startVictim, type Victim } from './victim.ts'
import { eventually, within } from './waiting.ts'

export interface Wanted {
  /** What is killed: the process, or the server of its database while the process lives. */
  victim: 'process' | 'postgres'
  kills: number
  messages: number
  replies: number
  program: string
  folder: string
  random: Random
  /** Work goes on within this time after a kill. */
  resumesWithinMs: number
  /** Tells each kill when it falls. */
  aloud: boolean
}

/** After this long something is broken, and waiting longer shows nothing. */
const patienceMs = 45_000

/** One run: a fresh installation, a network's whole story, and kills until the plan is done; then everything is held against the network. */
export async function campaign(wanted: Wanted): Promise<Tally> {
  const network = await startNetwork(wanted.messages, wanted.random.fork('network'))
  const it = new Campaign(wanted, network)
  try {
    await it.run()
  } catch (error) {
    it.tally.violate(error instanceof Error ? error.message : String(error))
  } finally {
    await it.end()
    await network.close()
  }
  return it.tally
}

class Campaign {
  readonly tally = new Tally()
  readonly #wanted: Wanted
  readonly #network: Network
  readonly #home: Home
  readonly #random: Random
  readonly #decider: Decider
  #ours: Database | undefined
  #victim: Victim | undefined
  #killedAt: { at: number; after: string; told: Map<string, number>; unsettled: Map<string, string> } | undefined
  #startMs = 1_500
  /** A kill after which the database could not be looked at yet. */
  #lookLater = false
  #left: number

  constructor(wanted: Wanted, network: Network) {
    this.#wanted = wanted
    this.#network = network
    this.#random = wanted.random.fork('kills')
    this.#home = { program: wanted.program, dataFolder: join(wanted.folder, 'data'), network: network.url }
    this.#decider = decider(() => this.#database(), wanted.random.fork('replies'))
    this.#left = wanted.kills
  }

  async run(): Promise<void> {
    await mkdir(this.#home.dataFolder, { recursive: true })
    for (const kill of plan(this.#wanted.kills, this.#random, this.#wanted.victim)) {
      await this.#execute(kill)
      this.#left -= 1
      if (this.tally.violations.length > 5) throw new Error('Too much is broken to go on.')
    }
    await this.#finish()
  }

  async end(): Promise<void> {
    this.#victim?.kill()
    await this.#victim?.ended
    await this.#ours?.close()
    await endAll(await openFolder(this.#home.dataFolder))
  }

  #database(): Database {
    if (!this.#ours) throw new Error('There is no database yet.')
    return this.#ours
  }

  async #execute(kill: Kill): Promise<void> {
    if ('nth' in kill) return this.#duringMigration(kill.of, kill.nth)
    if ('share' in kill) return this.#duringStart(kill.share)
    const victim = await this.#working()
    await this.#warmUp()
    const detail =
      'armed' in kill
        ? `${kill.armed.at} of ${kill.armed.of}`
        : 'when' in kill
          ? `${kill.when}, ${kill.window}`
          : 'any time'
    const target = this.#target()
    const fallen = this.#setUp(kill, victim, target)
    await this.#provoke('window' in kill ? kill.window : 'armed' in kill ? kill.armed.of : '')
    const fell = await within(fallen, 15_000)
    if (!fell) {
      this.tally.violate(`the moment never came: ${kill.moment}, ${detail}`)
      victim.kill()
    }
    await this.#afterKill(kill.moment, `${detail}${target === 'process' ? '' : `, ${target}`}`, victim)
  }

  /** There is something to answer on every window before anything is answered. */
  async #warmUp(): Promise<void> {
    if (this.#decider.decided.length > 0) return
    const until = Date.now() + patienceMs
    for (;;) {
      const silent = await silentWindows(this.#database())
      if (silent.length === 0) return
      if (Date.now() > until) throw new Error('Nothing is heard; see the log of Tertulia.')
      for (const name of silent) this.#network.windows[name].tellMore(20)
      await sleep(100)
    }
  }

  #target(): Target {
    if (this.#wanted.victim === 'process') return 'process'
    return this.#random.chance(0.6) ? 'postmaster' : 'backend'
  }

  #setUp(kill: Exclude<Kill, { nth: number } | { share: number }>, victim: Victim, target: Target): Promise<unknown> {
    if ('armed' in kill) {
      const struck = victim.arm({ ...kill.armed, target })
      return target === 'process' ? victim.ended : struck
    }
    const work = () => killNow(victim, target, this.#home.dataFolder, this.#random)
    if ('afterMs' in kill) return sleep(kill.afterMs).then(work)
    return new Promise<void>((resolve, reject) => {
      this.#network.interrupt(kill.window, kill.when, () => {
        work().then(() => resolve(), reject)
      })
    })
  }

  /** Something to hear and something to say on every window, so that the moment comes. */
  async #provoke(aim: string): Promise<void> {
    const { replies, kills } = this.#wanted
    const windows = this.#random.shuffle(Object.values(this.#network.windows))
    for (const window of windows) window.tellMore(Math.max(8, Math.floor(window.untold / (this.#left + 1)) - 5))
    const decided = this.#decider.decided.length
    if (decided >= replies + kills) return
    const due = Math.max(windows.length, Math.ceil((replies - decided) / Math.max(1, this.#left)))
    // The window that the kill is aimed at comes last: nothing decided later may wake what was killed there.
    const last = windows.filter((window) => window.name === aim)
    const others = windows.filter((window) => window.name !== aim)
    for (let nth = 0; nth < due - last.length; nth += 1)
      await this.#decider.decide(others[nth % others.length] ?? this.#network.windows.keyed)
    for (const window of last) await this.#decider.decide(window)
  }

  async #duringMigration(of: 'note' | 'statement', nth: number): Promise<void> {
    await this.#stop()
    const target = this.#target()
    const victim = await this.#start({ at: 'migration', of, nth, target })
    const struck = await within(Promise.race([victim.struck, victim.listening.then(() => 'listening')]), patienceMs)
    if (struck === 'listening') {
      // It was up to date before: such a kill needs an installation that is not.
      await this.#startAfresh(victim)
      return this.#duringMigration(of, Math.ceil(nth / 2))
    }
    if (target === 'process') await victim.ended
    await this.#afterKill('migration', target === 'process' ? of : `${of}, ${target}`, victim)
    // With its server the database is out of sight until the next start.
    if (target === 'process') this.tally.migrationsAt.push(await eventually(() => migrationsApplied(this.#database())))
  }

  async #startAfresh(victim: Victim): Promise<void> {
    victim.kill()
    await victim.ended
    await this.#ours?.close()
    this.#ours = undefined
    await endAll(await openFolder(this.#home.dataFolder))
    await rm(this.#home.dataFolder, { recursive: true })
    await mkdir(this.#home.dataFolder)
    this.tally.migrationsAt.length = 0
  }

  async #duringStart(share: number): Promise<void> {
    await this.#stop()
    const target = this.#target()
    const victim = await this.#start()
    await victim.began
    await sleep(share * this.#startMs * 0.9)
    const late = victim.isListening()
    const fell = await killNow(victim, target, this.#home.dataFolder, this.#random)
    if (fell) await this.#afterKill(late ? 'other' : 'start', target === 'process' ? 'any time' : target, victim)
    if (late || !fell) await this.#duringStart(fell ? share / 2 : (1 + share) / 2)
  }

  async #stop(): Promise<void> {
    const running = this.#victim
    if (!running || running.hasEnded()) return
    running.kill()
    await running.ended
  }

  async #start(armed?: Armed): Promise<Victim> {
    const victim = startVictim(this.#home, armed)
    const from = Date.now()
    this.#victim = victim
    victim.listening.then(() => {
      if (!armed) this.#startMs = Date.now() - from - 200
    })
    return victim
  }

  /** A process that hears and speaks again; how long that took counts from the last kill. */
  async #working(): Promise<Victim> {
    const until = Date.now() + patienceMs
    let victim = this.#victim
    while (Date.now() < until) {
      if (!victim || victim.hasEnded()) victim = await this.#start()
      await Promise.race([victim.listening, victim.ended, sleep(Math.max(0, until - Date.now()))])
      if (victim.isListening()) break
      if (this.#wanted.victim === 'process') throw new Error('Tertulia did not start again; see its log.')
    }
    if (!victim?.isListening()) throw new Error('Tertulia did not start again in time; see its log.')
    this.#connect(victim)
    if (this.#lookLater) await this.#lookAround()
    this.#lookLater = false
    await this.#resumes(until)
    return victim
  }

  #connect(victim: Victim): void {
    const connection = victim.connection()
    if (!this.#ours && connection) this.#ours = openOurs(connection)
  }

  async #resumes(until: number): Promise<void> {
    const killed = this.#killedAt
    this.#killedAt = undefined
    for (const window of Object.values(this.#network.windows)) if (killed) window.tellMore(4)
    while (killed && Date.now() < until) {
      const found = await standings(this.#database()).catch(() => undefined)
      if (found?.length === windowNames.length && found.every((it) => hasResumed(it, killed))) {
        const ms = Date.now() - killed.at
        if (this.#wanted.aloud) console.log(`    resumed after ${ms} ms`)
        this.tally.resumed.push({ ms, after: killed.after })
        if (ms > this.#wanted.resumesWithinMs)
          this.tally.violate(`work resumed ${ms} ms after a kill (${killed.after})`)
        return
      }
      await sleep(40)
    }
    if (killed) throw new Error(`Work did not resume after a kill (${killed.after}); see Tertulia's log.`)
  }

  async #afterKill(moment: Moment, detail: string, victim: Victim): Promise<void> {
    const at = Date.now()
    this.tally.fall(moment, detail)
    if (this.#wanted.aloud) console.log(`  ${new Date(at).toISOString()} ${moment}: ${detail}`)
    this.#connect(victim)
    if (this.#wanted.victim === 'postgres' && !['start', 'migration'].includes(moment) && victim.hasEnded())
      this.tally.violate(`the process died with its database (${detail})`)
    const told = new Map(Object.values(this.#network.windows).map((it) => [it.name, it.visible]))
    const hidden = this.#wanted.victim === 'postgres' && ['start', 'migration'].includes(moment)
    this.#lookLater ||= hidden
    const found = this.#ours && !hidden ? await this.#lookAround() : []
    const unsettled = new Map(found.flatMap((it) => (it.unsettled[0] ? [[it.window, it.unsettled[0]]] : [])))
    this.#killedAt = { at, after: `${moment}: ${detail}`, told, unsettled }
  }

  async #lookAround(): Promise<Standing[]> {
    return lookAround(() => this.#database(), this.#network, this.#wanted.victim, this.tally)
  }

  async #finish(): Promise<void> {
    await this.#working()
    const windows = Object.values(this.#network.windows)
    while (this.#decider.decided.length < this.#wanted.replies) await this.#decider.decide(this.#random.pick(windows))
    for (const window of windows) window.tellMore(window.untold * 2)
    await verify(this.#database(), this.#network, this.#decider.decided, this.tally)
    for (const [moment, count] of this.tally.fell)
      if (moment !== 'other' && count < leastOfEach(this.#wanted.kills))
        this.tally.violate(`only ${count} kills fell in: ${moment}`)
  }
}

function hasResumed(it: Standing, killed: { told: Map<string, number>; unsettled: Map<string, string> }): boolean {
  const waited = killed.unsettled.get(it.window)
  return it.heard >= (killed.told.get(it.window) ?? 0) && (waited === undefined || it.unsettled[0] !== waited)
}
