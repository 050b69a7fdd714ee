import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { NavCount } from '../ui/desk.tsx'
import { bellId } from './bell.ts'
import { bellKinds } from './subscribers.ts'
import { News, newsId } from './views/news.tsx'

/** Draws the bells that a batch of events rings: numbers only, since every browser gets them and takes its own. */
export const bellFragments =
  (db: Db) =>
  async (events: readonly RecordedEvent[], t: T): Promise<string> => {
    const seqs = events.filter(({ kind }) => bellKinds.has(kind)).map(({ seq }) => seq)
    if (seqs.length === 0) return ''
    const { rows } = await sql<{ user_id: string; count: number }>`
      select user_id, count(*) from notifications
      where read_at is null and user_id in (select user_id from notifications where event_seq = any(${seqs}::bigint[]))
      group by user_id`.execute(db)
    return rows.map((row) => draw(t, row.user_id, row.count)).join('')
  }

function draw(t: T, userId: string, count: number): string {
  const id = bellId(userId)
  return (
    stream('replace', `nav-count-${id}`, <NavCount t={t} id={id} count={count} needsUs />) +
    stream('update', newsId(userId), <News t={t} />)
  )
}

const stream = (action: 'replace' | 'update', target: string, content: unknown): string =>
  `<turbo-stream action="${action}" target="${target}"><template>${String(content)}</template></turbo-stream>`
