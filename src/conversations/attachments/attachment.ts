import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { fileUrl } from '../../core/files/routes.ts'
import type { Who } from '../conversation.ts'

/** A file that goes with an answer: of the draft, or of a reply that was decided. */
export interface Attachment {
  id: string
  name: string
  /** What is to be seen in it; empty where nobody said. */
  alt: string
  mime: string
  bytes: number
  sha256: Buffer
  /** At our own address. */
  file: string
  /** Of a picture, as it is seen. */
  size: { width: number; height: number } | null
  by: Who | null
  at: Date
}

/** What stands with a conversation's draft, in the order in which it came. */
export const attachmentsOfDraft = async (db: Db | Tx, conversationId: string): Promise<Attachment[]> =>
  (await read(db, sql`a.conversation_id = ${conversationId} and a.removed_at is null`)).map(
    ({ attachment }) => attachment,
  )

/** What goes with these replies, or went with them. */
export async function attachmentsOfReplies(
  db: Db | Tx,
  replyIds: readonly string[],
): Promise<ReadonlyMap<string, Attachment[]>> {
  if (replyIds.length === 0) return new Map()
  const rows = await read(db, sql`a.reply_id = any(${[...new Set(replyIds)]}::uuid[])`)
  const found = new Map<string, Attachment[]>()
  for (const { replyId, attachment } of rows)
    if (replyId) found.set(replyId, [...(found.get(replyId) ?? []), attachment])
  return found
}

/** One of a draft's, with where it stands; also one that was taken away and can be put back. */
export async function findAttachment(
  db: Db | Tx,
  id: string,
): Promise<{ attachment: Attachment; conversationId: string | null } | undefined> {
  const [row] = await read(db, sql`a.id = ${id}`)
  return row
}

async function read(db: Db | Tx, condition: RawBuilder<unknown>) {
  const { rows } = await sql<Row>`
    select a.id, a.conversation_id, a.reply_id, a.name, a.alt, a.width, a.height, a.added_by, u.name as adder, a.added_at,
      f.sha256, f.mime, f.bytes
    from attachments a join files f on f.sha256 = a.file left join users u on u.id = a.added_by
    where ${condition} order by a.id limit 500`.execute(db)
  return rows.map((row) => ({
    replyId: row.reply_id,
    conversationId: row.conversation_id,
    attachment: asAttachment(row),
  }))
}

interface Row extends AttachmentRow {
  conversation_id: string | null
  reply_id: string | null
}

export interface AttachmentRow {
  id: string
  name: string
  alt: string
  width: number | null
  height: number | null
  added_by: string | null
  adder: string | null
  added_at: Date
  sha256: Buffer
  mime: string
  bytes: number
}

export const asAttachment = (row: AttachmentRow): Attachment => ({
  id: row.id,
  name: row.name,
  alt: row.alt,
  mime: row.mime,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  file: fileUrl(row.sha256),
  size: row.width && row.height ? { width: row.width, height: row.height } : null,
  by: row.added_by && row.adder ? { id: row.added_by, name: row.adder } : null,
  at: row.added_at,
})

/** Says which state the attachments of drafts are in: another one when anything of them changes. Empty: none. */
export async function attachedVersions(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; version: string }>`
    select conversation_id as id,
      (extract(epoch from max(changed_at)) * 1000000)::bigint::text || '-' || count(*) filter (where removed_at is null) as version
    from attachments where conversation_id = any(${[...ids]}::uuid[]) group by 1`.execute(db)
  return new Map(rows.map((row) => [row.id, row.version]))
}
