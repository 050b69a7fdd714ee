import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { returnAttachments } from '../attachments/take.ts'
import { settleState } from '../settle-state.ts'
import type { Standing } from './find.ts'
import { moveDrafted } from './follow-messages.ts'
import { giveAssignment } from './give-state.ts'
import type { Kept } from './kept.ts'

/** Takes back what a merge gave to the conversation that stayed, where nobody changed it since and no other merge gives it. */
export async function takeStateBack(tx: Tx, done: Standing): Promise<void> {
  const { kept, fromId, toId } = done
  const others = await othersInto(tx, done)
  await takeBack(tx, 'conversation_tags', 'tag_id', kept.tags ?? [], done, others)
  await takeBack(tx, 'conversation_followers', 'user_id', kept.followers ?? [], done, others)
  if (kept.assignment) await takeAssignment(tx, done, others)
  if (kept.subject) await takeSubject(tx, done, others)
  await forgetNews(tx, toId, kept.late ?? 0)
  await returnAttachments(tx, toId, fromId)
  await takeDraft(tx, fromId, toId, kept.draft)
  if (kept.before) await takeOpening(tx, done)
}

/** The same of a move: the conversation it came to sleeps again, and what came is no news there. */
export async function takeArrivalBack(tx: Tx, done: Standing): Promise<void> {
  await forgetNews(tx, done.toId, done.kept.late ?? 0)
  if (done.kept.before) await takeOpening(tx, done)
}

type Other = Pick<Standing, 'id' | 'fromId'>

/** What else is merged into the same conversation, the oldest first. */
async function othersInto(tx: Tx, { id, toId }: Standing): Promise<Other[]> {
  const { rows } = await sql<Other>`
    select id, from_id as "fromId" from rearrangements
    where to_id = ${toId} and kind = 'merge' and id <> ${id} and undone_at is null and overtaken_at is null
    order by position`.execute(tx)
  return rows
}

/** What another merged conversation has too comes from that one from now on. */
async function takeBack(
  tx: Tx,
  table: 'conversation_tags' | 'conversation_followers',
  key: 'tag_id' | 'user_id',
  given: readonly string[],
  done: Standing,
  others: readonly Other[],
): Promise<void> {
  const { toId } = done
  const name = table === 'conversation_tags' ? 'tags' : 'followers'
  const ids = others.map((other) => other.fromId)
  for (const one of await stillGiven(tx, table, key, given, done)) {
    const { rows } = await sql<{ id: string }>`
      select conversation_id as id from ${sql.table(table)} where ${sql.ref(key)} = ${one}
        and conversation_id = any(${ids}::uuid[])
      union select conversation_id from conversation_assignments
        where ${name} = 'followers' and user_id = ${one} and conversation_id = any(${ids}::uuid[])`.execute(tx)
    const heir = others.find((other) => rows.some((row) => row.id === other.fromId))
    if (heir)
      await keepFor(
        tx,
        heir.id,
        sql`jsonb_build_object(${name}::text, coalesce(kept->${name}, '[]') || to_jsonb(${one}::text))`,
      )
    else
      await sql`delete from ${sql.table(table)} where conversation_id = ${toId} and ${sql.ref(key)} = ${one}`.execute(
        tx,
      )
  }
}

/** What one of us put there again since is theirs: it is older than the merge, or the very row of the merged one. */
async function stillGiven(
  tx: Tx,
  table: 'conversation_tags' | 'conversation_followers',
  key: 'tag_id' | 'user_id',
  given: readonly string[],
  { id, fromId, toId }: Standing,
): Promise<string[]> {
  const [by, at] =
    table === 'conversation_tags' ? (['tagged_by', 'tagged_at'] as const) : (['added_by', 'followed_at'] as const)
  const { rows } = await sql<{ key: string }>`
    select x.${sql.ref(key)} as key from ${sql.table(table)} x
    where x.conversation_id = ${toId} and x.${sql.ref(key)} = any(${[...given]}::uuid[])
      and (x.${sql.ref(at)} <= (select done_at from rearrangements where id = ${id}) or exists (
        select from ${sql.table(table)} o where o.conversation_id = ${fromId} and o.${sql.ref(key)} = x.${sql.ref(key)}
          and o.${sql.ref(at)} = x.${sql.ref(at)} and o.${sql.ref(by)} is not distinct from x.${sql.ref(by)}))`.execute(
    tx,
  )
  return rows.map((row) => row.key)
}

const keepFor = (tx: Tx, id: string, more: ReturnType<typeof sql>) =>
  sql`update rearrangements set kept = kept || ${more} where id = ${id}`.execute(tx)

async function takeAssignment(tx: Tx, { fromId, toId }: Standing, others: readonly Other[]): Promise<void> {
  const { rows } = await sql`
    delete from conversation_assignments a using conversation_assignments o
    where a.conversation_id = ${toId} and o.conversation_id = ${fromId} and a.assigned_at = o.assigned_at
      and a.user_id is not distinct from o.user_id and a.team_id is not distinct from o.team_id
    returning a.conversation_id`.execute(tx)
  if (rows.length === 0) return
  for (const other of others)
    if (await giveAssignment(tx, other.fromId, toId)) {
      await keepFor(tx, other.id, sql`'{"assignment": true}'::jsonb`)
      return
    }
}

async function takeSubject(tx: Tx, { fromId, toId }: Standing, others: readonly Other[]): Promise<void> {
  const { rows } = await sql<{ id: string; subject: string }>`
    select id, subject from conversations
    where id = any(${others.map((other) => other.fromId)}::uuid[]) and subject is not null`.execute(tx)
  const heir = others.find((other) => rows.some((row) => row.id === other.fromId))
  const subject = rows.find((row) => row.id === heir?.fromId)?.subject ?? null
  await sql`update conversations c set subject = ${subject} from conversations o
    where c.id = ${toId} and o.id = ${fromId} and c.subject = o.subject`.execute(tx)
  if (heir) await keepFor(tx, heir.id, sql`'{"subject": true}'::jsonb`)
}

async function forgetNews(tx: Tx, id: string, late: number): Promise<void> {
  if (late === 0) return
  await sql`
    update conversation_reads r set heard_late = greatest(r.heard_late - ${late}, -1) from conversations c
    where c.id = ${id} and r.conversation_id = c.id and r.heard_late >= c.heard_late`.execute(tx)
  await sql`update conversations set heard_late = greatest(heard_late - ${late}, 0) where id = ${id}`.execute(tx)
}

/** Untouched since, the two texts part again. Else all of it stays where it was written on, or was sent from. */
async function takeDraft(tx: Tx, fromId: string, toId: string, version: string | undefined): Promise<void> {
  if (version === undefined) return
  const { rows } = await sql<{ text: string; own: string }>`
    select b.text, a.text as own from drafts a join drafts b on b.conversation_id = ${toId}
    where a.conversation_id = ${fromId} and b.version = ${version}::bigint
      and (b.text = a.text or right(b.text, length(a.text) + 2) = e'\n\n' || a.text)`.execute(tx)
  const [joined] = rows
  if (!joined) {
    await moveDrafted(tx, fromId, toId)
    return void (await sql`delete from drafts where conversation_id = ${fromId}`.execute(tx))
  }
  const rest = joined.text.slice(0, -joined.own.length).trimEnd()
  if (rest === '') await sql`delete from drafts where conversation_id = ${toId}`.execute(tx)
  else
    await sql`update drafts set text = ${rest}, version = version + 1,
        in_reply_to = (select m.id from messages m where m.id = in_reply_to and m.conversation_id = ${toId})
      where conversation_id = ${toId}`.execute(tx)
  await sql`select pg_notify('signs', ${toId})`.execute(tx)
}

/**
 * Closed or put aside as before: unless one of us decided otherwise since, somebody spoke in it, or something else that is
 * merged into it holds it open.
 */
async function takeOpening(tx: Tx, { id, toId, kept, at }: Standing): Promise<void> {
  const { rows } = await sql<{ changed: boolean; heir: string | null }>`
    select exists (select from events e where e.conversation_id = ${toId} and e.at >= ${at} and e.by_user is not null
        and e.kind in ('conversation.closed', 'conversation.reopened', 'conversation.snoozed', 'conversation.woken'))
      or ${spokeSince(toId, at)} as changed,
      (select r.id from rearrangements r join conversations c on c.id = r.from_id
        where r.to_id = ${toId} and r.id <> ${id} and r.undone_at is null and r.overtaken_at is null
          and case r.kind when 'merge' then not exists (select from conversation_closures x where x.conversation_id = c.id)
            when 'move' then r.kept->'opens' = 'true' else false end
        order by r.position limit 1) as heir`.execute(tx)
  const [now] = rows
  if (!now || now.changed) return
  if (now.heir) return void (await keepFor(tx, now.heir, sql`${JSON.stringify({ before: kept.before })}::jsonb`))
  await restore(tx, toId, kept.before)
}

async function restore(tx: Tx, id: string, before: Kept['before']): Promise<void> {
  await sql`delete from conversation_closures where conversation_id = ${id}`.execute(tx)
  await sql`delete from conversation_snoozes where conversation_id = ${id}`.execute(tx)
  if (before?.closure)
    await sql`insert into conversation_closures (conversation_id, closed_by, closed_at)
      select ${id}, (select u.id from users u where u.id = ${before.closure.closed_by}), ${before.closure.closed_at}::timestamptz`.execute(
      tx,
    )
  if (before?.snooze)
    await sql`insert into conversation_snoozes (conversation_id, until, snoozed_by, snoozed_at)
      select ${id}, ${before.snooze.until}::timestamptz, (select u.id from users u where u.id = ${before.snooze.snoozed_by}),
        ${before.snooze.snoozed_at}::timestamptz`.execute(tx)
  await settleState(tx, id)
}

const spokeSince = (id: string, at: Date) => sql`exists (
  select from messages m where m.conversation_id = ${id} and m.heard_at >= ${at} and not m.is_ours and m.concerns_us
    and m.deleted_at is null)`

/** It is itself again: as it was when it was merged, or open where somebody spoke in it since. */
export async function wakeFrozen(tx: Tx, { fromId, at }: Standing): Promise<void> {
  const spoke = await sql<{ yes: boolean }>`select ${spokeSince(fromId, at)} as yes`.execute(tx)
  const opened = spoke.rows[0]?.yes
    ? await sql`
        with closed as (delete from conversation_closures where conversation_id = ${fromId} returning 1),
          snoozed as (delete from conversation_snoozes where conversation_id = ${fromId} returning 1)
        select from closed union all select from snoozed`.execute(tx)
    : undefined
  await settleState(tx, fromId)
  if (opened && opened.rows.length > 0)
    await record(tx, 'conversation.reopened', { conversation: { id: fromId }, data: { because: 'message' } })
}
