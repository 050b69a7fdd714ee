import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { NavCount } from '../ui/desk.tsx'
import { bellId } from './bell.ts'
import { bellKinds } from './subscribers.ts'
import { News, newsId } from './views/news.tsx'

/**
 * Draws the bells that a batch of events rings, or that their person has looked at: numbers only, since every browser
 * gets them and takes its own.
 */
export const bellFragments =
  (db: Db) =>
  async (events: readonly RecordedEvent[], t: T): Promise<string> => {
    const seqs = events.filter(({ kind }) => bellKinds.has(kind)).map(({ seq }) => seq)
    const readers = events.filter(({ kind }) => kind === 'notification.read').map(({ data }) => String(data.user))
    if (seqs.length + readers.length === 0) return ''
    const { rows } = await sql<Bell>`
      with rung as (select distinct user_id from notifications where event_seq = any(${seqs}::bigint[]) and read_at is null)
      select user_id, bool_or(rings) as rings, (select count(*)::int from notifications n
        where n.user_id = whose.user_id and n.read_at is null) as count
      from (select user_id, true as rings from rung union all select unnest(${readers}::uuid[]), false) as whose
      group by user_id`.execute(db)
    return rows.map((row) => draw(t, row)).join('')
  }

interface Bell {
  user_id: string
  /** Something came, and waits to be read. */
  rings: boolean
  count: number
}

function draw(t: T, { user_id: userId, rings, count }: Bell): string {
  const id = bellId(userId)
  const number = stream('replace', `nav-count-${id}`, <NavCount t={t} id={id} count={count} needsUs />)
  return rings ? number + stream('update', newsId(userId), <News t={t} />) : number
}

const stream = (action: 'replace' | 'update', target: string, content: unknown): string =>
  `<turbo-stream action="${action}" target="${target}"><template>${String(content)}</template></turbo-stream>`
