import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { followersOf, type Who } from './conversation.ts'
import { stream } from './turbo.ts'
import { Followers } from './views/followers.tsx'

const kinds: ReadonlySet<string> = new Set(['conversation.followed', 'conversation.unfollowed', 'conversation.united'])

/** Who follows the conversations of which that changed, on the pages of whoever has them open. */
export async function drawFollowers(db: Db, events: readonly RecordedEvent[], t: T): Promise<string> {
  const ids = [
    ...new Set(events.flatMap(({ kind, conversationId }) => (kinds.has(kind) ? (conversationId ?? []) : []))),
  ]
  if (ids.length === 0) return ''
  const { rows } = await sql<{ id: string; followers: Who[] }>`
    select c.id, coalesce(${followersOf}, '[]') as followers
    from conversations c where c.id = any(${ids}::uuid[])`.execute(db)
  return rows
    .map(({ id, followers }) =>
      stream('replace', { target: `followers-${id}` }, <Followers t={t} conversationId={id} followers={followers} />),
    )
    .join('')
}
