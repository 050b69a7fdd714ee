import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { fold } from '../lib/fold.ts'
import { momentOf } from '../lib/wall-clock.ts'
import { type Words, words } from '../lib/words.ts'
import { readingConditions } from './reading-filter.ts'
import type { Asked, FilterName } from './search-parse.ts'
import { type ReadingWord, readingAsWritten } from './search-readings.ts'
import { dueAsWritten, dueCondition } from './service-levels/due.ts'
import type { ConversationState } from './tables.ts'

/** Where a search looks. */
export interface Scope {
  /** Conditions on `messages m` that PostgreSQL's statistics can weigh. */
  messages: RawBuilder<unknown>[]
  /** Conditions on `messages m` that are looked up one by one. */
  checks: RawBuilder<unknown>[]
  /** Conditions on `conversations c`. */
  conversations: RawBuilder<unknown>[]
  states: readonly ConversationState[]
  /**
   * Only what was said before this. Conversations that had ended by then come first, and those that went on after: the
   * newest ones have nothing to show from before.
   */
  before: Date | undefined
  /** Nothing can be there. */
  isEmpty: boolean
  complaint: Words | undefined
}

/** What is looked through: spam only where it is asked for. */
const allStates: readonly ConversationState[] = ['open', 'snoozed', 'closed']
const stateNames: Readonly<Record<string, ConversationState | 'waiting'>> = {
  spam: 'spam',
  open: 'open',
  abierta: 'open',
  snoozed: 'snoozed',
  pausa: 'snoozed',
  closed: 'closed',
  cerrada: 'closed',
  waiting: 'waiting',
  espera: 'waiting',
}

interface Looking {
  timeZone: string
  channelId?: string | undefined
}

/** Looks up the names of a search's filters. What is not understood is left out, and said. */
export async function scopeOf(db: Db, { terms, filters }: Asked, looking: Looking): Promise<Scope> {
  const wantsSpam = filters.some(({ name, value }) => name === 'state' && stateOf(value) === 'spam')
  const scope: Scope = {
    messages: [],
    checks: [],
    conversations: [
      ...(looking.channelId ? [sql`c.channel_id = ${looking.channelId}`] : []),
      ...(wantsSpam ? [] : [sql`c.state <> 'spam'`]),
    ],
    states: wantsSpam ? ['spam'] : allStates,
    before: undefined,
    isEmpty: false,
    complaint: undefined,
  }
  const days: Days = { before: [], after: [] }
  for (const { name, value } of filters) {
    if (name !== 'before' && name !== 'after') await narrow[name](scope, value, db, looking)
    else {
      const day = dayOf(value, looking.timeZone)
      if (day) days[name].push(day)
      else scope.complaint = words('conversations.search-date', { value })
    }
  }
  bound(scope, days, terms.length > 0 || scope.messages.length > 0 || scope.checks.length > 0)
  return scope
}

interface Days {
  before: Date[]
  after: Date[]
}

/** Days bound the messages that are looked for; without any to look for, the conversations by their last word. */
function bound(scope: Scope, { before, after }: Days, hasMessages: boolean): void {
  // Whoever spoke after a day did so in a conversation whose last word is no older.
  for (const day of after) scope.conversations.push(sql`c.last_at >= ${day}`)
  if (!hasMessages) {
    for (const day of before) scope.conversations.push(sql`c.last_at < ${day}`)
    return
  }
  for (const day of before) scope.messages.push(sql`m.said_at < ${day}`)
  for (const day of after) scope.messages.push(sql`m.said_at >= ${day}`)
  scope.before = before.toSorted((a, b) => a.getTime() - b.getTime())[0]
}

type Narrow = (scope: Scope, value: string, db: Db, looking: Looking) => void | Promise<void>

const narrow: Record<Exclude<FilterName, 'before' | 'after'>, Narrow> = {
  mood: (...given) => byReading('mood')(...given),
  intent: (...given) => byReading('intent')(...given),
  urgency: (...given) => byReading('urgency')(...given),
  abuse: (...given) => byReading('abuse')(...given),
  lang: (...given) => byReading('lang')(...given),
  topic: (scope, value) => void scope.conversations.push(...readingConditions({ topic: value })),
  due(scope, value, _db, { timeZone }) {
    const due = dueAsWritten(value)
    if (due) scope.conversations.push(dueCondition(due, timeZone, new Date()))
    else scope.complaint = words('conversations.search-due', { value })
  },
  state(scope, value) {
    const state = stateOf(value)
    if (!state) scope.complaint = words('conversations.search-state', { value })
    else if (state === 'waiting') {
      scope.states = scope.states.filter((one) => one === 'open')
      scope.conversations.push(sql`c.waiting_since is not null`)
    } else scope.states = scope.states.filter((one) => one === state)
    if (scope.states.length === 0) scope.isEmpty = true
    else if (scope.states.length < allStates.length)
      scope.conversations.push(sql`c.state = any(${[...scope.states]}::text[])`)
  },
  async channel(scope, value, db) {
    // Also those that were taken down: their conversations are kept. There are tens.
    const channels = await db.selectFrom('channels').select(['id', 'name', 'handle', 'network']).execute()
    const wanted = fold(value).toLowerCase()
    const has = (text: string | null) => text !== null && fold(text).toLowerCase().includes(wanted)
    const ids = channels.filter((one) => has(one.name) || has(one.handle) || has(one.network)).map((one) => one.id)
    if (ids.length === 0) empty(scope, words('conversations.search-channel', { value }))
    else scope.conversations.push(sql`c.channel_id = any(${ids}::uuid[])`)
  },
  async from(scope, value, db) {
    const begins = `${fold(value)
      .toLowerCase()
      .replace(/^@/, '')
      .replace(/[\\%_]/g, '\\$&')}%`
    const named = (column: RawBuilder<unknown>) => sql`folded(${column}) like ${begins}`
    const byName = sql`${named(sql`i.name`)} or i.handle is not null and ${named(sql`ltrim(i.handle, '@')`)}`
    const { rows } = await sql<{ id: string }>`
      select i.id from identities i where ${byName} limit ${sql.lit(mostIdentities + 1)}`.execute(db)
    const ids = rows.map((row) => row.id)
    if (ids.length === 0) return empty(scope, words('conversations.search-from', { value }))
    if (ids.length <= mostIdentities) scope.messages.push(sql`m.identity_id = any(${ids}::uuid[])`)
    else scope.checks.push(sql`exists (select from identities i where i.id = m.identity_id and (${byName}))`)
  },
}

const byReading =
  (name: ReadingWord): Narrow =>
  (scope, value) => {
    const asked = readingAsWritten(name, value)
    if ('complaint' in asked) scope.complaint = asked.complaint
    else scope.conversations.push(...readingConditions(asked))
  }

function empty(scope: Scope, complaint: Words): void {
  scope.isEmpty = true
  scope.complaint = complaint
}

const stateOf = (value: string) => stateNames[fold(value).toLowerCase()]

/** A name that so many share is looked at message by message. */
const mostIdentities = 200

/** The beginning of a day, a month or a year by the clock of whoever asks. */
function dayOf(text: string, timeZone: string): Date | undefined {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? []
  if (!year || Number(month) > 12 || Number(day) > 31 || Number(month) < 1 || Number(day) < 1) return undefined
  return momentOf({ year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0 }, timeZone)
}
