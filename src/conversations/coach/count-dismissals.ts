import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { type RemarkKind, remarkKinds } from './remark.ts'

/** How often a remark was made, and how often waved away, in the last ninety days. */
export interface Tally {
  kind: RemarkKind
  language: string
  /** Conversations, by person and day. */
  said: number
  dismissed: number
}

/** By kind and language, those that are waved away the most first. */
export async function countDismissals(db: Db): Promise<Tally[]> {
  const { rows } = await sql<{ kind: string; language: string; said: number; dismissed: number }>`
    select kind, language, coalesce(said, 0)::int as said, coalesce(dismissed, 0)::int as dismissed
    from (select kind, language, count(*) as said from coach_remarks
        where day > (now() - interval '90 days')::date group by 1, 2) as made
      full join (select kind, language, count(*) as dismissed from coach_dismissals
        where at > now() - interval '90 days' group by 1, 2) as waved using (kind, language)
    order by dismissed::float / greatest(said, 1) desc, said desc, kind, language`.execute(db)
  return rows.flatMap(({ kind, ...row }) => {
    const known = remarkKinds.find((one) => one === kind)
    return known ? [{ kind: known, ...row }] : []
  })
}
