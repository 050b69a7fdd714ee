import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { prepared } from '../core/prepared.ts'
import { cleanText } from '../lib/clean-text.ts'
import { madeOf, mergeText, saysAll } from '../lib/merge-text.ts'
import { words } from '../lib/words.ts'
import { lockConversation, type Who } from './conversation.ts'
import { dropAllDrafted, tieToDraft } from './promises/make.ts'

/** What is written in a conversation and not sent: one text, which all of us write. */
export interface Draft {
  text: string
  inReplyTo: string | null
  keptAt: Date
  /** Grows with every change. */
  version: number
  /** Who kept it last. */
  keptBy: string | null
  /** Whoever has written in it, the first one first. */
  writers: Who[]
}

export interface Writing {
  text: string
  inReplyTo?: string | undefined
  /** The draft as the writer had it before: what others made of it since is brought together with theirs. */
  base?: string | undefined
  /** What the same writer told since without learning whether it was kept. */
  tried?: readonly string[] | undefined
  /** The reply that it is to become: once that is said, what still arrives of it is no draft any more. */
  replyId?: string | undefined
}

export const longestText = 100_000

/**
 * Keeps what somebody is writing, as it stands. Nothing of a colleague is written over: without a `base` the text
 * replaces only what the same writer kept, and else is added. An empty text is no draft. No event: it is not said yet.
 */
export async function keepDraft(
  tx: Tx,
  conversationId: string,
  written: Writing,
  by: { id: string },
): Promise<'said' | undefined> {
  const { id } = await lockConversation(tx, conversationId)
  if (await wasSaid(tx, id, written.replyId)) return 'said'
  await keep(tx, id, written, by)
  return undefined
}

async function keep(tx: Tx, id: string, written: Writing, by: { id: string }): Promise<void> {
  const kept = await findDraft(tx, id)
  // Drafts of threads that became one may be longer together: they can still be shortened.
  const most = Math.max(longestText, kept?.text.length ?? 0)
  const text = fitting(together(kept, fitting(written.text, most), written, by), most)
  if (text.trim() === '') {
    if (kept) await dropAllDrafted(tx, id)
    return discardDraft(tx, id)
  }
  // A text that is kept while it is typed does not say again what it answers.
  const chosen = (await messageHere(tx, id, written.inReplyTo)) ?? kept?.inReplyTo ?? null
  if (kept?.text === text && kept.inReplyTo === chosen) return
  await writeDraft(tx, id, { text, inReplyTo: chosen }, by)
}

function fitting(text: string, most: number): string {
  const clean = cleanText(text)
  if (clean.length > most) throw new Refusal(422, words('conversations.text-enormous', { max: longestText }))
  return clean
}

function together(kept: Draft | undefined, mine: string, { base, tried = [] }: Writing, by: { id: string }): string {
  const there = kept?.text ?? ''
  if (base !== undefined) return mergeText(madeOf(there, cleanText(base), tried.map(cleanText)), mine, there).text
  return kept && !isAllBy(kept, by) ? mergeText('', mine, there).text : mine
}

const isAllBy = ({ writers, keptBy }: Draft, by: { id: string }): boolean =>
  keptBy === by.id && writers.every((one) => one.id === by.id)

/** The draft as it is from now on, with who wrote it; whoever else is there is told. */
export async function writeDraft(
  tx: Tx,
  id: string,
  { text, inReplyTo }: { text: string; inReplyTo: string | null },
  by: { id: string },
): Promise<void> {
  await sql`
    insert into drafts (conversation_id, text, in_reply_to, kept_by) values (${id}, ${text}, ${inReplyTo}, ${by.id})
    on conflict (conversation_id) do update set text = excluded.text, in_reply_to = excluded.in_reply_to,
      kept_by = excluded.kept_by, kept_at = now(), version = greatest(drafts.version + 1, excluded.version)`.execute(tx)
  await sql`
    insert into draft_writers (conversation_id, user_id) values (${id}, ${by.id}) on conflict do nothing`.execute(tx)
  await tellOthers(tx, id)
}

/** Nobody needs to be told where one person is alone, in one tab. */
export const tellOthers = (tx: Db | Tx, id: string) =>
  sql`select pg_notify('signs', ${id}) where (select count(*) from presences where conversation_id = ${id}) > 1`.execute(
    tx,
  )

/** A browser keeps a draft while its author presses "send". What was taken back may be written on. */
async function wasSaid(tx: Tx, conversationId: string, replyId: string | undefined): Promise<boolean> {
  if (!replyId) return false
  const row = await tx
    .selectFrom('replies')
    .innerJoin('deliveries', 'deliveries.reply_id', 'replies.id')
    .select('replies.id')
    .where('replies.id', '=', replyId)
    .where('replies.conversation_id', '=', conversationId)
    .where('deliveries.state', '<>', 'withdrawn')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function messageHere(tx: Tx, conversationId: string, messageId: string | undefined): Promise<string | null> {
  if (!messageId) return null
  const row = await tx
    .selectFrom('messages')
    .select('id')
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function discardDraft(tx: Db | Tx, conversationId: string): Promise<void> {
  await tx.deleteFrom('drafts').where('conversation_id', '=', conversationId).execute()
  await tellOthers(tx, conversationId)
}

/** It was said: there is no draft any more, unless a colleague has put something into it that was not said. */
export async function draftSaid(tx: Tx, conversationId: string, said: string, by: { id: string }): Promise<void> {
  const kept = await findDraft(tx, conversationId)
  if (!kept || !(isAllBy(kept, by) || saysAll(said, kept.text))) return
  await tieToDraft(tx, conversationId, kept.writers)
  await discardDraft(tx, conversationId)
}

const writersOf = sql`coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by w.at, u.id)
  from draft_writers w join users u on u.id = w.user_id where w.conversation_id = d.conversation_id), '[]')`

export async function findDraft(db: Db | Tx, conversationId: string): Promise<Draft | undefined> {
  const { rows } = await prepared(
    db,
    sql<Draft>`
    select d.text, d.in_reply_to as "inReplyTo", d.kept_at as "keptAt", d.version, d.kept_by as "keptBy",
      ${writersOf} as writers
    from drafts d where d.conversation_id = ${conversationId}`,
  )
  return rows[0]
}

export type DraftWriters = Pick<Draft, 'version' | 'writers'>

/** Who wrote the drafts of these conversations, without their texts. */
export async function findWriters(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, DraftWriters>> {
  if (ids.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<DraftWriters & { id: string }>`
    select d.conversation_id as id, d.version, ${writersOf} as writers
    from drafts d where d.conversation_id = any(${[...ids]}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}
