import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { moveOfWriters } from '../attachments/of-note.ts'
import { moveAttachments } from '../attachments/take.ts'
import { settleState } from '../settle-state.ts'
import { moveDrafts } from '../unite.ts'
import type { HeldConversation } from './hold.ts'
import type { Kept, KeptClosure, KeptSnooze } from './kept.ts'

/**
 * What a merged conversation brings to the one that stays: tags and followers, whoever had it where nobody has the other,
 * the draft, and that it is open. Its own rows stay as they were. Gives what is to be taken back when it is undone.
 */
export async function giveState(
  tx: Tx,
  from: HeldConversation,
  into: HeldConversation,
  giveDraft = joinDrafts,
): Promise<Kept> {
  const kept: Kept = {
    tags: await give(tx, 'conversation_tags', 'tag_id', ['tagged_by', 'tagged_at'], from.id, into.id),
    followers: await give(tx, 'conversation_followers', 'user_id', ['added_by', 'followed_at'], from.id, into.id),
    assignment: await giveAssignment(tx, from.id, into.id),
    subject: await giveSubject(tx, from.id, into.id),
    late: await makeNews(tx, from.id, into.id),
  }
  kept.followers?.push(...(await followInstead(tx, from.id, into.id)))
  await moveAttachments(tx, into.id, [from.id])
  await moveOfWriters(tx, into.id, [from.id])
  const draft = await giveDraft(tx, from.id, into.id)
  if (draft) kept.draft = draft
  const before = await openWith(tx, from, into)
  if (before) kept.before = before
  await sql`insert into saved_reply_insertions
      (conversation_id, saved_reply_id, language, inserted_by, inserted_at, version)
    select ${into.id}, saved_reply_id, language, inserted_by, inserted_at, version
    from saved_reply_insertions where conversation_id = ${from.id} on conflict do nothing`.execute(tx)
  return kept
}

/** Copies what the other has not; gives the keys. */
export async function give(
  tx: Tx,
  table: 'conversation_tags' | 'conversation_followers',
  key: 'tag_id' | 'user_id',
  more: readonly string[],
  from: string,
  into: string,
): Promise<string[]> {
  const columns = sql.join([key, ...more].map((name) => sql.ref(name)))
  const { rows } = await sql<{ key: string }>`
    insert into ${sql.table(table)} (conversation_id, ${columns})
    select ${into}, ${columns} from ${sql.table(table)} where conversation_id = ${from}
    on conflict do nothing returning ${sql.ref(key)} as key`.execute(tx)
  return rows.map((row) => row.key)
}

/** Whoever has the one that stays keeps it. */
export async function giveAssignment(tx: Tx, from: string, into: string): Promise<boolean> {
  const { rows } = await sql`
    insert into conversation_assignments (conversation_id, user_id, team_id, assigned_by, assigned_at, note_id, rule_id)
    select ${into}, user_id, team_id, assigned_by, assigned_at, note_id, rule_id
    from conversation_assignments where conversation_id = ${from}
    on conflict do nothing returning conversation_id`.execute(tx)
  if (rows.length > 0) {
    await sql`delete from conversations_left_free where conversation_id = ${into}`.execute(tx)
    await sql`delete from assignment_waits where conversation_id = ${into}`.execute(tx)
  }
  return rows.length > 0
}

/** Whoever had the other follows it: they hear of what becomes of it. */
async function followInstead(tx: Tx, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into conversation_followers (conversation_id, user_id)
    select ${into}, a.user_id from conversation_assignments a where a.conversation_id = ${from} and a.user_id is not null
      and not exists (select from conversation_assignments o where o.conversation_id = ${into} and o.user_id = a.user_id)
    on conflict do nothing returning user_id as id`.execute(tx)
  return rows.map((row) => row.id)
}

async function giveSubject(tx: Tx, from: string, into: string): Promise<boolean> {
  const { rows } = await sql`
    update conversations c set subject = o.subject from conversations o
    where c.id = ${into} and o.id = ${from} and c.subject is null and o.subject is not null returning c.id`.execute(tx)
  return rows.length > 0
}

/** To whoever has read the one, what was said to us in the other is new. */
async function makeNews(tx: Tx, from: string, into: string): Promise<number> {
  const { rows } = await sql<{ late: number }>`
    with said as (select count(*)::int as count from messages
      where conversation_id = ${from} and not is_ours and concerns_us and deleted_at is null)
    update conversations c set heard_late = c.heard_late + said.count from said where c.id = ${into}
    returning said.count as late`.execute(tx)
  return rows[0]?.late ?? 0
}

/** One text under the other; what was being written in the merged one stays there too, until it is its own again. */
async function joinDrafts(tx: Tx, from: string, into: string): Promise<string | undefined> {
  const has = await tx.selectFrom('drafts').select('text').where('conversation_id', '=', from).executeTakeFirst()
  if (!has) return undefined
  await moveDrafts(tx, into, [from])
  const joined = await tx
    .selectFrom('drafts')
    .select('version')
    .where('conversation_id', '=', into)
    .executeTakeFirstOrThrow()
  return String(joined.version)
}

/** It is open if either was, and else sleeps if either did, until the earlier moment. */
export async function openWith(tx: Tx, from: HeldConversation, into: HeldConversation): Promise<Kept['before']> {
  const before = {
    closure: await stored<KeptClosure>(tx, 'conversation_closures', into.id),
    snooze: await stored<KeptSnooze>(tx, 'conversation_snoozes', into.id),
  }
  if (into.state === 'open' || (from.state !== 'open' && from.state !== 'snoozed')) return undefined
  await sql`delete from conversation_closures where conversation_id = ${into.id}`.execute(tx)
  if (from.state === 'open') await sql`delete from conversation_snoozes where conversation_id = ${into.id}`.execute(tx)
  else
    await sql`
      insert into conversation_snoozes (conversation_id, until, snoozed_by, snoozed_at)
      select ${into.id}, until, snoozed_by, snoozed_at from conversation_snoozes where conversation_id = ${from.id}
      on conflict (conversation_id) do update set until = least(conversation_snoozes.until, excluded.until)`.execute(tx)
  await settleState(tx, into.id)
  return before
}

async function stored<R>(tx: Tx, table: string, id: string): Promise<R | null> {
  const { rows } = await sql<{ row: R & { conversation_id?: string } }>`
    select to_jsonb(x) - 'conversation_id' as row from ${sql.table(table)} x where conversation_id = ${id}`.execute(tx)
  return rows[0]?.row ?? null
}
