import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { RecordedEvent } from '../../core/events.ts'
import type { T } from '../../core/i18n/translator.ts'
import { NavCount } from '../../ui/desk.tsx'
import { stream } from '../turbo.ts'
import { asked, mayDecide } from './deciders.ts'
import { approvalNavId } from './find-waiting.ts'

const kinds: ReadonlySet<string> = new Set([
  'reply.asked',
  'reply.approved',
  'reply.unapproved',
  'reply.sent-back',
  'reply.withdrawn',
  'reply.failed',
])

/** Of the conversations in which one asked for approval, or somebody decided, who may decide about what waits there now. */
export async function approversIn(db: Db, events: readonly RecordedEvent[]): Promise<ReadonlyMap<string, string[]>> {
  const ids = events.flatMap(({ kind, conversationId }) => (kinds.has(kind) && conversationId ? [conversationId] : []))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; user_id: string }>`
    select distinct r.conversation_id as id, u.id as user_id from ${asked} cross join users u
    where r.conversation_id = any(${ids}::uuid[]) and a.decision is null and ${mayDecide} limit 2000`.execute(db)
  const found = Map.groupBy(rows, ({ id }) => id)
  return new Map(ids.map((id) => [id, (found.get(id) ?? []).map((row) => row.user_id)]))
}

/** Draws on everybody's rail how much waits for them to approve: numbers only, since every browser gets them and takes its own. */
export const approvalFragments =
  (db: Db) =>
  async (events: readonly RecordedEvent[], t: T): Promise<string> => {
    const replies = events.flatMap(({ kind, data }) =>
      kinds.has(kind) && typeof data.reply === 'string' ? [data.reply] : [],
    )
    if (replies.length === 0) return ''
    const { rows } = await sql<{ id: string; count: number }>`
      with touched as (
        select distinct u.id from ${asked} cross join users u
        where r.id = any(${replies}::uuid[]) and ${mayDecide})
      select touched.id, (
        select count(distinct r.conversation_id)::int from ${asked} join users u on u.id = touched.id
        where a.decision is null and ${mayDecide}) as count
      from touched limit 200`.execute(db)
    return rows
      .map(({ id, count }) => {
        const item = approvalNavId(id)
        return stream('replace', { target: `nav-count-${item}` }, <NavCount t={t} id={item} count={count} needsUs />)
      })
      .join('')
  }
