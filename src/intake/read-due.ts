import { setTimeout as sleep } from 'node:timers/promises'
import {
  findDue,
  isWalked,
  keepReadings,
  modelOf,
  noteUnread,
  owe,
  type Read,
  saidOf,
  stepBack,
  type Unread,
  usualAt,
} from '../conversations/index.ts'
import { type Db, steadily } from '../core/database.ts'
import type { Intake, Understanding } from './understand.ts'
import { bringLearned } from './understand-heard.ts'

const step = 200
/** Between two steps back: whoever hears and whoever reads pages go first. */
const restMs = 50

/**
 * Reads what was left for later, then what was stored before this reader came, from the newest back. Can be left at any
 * time: it goes on where it was.
 */
export async function readDue({ core, understanding }: Intake, signal: AbortSignal): Promise<void> {
  if (understanding) await bringLearned(core.db, understanding)
  const version = await understanding?.version()
  if (!understanding || version === undefined) return
  const model = modelOf(version)
  while (!signal.aborted && (await readSome(core.db, understanding, model))) await rest(signal)
  if (await isWalked(core.db, model)) return
  while (!signal.aborted && (await walkOn(core.db, understanding, model))) await rest(signal)
}

const rest = (signal: AbortSignal) => sleep(restMs, undefined, { signal }).catch(() => {})

/** Whether there may be more. What failed before is tried alone: it must not take others with it. */
async function readSome(db: Db, understanding: Understanding, model: number): Promise<boolean> {
  const due = await findDue(db, step)
  const first = due.filter(({ tries }) => tries === 0)
  const batch = first.length > 0 ? first : due.slice(0, 1)
  if (batch.length === 0) return false
  const { read, failed } = await readAll(db, understanding, batch)
  // Nobody's fault but the reader's: there is none now.
  if (failed.length > 0 && (await understanding.version()) === undefined) return false
  await steadily(db, async (tx) => {
    await keepReadings(tx, model, read, { tell: true })
    await noteUnread(tx, model, failed)
  })
  return true
}

async function walkOn(db: Db, understanding: Understanding, model: number): Promise<boolean> {
  return steadily(db, async (tx) => {
    const next = await stepBack(tx, model, step)
    if (!next) return false
    const { read, failed } = await readAll(db, understanding, next.unread)
    await keepReadings(tx, model, read, { tell: false })
    await owe(tx, failed)
    return !next.isDone
  })
}

async function readAll(db: Db, understanding: Understanding, messages: readonly Unread[]) {
  const said = await Promise.all(
    messages.map(async (message) => saidOf(message, await usualAt(db, message.channelId).catch(() => undefined))),
  )
  const understood = await understanding.read(said)
  const read: Read[] = []
  const failed: Unread[] = []
  for (const [at, message] of messages.entries()) {
    const one = understood[at]
    if (one) read.push({ message, ...one })
    else failed.push(message)
  }
  return { read, failed }
}
