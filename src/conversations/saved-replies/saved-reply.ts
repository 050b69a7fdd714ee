import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import type { Viewer } from '../../core/web.ts'
import { fold } from '../../lib/fold.ts'
import './tables.ts'

export interface Named {
  id: string
  name: string
}

/** A reply kept to be used again. */
export interface SavedReply {
  id: string
  name: string
  /** Null: everybody's. */
  team: Named | null
  version: number
  texts: { language: string; text: string }[]
  changedAt: Date
  changedBy: Named | null
  /** How many replies that began with it were sent; counted to `countedTo`. */
  uses: number
  usedAt: Date | null
  removedAt: Date | null
}

export const countedTo = 1000

/** Everybody's by those who may write all of them; a team's also by those of its members who may. */
export const mayWrite = (viewer: Pick<Viewer, 'can' | 'teamIds'>, teamId: string | null): boolean =>
  viewer.can.has('saved-replies') ||
  (viewer.can.has('team-replies') && teamId !== null && viewer.teamIds.includes(teamId))

/** Refuses with 403. */
export function refuseOthers(viewer: Pick<Viewer, 'can' | 'teamIds'>, teamId: string | null): void {
  if (!mayWrite(viewer, teamId)) throw forbidden()
}

/** One of them, also when it was removed. Refuses with 404. */
export async function findSavedReply(db: Db | Tx, id: string): Promise<SavedReply> {
  const [found] = await select(db, sql`where s.id = ${id}`)
  if (!found) throw notFound()
  return found
}

export interface Wanted {
  q?: string | undefined
  /** A team's id, or `everybody`. */
  team?: string | undefined
  removed?: boolean | undefined
  /** The id of the last one of the page before. */
  after?: string | undefined
  limit?: number | undefined
}

/** A page of them by name. */
export async function findSavedReplies(
  db: Db,
  { q, team, removed, after, limit = 50 }: Wanted,
): Promise<{ savedReplies: SavedReply[]; after: string | undefined }> {
  const ofTeam = team === 'everybody' ? sql`s.team_id is null` : team ? sql`s.team_id = ${team}` : sql`true`
  const rows = await select(
    db,
    sql`where r.removed_at is ${sql.raw(removed ? 'not null' : 'null')} and ${ofTeam} and ${saying(q)}
      and ${after ? sql`(lower(s.name), s.id) > (select lower(name), id from saved_replies where id = ${after})` : sql`true`}
      order by lower(s.name), s.id limit ${limit + 1}`,
  )
  const savedReplies = rows.slice(0, limit)
  return { savedReplies, after: rows.length > limit ? savedReplies.at(-1)?.id : undefined }
}

/** Whose name or text has all these words, or words that begin so. */
export function saying(q: string | undefined): RawBuilder<unknown> {
  const typed = fold((q ?? '').slice(0, 200).toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []
  if (typed.length === 0) return sql`true`
  const begun = typed.slice(0, 10).map((word) => `${word}:*`)
  const whole = typed.slice(0, 10).join(' ')
  return sql`s.search @@ (to_tsquery('simple', ${begun.join(' & ')})
    || plainto_tsquery('spanish', ${whole}) || plainto_tsquery('english', ${whole}))`
}

interface Row {
  id: string
  name: string
  version: number
  team_id: string | null
  team: string | null
  texts: SavedReply['texts'] | null
  written_at: Date
  written_by: string | null
  writer: string | null
  uses: number
  used_at: Date | null
  removed_at: Date | null
}

export async function select(db: Db | Tx, which: RawBuilder<unknown>): Promise<SavedReply[]> {
  const { rows } = await sql<Row>`
    select s.id, s.name, s.version, s.team_id, t.name as team, v.written_at, v.written_by, u.name as writer, r.removed_at,
      (select json_agg(json_build_object('language', x.language, 'text', x.text) order by x.language)
        from saved_reply_texts x where x.saved_reply_id = s.id and x.version = s.version) as texts,
      (select count(*)::int from (select from saved_reply_uses n where n.saved_reply_id = s.id
        limit ${sql.lit(countedTo)}) as few) as uses,
      (select max(n.used_at) from saved_reply_uses n where n.saved_reply_id = s.id) as used_at
    from saved_replies s
    join saved_reply_versions v on v.saved_reply_id = s.id and v.version = s.version
    left join teams t on t.id = s.team_id
    left join users u on u.id = v.written_by
    left join saved_reply_removals r on r.saved_reply_id = s.id
    ${which}`.execute(db)
  return rows.map(asSavedReply)
}

const asSavedReply = (row: Row): SavedReply => ({
  id: row.id,
  name: row.name,
  team: named(row.team_id, row.team),
  version: row.version,
  texts: row.texts ?? [],
  changedAt: row.written_at,
  changedBy: named(row.written_by, row.writer),
  uses: row.uses,
  usedAt: row.used_at,
  removedAt: row.removed_at,
})

export const named = (id: string | null, name: string | null): Named | null =>
  id !== null && name !== null ? { id, name } : null
