import { type RawBuilder, sql } from 'kysely'
import type { Channel } from '../channels/index.ts'
import type { Db } from '../core/database.ts'
import { fold } from '../lib/fold.ts'
import { momentOf } from '../lib/wall-clock.ts'
import { type Words, words } from '../lib/words.ts'
import type { Asked, FilterName } from './search-parse.ts'
import type { ConversationState } from './tables.ts'

/** Where a search looks. */
export interface Scope {
  /** Conditions on `messages m`. */
  messages: RawBuilder<unknown>[]
  /** Conditions on `conversations c`. */
  conversations: RawBuilder<unknown>[]
  states: readonly ConversationState[]
  /** Only somebody's own messages: few, whatever the words. */
  isNarrow: boolean
  /** Nothing can be there. */
  isEmpty: boolean
  complaint: Words | undefined
}

const allStates: readonly ConversationState[] = ['open', 'snoozed', 'closed']
const stateNames: Readonly<Record<string, ConversationState | 'waiting'>> = {
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
  channels: readonly Channel[]
  timeZone: string
  channelId?: string | undefined
}

/** Looks up the names of a search's filters. What is not understood is left out, and said. */
export async function scopeOf(db: Db, filters: Asked['filters'], looking: Looking): Promise<Scope> {
  const scope: Scope = {
    messages: [],
    conversations: looking.channelId ? [sql`c.channel_id = ${looking.channelId}`] : [],
    states: allStates,
    isNarrow: false,
    isEmpty: false,
    complaint: undefined,
  }
  const days = { before: [] as Date[], after: [] as Date[] }
  for (const { name, value } of filters) {
    if (name === 'before' || name === 'after') {
      const day = dayOf(value, looking.timeZone)
      if (day) days[name].push(day)
      else scope.complaint = words('conversations.search-date', { value })
    } else await narrow[name](scope, value, db, looking)
  }
  for (const day of days.before) scope.messages.push(sql`m.said_at < ${day}`)
  for (const day of days.after) {
    scope.messages.push(sql`m.said_at >= ${day}`)
    // Whoever spoke after that day did so in a conversation whose last word is no older.
    scope.conversations.push(sql`c.last_at >= ${day}`)
  }
  return scope
}

type Narrow = (scope: Scope, value: string, db: Db, looking: Looking) => void | Promise<void>

const narrow: Record<Exclude<FilterName, 'before' | 'after'>, Narrow> = {
  state(scope, value) {
    const state = stateNames[fold(value).toLowerCase()]
    if (!state) scope.complaint = words('conversations.search-state', { value })
    else if (state === 'waiting') {
      scope.states = scope.states.filter((one) => one === 'open')
      scope.conversations.push(sql`c.waiting_since is not null`)
    } else scope.states = scope.states.filter((one) => one === state)
    if (scope.states.length === 0) scope.isEmpty = true
    else if (scope.states.length < allStates.length)
      scope.conversations.push(sql`c.state = any(${[...scope.states]}::text[])`)
  },
  channel(scope, value, _db, { channels }) {
    const wanted = fold(value).toLowerCase()
    const has = (text: string | null) => text !== null && fold(text).toLowerCase().includes(wanted)
    const ids = channels.filter((one) => has(one.name) || has(one.handle) || has(one.network)).map((one) => one.id)
    if (ids.length === 0) empty(scope, words('conversations.search-channel', { value }))
    else scope.conversations.push(sql`c.channel_id = any(${ids}::uuid[])`)
  },
  async from(scope, value, db) {
    const ids = await identitiesNamed(db, value)
    if (ids.length === 0) return empty(scope, words('conversations.search-from', { value }))
    scope.isNarrow = true
    scope.messages.push(sql`m.identity_id = any(${ids}::uuid[])`)
  },
}

function empty(scope: Scope, complaint: Words): void {
  scope.isEmpty = true
  scope.complaint = complaint
}

const mostIdentities = 300

/** Whose name or handle begins so, accents and capitals or not. */
async function identitiesNamed(db: Db, value: string): Promise<string[]> {
  const begins = `${fold(value)
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: string }>`
    select id from identities where folded(name) like ${begins}
    union select id from identities where handle is not null and folded(ltrim(handle, '@')) like ${begins}
    limit ${sql.lit(mostIdentities)}`.execute(db)
  return rows.map((row) => row.id)
}

/** The beginning of a day, a month or a year by the clock of whoever asks. */
function dayOf(text: string, timeZone: string): Date | undefined {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? []
  if (!year || Number(month) > 12 || Number(day) > 31 || Number(month) < 1 || Number(day) < 1) return undefined
  return momentOf({ year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0 }, timeZone)
}
