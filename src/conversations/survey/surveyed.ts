import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Who } from '../conversation.ts'
import type { SurveyState } from './tables.ts'

/** What a line of the thread needs to know of a question after closing. */
export interface Surveyed {
  id: string
  person: Who
  state: SurveyState
  /** The last thing that happened to it: there their words stand, and what can be done about it. */
  lastSeq: number | null
  words: string | null
  isRefused: boolean
}

const kinds = ['survey.planned', 'survey.called-off', 'survey.marked']

/** By their ids, for a page at once. */
export async function findSurveyed(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Surveyed>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Omit<Surveyed, 'person'> & { personId: string; name: string }>`
    select s.id, s.state, s.words, p.id as "personId", p.name,
      (select max(e.seq) from events e where e.conversation_id = s.conversation_id and e.kind = any(${[...kinds]}::text[])
        and e.data->>'survey' = s.id::text) as "lastSeq",
      exists (select from survey_refusals n where n.person_id = p.id) as "isRefused"
    from surveys s join people p on p.id = s.person_id where s.id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map(({ personId, name, ...row }) => [row.id, { ...row, person: { id: personId, name } }]))
}
