import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** What is killed. The server's processes are killed by the process they serve, so that it is at that very moment. */
export type Target = 'process' | 'backend' | 'postmaster'

/** A moment inside the product's conversation with its database, or just after the network's answer. */
export interface Armed {
  at: 'mid-batch' | 'before-commit' | 'during-commit' | 'after-commit' | 'answered' | 'migration'
  /** Which kind of transaction; for `answered`, which window; for `migration`, `note` or `statement`. */
  of: string
  /** For mid-batch and migration: how many statements later. */
  nth: number
  target: Target
}

/** What the process tells the one that runs the test, so that it arrives even when it dies at once. */
export function tell(news: Record<string, unknown>): void {
  writeSync(3, `${JSON.stringify(news)}\n`)
}

let armed: Armed | undefined
let dataFolder = ''

export function arm(what: Armed | undefined): void {
  armed = what
}

/** The tables are up to date: what was to happen before has been missed. */
export function disarmMigration(): void {
  if (armed?.at === 'migration') armed = undefined
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown

/** Follows every statement of this process, without changing any. */
export function watchStatements(folder: string): void {
  dataFolder = folder
  const query: Query = Reflect.get(pg.Client.prototype, 'query')
  const watched: Query = function (...args) {
    const text = textOf(args[0])
    const state = follow(this, text)
    const before = moment(text, state)
    if (before === 'before') strike(this, state)
    const answer = Reflect.apply(query, this, args)
    if (before === 'during') setImmediate(() => strike(this, state))
    if (before !== 'after' || !(answer instanceof Promise)) return answer
    return answer.then((result: unknown) => {
      strike(this, state)
      return result
    })
  }
  Reflect.set(pg.Client.prototype, 'query', watched)
}

/** The network answered a send on this window; nothing of it is recorded yet. */
export function networkAnswered(window: string): void {
  if (armed?.at === 'answered' && armed.of === window) strike(undefined, { kind: window, since: 0 })
}

function textOf(given: unknown): string {
  if (typeof given === 'string') return given
  return typeof given === 'object' && given !== null && 'text' in given ? String(given.text) : ''
}

interface State {
  /** take, claim, settle or other. */
  kind: string
  /** Statements since the messages were about to be written. */
  since: number
}

const states = new WeakMap<pg.Client, State>()
const idle: State = { kind: 'none', since: 0 }

function follow(client: pg.Client, text: string): State {
  if (/^begin|^start transaction/i.test(text)) states.set(client, { kind: 'other', since: 0 })
  const state = states.get(client)
  if (!state) return idle
  if (/^rollback/i.test(text)) states.delete(client)
  if (state.kind === 'take' || state.kind === 'settle') state.since += 1
  if (/update "deliveries" set "state" = \$1, "sending_by"/.test(text)) state.kind = 'claim'
  if (/update "deliveries" set "state" = \$1, "message_id"/.test(text)) state.kind = 'settle'
  if (/insert into messages/.test(text) && state.kind === 'other') state.kind = 'take'
  return state
}

function moment(text: string, state: State): 'before' | 'during' | 'after' | undefined {
  if (!armed || armed.at === 'answered') return undefined
  if (armed.at === 'migration') return migrating(armed, text)
  const isCommit = /^commit/i.test(text)
  if (armed.at === 'mid-batch') return !isCommit && state.kind === 'take' ? midBatch(armed, state) : undefined
  if (!isCommit || state.kind !== armed.of) return undefined
  return armed.at === 'before-commit' ? 'before' : armed.at === 'during-commit' ? 'during' : 'after'
}

function midBatch(it: Armed, state: State): 'before' | 'after' | undefined {
  if (state.since !== Math.floor(it.nth / 2)) return undefined
  return it.nth % 2 === 0 ? 'before' : 'after'
}

/** `note`: when a migration was carried out and is about to be written down as applied; else at any statement. */
function migrating(it: Armed, text: string): 'before' | 'during' | 'after' | undefined {
  if (it.of === 'note' && !/^insert into migrations/.test(text)) return undefined
  it.nth -= 1
  if (it.nth > 0) return undefined
  return it.of === 'note' ? 'before' : (['before', 'during', 'after'] as const)[Math.floor(Math.random() * 3)]
}

function strike(client: pg.Client | undefined, state: State): void {
  if (!armed) return
  const { at, target } = armed
  armed = undefined
  tell({ at: 'strike', moment: at, of: state.kind, target })
  kill(target, client)
}

function kill(target: Target, client: pg.Client | undefined): void {
  if (target === 'process') process.kill(process.pid, 'SIGKILL')
  const backend = client && Reflect.get(client, 'processID')
  const pid = target === 'backend' && typeof backend === 'number' ? backend : postmaster()
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
}

function postmaster(): number | undefined {
  const pid = Number.parseInt(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8'), 10)
  return Number.isNaN(pid) ? undefined : pid
}
