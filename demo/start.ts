import { join } from 'node:path'
import { type App, createApp } from '../src/app.ts'
import { type Opened, openDatabaseServer } from '../src/command/opened.ts'
import { createLog } from '../src/core/log.ts'
import { root } from '../src/core/root.ts'
import { createUnderstanding } from '../src/intake/index.ts'
import { markAsSample } from '../src/ui/sample-band.tsx'
import { storyOptions } from './clock.ts'
import { company } from './company.ts'
import { createDoor } from './door.ts'
import { onlyOurSettings } from './environment.ts'
import { forget } from './forget.ts'
import { findHouse } from './found.ts'
import type { Happening } from './happening.ts'
import { day } from './hours.ts'
import { type Kept, keep, readKept } from './kept.ts'
import { type Life, live } from './live.ts'
import { inThreads, letNothingOut } from './nothing-out.ts'
import { writePast } from './past.ts'
import { takePort } from './port.ts'
import { createStandIns, type StandIns } from './stand-ins.ts'
import { tell } from './story.ts'

export interface DemoOptions {
  /** How long the company has been there. */
  days: number
  /** Forgets the sample that is there. */
  anew: boolean
}

const seed = 'faro'

/** Runs the sample company until it is told to stop. */
export async function runDemo(options: DemoOptions): Promise<void> {
  onlyOurSettings(process.env)
  const opened = await openDatabaseServer(createLog(process.env.LOG_LEVEL ?? 'warn', 'stderr'))
  const stopped = onSignal()
  let [isOpen, isEnding] = [false, false]
  // While the past is written there is nothing to end but the database: another start writes it again.
  void stopped.then(async () => {
    if (isOpen) return
    isEnding = true
    await opened.close()
    process.exit(130)
  })
  const end = await open(opened, options).catch(async (error: unknown) => {
    // What is written just then fails because the database goes, which is as it should be.
    if (isEnding) return new Promise<never>(() => {})
    await opened.close()
    throw error
  })
  isOpen = true
  await stopped
  // What is waited for may keep no process alive.
  setInterval(() => {}, 1_000)
  await end()
  process.exit(0)
}

/** Writes the past where it is not written, and lets it go on; gives what ends it. */
async function open(opened: Opened, options: DemoOptions): Promise<() => Promise<void>> {
  const began = Date.now()
  const { config } = opened
  const port = await takePort(config.port, config.host)
  letNothingOut(inThreads(root), databaseOf(opened))
  const address = config.publicUrl ?? `http://localhost:${port.number}`
  const file = join(config.dataFolder, 'sample.json')
  const found = readKept(file)
  const isWritten = found !== undefined && found.happened >= 0 && !options.anew
  const kept = isWritten ? found : await build(opened, file, address, options)
  const standIns = createStandIns()
  const app = await openApp(opened, standIns)
  await app.core.db.updateTable('organisation').set({ public_url: address }).execute()
  const door = await createDoor(app)
  port.open(door.fetch)
  const work = await app.work(opened.alone)
  const life = await goOn(app, standIns, kept, file)
  await opened.announce(address)
  console.log(`The sample company is open after ${Math.round((Date.now() - began) / 1000)} s: ${address}${door.path}`)
  return async () => {
    await life.stop()
    await app.stop()
    port.close()
    await work.stop()
    await app.close()
    await opened.close()
  }
}

/** The product as it is, except that its networks are those of the sample. */
function openApp(opened: Opened, standIns: StandIns): Promise<App> {
  const { config, log, connection } = opened
  markAsSample()
  return createApp(config, { log, connectors: standIns.connectors, ...(connection ? { connection } : {}) })
}

function databaseOf({ connection }: Opened): { host: string; port: number } {
  const { host, port } = connection ?? {}
  if (!host || !port) throw new Error('The sample has a database of its own.')
  return { host, port }
}

/** Writes the past, from nothing. */
async function build(opened: Opened, file: string, address: string, { days }: DemoOptions): Promise<Kept> {
  const start = midnightBefore(Date.now() - days * day)
  const { log, config } = opened
  const patience = { perQuestionMs: 20_000, perBatchMs: 20_000, toBeginMs: 20_000, toLearnMs: 60_000 }
  const understanding = createUnderstanding(log, { patience })
  const standIns = createStandIns()
  const connection = { ...opened.connection, options: storyOptions }
  await forget({ ...opened.connection }, file, { seed, start: start.toISOString(), happened: -1 })
  const app = await createApp(config, { log, connection, understanding, connectors: standIns.connectors })
  // Nobody looks on yet: nothing need be drawn.
  await app.stop()
  const counted = counting(tell({ seed, start }))
  const { next } = await writePast({
    app,
    address,
    story: counted,
    start,
    until: Date.now(),
    tell: telling(days),
  })
  await app.close()
  const kept = { seed, start: start.toISOString(), happened: counted.count() - Number(next !== undefined) }
  keep(file, kept)
  return kept
}

async function goOn(app: App, standIns: StandIns, kept: Kept, file: string): Promise<Life> {
  const story = counting(tell({ seed: kept.seed, start: new Date(kept.start) }))
  while (story.count() < kept.happened) story.next()
  const house = await findHouse(app)
  return live({
    app,
    house,
    standIns,
    story,
    onHappened: (waiting) => keep(file, { ...kept, happened: story.count() - waiting }),
  })
}

function counting(story: Iterator<Happening>): Iterator<Happening> & { count(): number } {
  let count = 0
  return {
    next() {
      count += 1
      return story.next()
    },
    count: () => count,
  }
}

/** Midnight in the company's town. */
function midnightBefore(moment: number): Date {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: company.timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const into = ((parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0)) * 60_000
  return new Date(Math.floor((moment - into) / 60_000) * 60_000)
}

function telling(days: number): (part: number) => void {
  let told = -1
  return (part) => {
    const percent = Math.floor(part * 10) * 10
    if (percent === told) return
    told = percent
    console.error(`Writing ${days} days of the sample company: ${percent} %`)
  }
}

const onSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
