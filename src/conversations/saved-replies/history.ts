import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { type Named, named, type SavedReply } from './saved-reply.ts'

/** What a saved reply was, from when on, and who wrote it so. */
export interface Version {
  version: number
  name: string
  team: Named | null
  texts: SavedReply['texts']
  at: Date
  by: Named | null
}

const most = 100

/** Its versions, the latest first. */
export async function findVersions(db: Db, id: string): Promise<Version[]> {
  const { rows } = await sql<Row>`
    select v.version, v.name, v.team_id, t.name as team, v.written_at, v.written_by, u.name as writer,
      (select json_agg(json_build_object('language', x.language, 'text', x.text) order by x.language)
        from saved_reply_texts x where x.saved_reply_id = v.saved_reply_id and x.version = v.version) as texts
    from saved_reply_versions v left join teams t on t.id = v.team_id left join users u on u.id = v.written_by
    where v.saved_reply_id = ${id} order by v.version desc limit ${sql.lit(most)}`.execute(db)
  return rows.map((row) => ({
    version: row.version,
    name: row.name,
    team: named(row.team_id, row.team),
    texts: row.texts ?? [],
    at: row.written_at,
    by: named(row.written_by, row.writer),
  }))
}

interface Row {
  version: number
  name: string
  team_id: string | null
  team: string | null
  written_at: Date
  written_by: string | null
  writer: string | null
  texts: SavedReply['texts'] | null
}

/** A reply that began with it and was sent. */
export interface Use {
  conversationId: string
  language: string
  by: Named | null
  at: Date
}

/** Where it was used last, the latest first. */
export async function findUses(db: Db, id: string, limit = 20): Promise<Use[]> {
  const rows = await db
    .selectFrom('saved_reply_uses as n')
    .leftJoin('users as u', 'u.id', 'n.used_by')
    .select(['n.conversation_id', 'n.language', 'n.used_at', 'n.used_by', 'u.name'])
    .where('n.saved_reply_id', '=', id)
    .orderBy('n.used_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    language: row.language,
    by: named(row.used_by, row.name),
    at: row.used_at,
  }))
}
