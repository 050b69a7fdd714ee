import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Json } from '../lib/json.ts'

export interface AuditEntry {
  seq: number
  at: Date
  kind: string
  by: { id: string; name: string } | undefined
  data: Record<string, Json>
  conversationId: string | null
  channelId: string | null
}

export interface AuditQuestion {
  /** Only what this person did. */
  by?: string | undefined
  kind?: string | undefined
  /** Older than this. */
  after?: number | undefined
  limit?: number
}

// The same words as the indexes of 0068, so that PostgreSQL uses them.
const toAudit = sql<boolean>`(by_user is not null or data ->> 'automation' is not null
  or (conversation_id is null and message_id is null and person_id is null and channel_id is null))`

/** What one of us or an automation did, and what was done to the house itself; newest first, at most `limit` and one more. */
export async function readAudit(db: Db, { by, kind, after, limit = 50 }: AuditQuestion): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('events')
    .leftJoin('users', 'users.id', 'events.by_user')
    .select(['seq', 'at', 'kind', 'by_user', 'users.name', 'data', 'conversation_id', 'channel_id'])
    .where(toAudit)
    .$if(by !== undefined, (query) => query.where('by_user', '=', by ?? ''))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .$if(after !== undefined, (query) => query.where('seq', '<', after ?? 0))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    by: row.by_user === null ? undefined : { id: row.by_user, name: row.name ?? '' },
    data: row.data,
    conversationId: row.conversation_id,
    channelId: row.channel_id,
  }))
}

/** The kinds there are to choose from: hops from one to the next in the index, however many events there are. */
export async function auditKinds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    with recursive kinds as (
      (select kind from events where ${toAudit} order by kind limit 1)
      union all
      select (select kind from events where ${toAudit} and kind > kinds.kind order by kind limit 1)
      from kinds where kinds.kind is not null
    )
    select kind from kinds where kind is not null`.execute(db)
  return rows.map((row) => row.kind)
}

/** The names of whom and what the entries speak of, by id; what is gone has none. */
export async function namesIn(db: Db, entries: AuditEntry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap((entry) => idsIn(entry.data)))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${ids}::uuid[])
    union all select id, email from invitations where id = any(${ids}::uuid[])
    union all select id, name from teams where id = any(${ids}::uuid[])
    union all select id, name from api_tokens where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name]))
}

const subjects = ['user', 'invitation', 'team', 'token'] as const
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** What the sentence of an event speaks of, when it is one of ours. */
export const subjectOf = (data: Record<string, Json>): string | undefined => idsIn(data)[0]

const idsIn = (data: Record<string, Json>): string[] =>
  subjects.flatMap((name) => {
    const id = data[name]
    return typeof id === 'string' && uuid.test(id) ? [id] : []
  })
