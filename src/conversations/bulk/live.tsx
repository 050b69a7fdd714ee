import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { RecordedEvent } from '../../core/events.ts'
import type { DrawSigns } from '../../core/live-stream.ts'
import { stream } from '../turbo.ts'
import { findRuns } from './run.ts'
import { Strip, stripId } from './views/strip.tsx'

/** How far deeds on many are, wherever a page shows it. */
export const bulkSigns =
  (db: Db): DrawSigns =>
  async (about, t) => {
    const which = about
      ? sql`b.id = any(${[...about]}::uuid[])`
      : sql`b.asked_at > now() - interval '1 day' and (b.ended_at is null or b.ended_at > now() - interval '1 minute')
          order by b.id desc limit 20`
    const runs = await findRuns(db, which)
    return runs
      .flatMap((run) =>
        [true, false].map((mayEnd) =>
          stream('replace', { target: stripId(run, mayEnd) }, <Strip t={t} run={run} mayEnd={mayEnd} />),
        ),
      )
      .join('')
  }

/** More than this at once is not drawn row by row: when it is over, whoever looks at a list sees it anew. */
const mostDrawn = 60

export async function bulkFragments(events: readonly RecordedEvent[]): Promise<string> {
  const isMuch = events.some(
    ({ kind, data }) => (kind === 'bulk.done' || kind === 'bulk.undone') && Number(data.count) > mostDrawn,
  )
  return isMuch ? '<turbo-stream action="refresh"></turbo-stream>' : ''
}
