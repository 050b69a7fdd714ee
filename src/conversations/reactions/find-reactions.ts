import { sql } from 'kysely'
import type { KeptFailure } from '../../channels/index.ts'
import type { Moderation, Reaction } from '../../connectors/index.ts'
import type { Db, Tx } from '../../core/database.ts'
import { prepared } from '../../core/prepared.ts'
import type { Who } from '../conversation.ts'

/** Who of us wants a message liked or passed on, and how that stands. */
export interface MessageReaction {
  kind: Reaction
  wanted: boolean
  by: Who | null
  at: Date
  /** `on-its-way` until the network has it as wanted; `failed`: it will not be tried again by itself. */
  state: 'done' | 'on-its-way' | 'failed'
  failure: KeptFailure | null
}

/** What one of us asked the network to do with a message. */
export interface AskedModeration {
  as: Moderation
  by: Who | null
  at: Date
  state: 'done' | 'on-its-way' | 'failed'
  failure: KeptFailure | null
}

interface Row {
  message_id: string
  by_id: string | null
  by_name: string | null
  wanted_at: Date
  failure: KeptFailure | null
}

const who = ({ by_id, by_name }: Row): Who | null => (by_id && by_name ? { id: by_id, name: by_name } : null)

export async function reactionsOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, MessageReaction[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<Row & { kind: Reaction; wanted: boolean; done: boolean | null; given_up: boolean }>`
    select r.message_id, r.kind, r.wanted, r.done, r.given_up, r.failure, r.wanted_at, u.id as by_id, u.name as by_name
    from message_reactions r left join users u on u.id = r.wanted_by
    where r.message_id = any(${[...ids]}::uuid[]) order by r.message_id, r.kind desc`,
  )
  const all = new Map<string, MessageReaction[]>()
  for (const row of rows) {
    const state = row.given_up ? 'failed' : row.wanted === row.done ? 'done' : 'on-its-way'
    const { kind, wanted, failure, wanted_at: at } = row
    const one: MessageReaction = { kind, wanted, by: who(row), at, state, failure }
    all.set(row.message_id, [...(all.get(row.message_id) ?? []), one])
  }
  return all
}

export async function moderationsAsked(db: Db | Tx, ids: readonly string[]): Promise<Map<string, AskedModeration>> {
  if (ids.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<Row & { wanted: Moderation; done_at: Date | null; gave_up: boolean }>`
    select m.message_id, m.wanted, m.done_at, m.failure, m.wanted_at, u.id as by_id, u.name as by_name,
      coalesce(m.failure->>'kind' in ('invalid', 'gone', 'reconnect'), false) as gave_up
    from message_moderations m left join users u on u.id = m.wanted_by
    where m.message_id = any(${[...ids]}::uuid[])`,
  )
  return new Map(
    rows.map((row) => {
      const state = row.done_at ? 'done' : row.gave_up ? 'failed' : 'on-its-way'
      const { wanted: as, wanted_at: at, failure } = row
      return [row.message_id, { as, by: who(row), at, state, failure }]
    }),
  )
}
