import { createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import type { App } from '../app.ts'
import { type Channel, findChannels } from '../channels/index.ts'
import { Refusal } from '../core/errors.ts'
import { announce } from '../core/process.ts'
import {
  begin,
  changed,
  createImport,
  findImport,
  findUnfinished,
  fingerprintOf,
  firstRow,
  guessPlan,
  type Import,
  type Plan,
  planChange,
  readEntries,
  readingFor,
  refusalsCsv,
  refuseIncomplete,
  runImport,
  stateOf,
  stop,
  toMessage,
  withFile,
} from '../intake/index.ts'
import { type Command, CommandError } from './command.ts'
import { withApp } from './opened.ts'

const options = {
  channel: { type: 'string' },
  map: { type: 'string', multiple: true },
  'time-zone': { type: 'string' },
  dates: { type: 'string' },
  visibility: { type: 'string' },
  'no-header': { type: 'boolean', default: false },
  waiting: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

const usage = 'FILE --channel ID [--map FIELD=COLUMN …] [--time-zone ZONE] [--dates day-first|month-first]'

export const importCommand: Command = {
  about: 'Takes in a file of messages (CSV or JSON Lines); called again, goes on where it was',
  usage: 'FILE --channel ID [--map FIELD=COLUMN …] [--dry-run]',
  async run(args) {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
    const [given] = positionals
    if (!given) throw new CommandError(`Say: import ${usage} [--visibility WHO] [--no-header] [--waiting] [--dry-run]`)
    const path = resolve(process.env.INIT_CWD ?? process.cwd(), given)
    await withApp(async (app) => {
      try {
        const channel = await channelOf(app, values.channel)
        const file = await look(path, app, values)
        tellPlan(file.plan, channel)
        if (values['dry-run']) await dryRun(app, path, channel, file.plan)
        else await takeIn(app, path, channel, file)
      } catch (error) {
        if (error instanceof Refusal) throw new CommandError(app.translator.for('en').words(error.words))
        throw error
      }
    })
  },
}

async function channelOf({ core }: App, wanted: string | undefined): Promise<Channel> {
  const channels = await findChannels(core.db)
  const found = channels.filter(({ id, name }) => id === wanted || name === wanted)
  const [channel] = found
  if (channel && found.length === 1) return channel
  const list = channels.map(({ id, name, network }) => `  ${id}  ${name} (${network})`).join('\n')
  throw new CommandError(`Say which window the messages belong to, with --channel:\n${list || '  (there is none yet)'}`)
}

interface Looked {
  plan: Plan
  bytes: number
  fingerprint: string
}

type Given = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: typeof options }>>['values']

async function look(path: string, { core }: App, given: Given): Promise<Looked> {
  const organisation = await core.db.selectFrom('organisation').select(['language', 'time_zone']).executeTakeFirst()
  const habits = { language: organisation?.language ?? 'en', timeZone: organisation?.time_zone ?? 'UTC' }
  return withFile(path, async (file) => {
    const guessed = await guessPlan(file, basename(path), habits)
    const bare = given['no-header']
      ? await changed(guessed, planChange({ header: false }), (format) => firstRow(file, format))
      : guessed
    const plan = await changed(bare, changeOf(bare, given), async () => undefined)
    refuseIncomplete(plan)
    return { plan, ...(await fingerprintOf(file)) }
  })
}

function changeOf(plan: Plan, given: Given) {
  const pairs = (given.map ?? []).map((pair) => /^([^=]+)=(.*)$/.exec(pair)?.slice(1) ?? [pair, ''])
  const change = {
    map: { ...plan.mapping, ...Object.fromEntries(pairs) },
    ...(given['time-zone'] ? { time_zone: given['time-zone'] } : {}),
    ...(given.dates ? { dates: given.dates } : {}),
    ...(given.visibility ? { visibility: given.visibility } : {}),
    ...(given.waiting ? { waiting: true } : {}),
  }
  try {
    return planChange(change)
  } catch {
    throw new CommandError(`One of the choices is not known. Say: import ${usage}`)
  }
}

function tellPlan({ format, mapping, timeZone }: Plan, channel: Channel): void {
  console.log(
    `${format.kind.toUpperCase()}, ${format.charset}, for ${channel.name}; dates without a zone are of ${timeZone}.`,
  )
  for (const [field, column] of Object.entries(mapping)) console.log(`  ${field.padEnd(14)} ← ${column}`)
  const used = new Set(Object.values(mapping))
  const rest = format.columns.filter((column) => !used.has(column))
  if (rest.length > 0) console.log(`  left out: ${rest.join(', ')}`)
}

/** Reads the whole file and stores nothing. */
async function dryRun({ board, core, translator }: App, path: string, channel: Channel, plan: Plan): Promise<void> {
  const t = translator.for('en')
  const reading = readingFor(board, channel, plan, core.clock.now())
  const refused = new Map<string, { count: number; line: number }>()
  let fine = 0
  await withFile(path, async (file) => {
    for await (const entry of readEntries(file, plan.format)) {
      const outcome = toMessage(entry, reading)
      if ('message' in outcome) fine += 1
      else {
        const why = refused.size < 1_000 ? t.words(outcome.wrong) : outcome.wrong.key
        refused.set(why, { line: entry.line, ...refused.get(why), count: (refused.get(why)?.count ?? 0) + 1 })
      }
    }
  })
  console.log(`${fine} messages would come in. Nothing was stored.`)
  for (const [why, { count, line }] of refused) console.log(`  refused ${count} × (first: line ${line}) ${why}`)
}

async function takeIn(app: App, path: string, channel: Channel, { plan, bytes, fingerprint }: Looked): Promise<void> {
  const { db } = app.core
  const same = await findUnfinished(db, channel.id, path)
  const goesOn = same?.fingerprint === fingerprint && isDeepStrictEqual(same.plan, plan)
  const id = goesOn
    ? same.id
    : await createImport(db, {
        channel,
        name: basename(path),
        path,
        uploaded: false,
        bytes,
        fingerprint,
        plan,
        by: undefined,
      })
  const it = await findImport(db, id)
  if (goesOn) console.log(`Going on after line ${it.line}.`)
  await db.transaction().execute((tx) => begin(tx, it, { by: undefined, now: app.core.clock.now(), job: false }))
  await read(app, id)
  await tellEnd(app, await findImport(db, id), path)
}

async function read(app: App, id: string): Promise<void> {
  const { core, board } = app
  const presence = await announce(core.db, core.log, 'import')
  const ending = new AbortController()
  const onSignal = () => ending.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const telling = tell(app, id)
  try {
    const end = await runImport(board, id, { processId: presence.id, signal: ending.signal })
    if (end === 'elsewhere') await waitFor(app, id, ending.signal)
    if (end === 'interrupted') {
      const it = await findImport(core.db, id)
      await core.db.transaction().execute((tx) => stop(tx, it, undefined))
    }
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    telling.stop()
    await presence.stop()
  }
}

/** Another process reads it already: we only look on. */
async function waitFor({ core }: App, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && stateOf(await findImport(core.db, id)) === 'running')
    await sleep(1_000, undefined, { signal }).catch(() => {})
}

function tell({ core }: App, id: string): { stop(): void } {
  const began = Date.now()
  const line = async () => {
    const it = await findImport(core.db, id)
    const seconds = Math.max(1, (Date.now() - began) / 1000)
    const part = Math.floor((it.position / Math.max(1, it.bytes)) * 100)
    const text = `${part} % · line ${it.line} · ${it.fresh} new · ${it.known} known · ${it.refused} refused · ${Math.round(seconds)} s`
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
    else console.error(text)
  }
  const timer = setInterval(() => void line().catch(() => {}), process.stderr.isTTY ? 1_000 : 10_000)
  return {
    stop() {
      clearInterval(timer)
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    },
  }
}

async function tellEnd({ core, translator }: App, it: Import, path: string): Promise<void> {
  const t = translator.for('en')
  console.log(`${it.fresh} messages came in; ${it.known} were here already; ${it.refused} lines were refused.`)
  if (it.refused > 0) {
    const refusedPath = `${path}.refused.csv`
    await pipeline(refusalsCsv(core.db, it.id, t), createWriteStream(refusedPath, { mode: 0o600 }))
    console.log(`The refused lines, each with its reason, are in ${refusedPath}`)
  }
  if (it.failure) throw new CommandError(t.words(it.failure))
  if (stateOf(it) !== 'done') console.log(`Stopped after line ${it.line}. The same command goes on from there.`)
}
