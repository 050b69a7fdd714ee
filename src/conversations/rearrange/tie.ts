import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { findDraft } from '../draft.ts'
import type { HearingChannel, Known } from '../hear.ts'
import { settleState } from '../settle-state.ts'
import { unite } from '../unite.ts'
import { seatIn } from './follow-messages.ts'
import { giveState } from './give-state.ts'
import { findHeld } from './hold.ts'
import type { Kept } from './kept.ts'
import { stayFrozen } from './merge.ts'
import { settleAll } from './settle-all.ts'
import type { Spot } from './spot.ts'
import { visibleOf } from './visible.ts'

/**
 * Several threads turn out to be one. Their conversations become one too; where somebody had merged some of them already,
 * there is nothing to undo any more. Gives the thread that is left, and says in `spots` and `known` where things stand now.
 */
export async function tie(
  tx: Tx,
  threadIds: readonly string[],
  spots: Map<string, Spot>,
  known: ReadonlyMap<string, Known>,
  channel: HearingChannel,
): Promise<string> {
  const visible = await visibleOf(tx, threadIds)
  const at = (id: string) => visible.get(id) ?? id
  const stands = [...new Set(threadIds.map(at))].sort()
  const busy = await findBusy(tx, [...new Set([...threadIds, ...stands])])
  const stay = stands.find((id) => busy.has(id)) ?? stands[0]
  if (stay === undefined) throw new Error('No thread was given.')
  const left = threadIds.includes(stay) ? stay : threadIds.find((id) => at(id) === stay)
  if (left === undefined) throw new Error('A thread stands nowhere.')
  const gone = stands.filter((id) => id !== stay)
  const others = threadIds.filter((id) => id !== left)
  if (busy.size > 0) await joinThreads(tx, left, others, at)
  // What nobody rearranged goes with the thread itself, also when what that is merged into is undone.
  const plain = left === stay ? [] : gone.filter((id) => !busy.has(id))
  const rest = gone.filter((id) => !plain.includes(id))
  if (rest.length > 0) await unite(tx, stay, rest, channel.canAnswer)
  if (plain.length > 0) await uniteWithMerged(tx, left, plain, channel.canAnswer)
  if (busy.size > 0) await overtake(tx, stay, rest, others)
  for (const [id, spot] of spots) {
    const conversationId = gone.includes(spot.conversationId) ? stay : spot.conversationId
    const homeId = others.includes(spot.homeId) ? left : gone.includes(spot.homeId) ? stay : spot.homeId
    const threadId = others.includes(spot.threadId) ? left : gone.includes(spot.threadId) ? stay : spot.threadId
    spots.set(id, { ...spot, conversationId, homeId, threadId })
  }
  // What was looked up before is elsewhere now; an edit or a deletion in this batch must find it there.
  for (const row of known.values()) if (gone.includes(row.conversation_id)) row.conversation_id = stay
  return left
}

/** Into a conversation that is merged into another: it gives on what it gains, as if it had had that before. */
async function uniteWithMerged(tx: Tx, id: string, others: readonly string[], canAnswer: boolean): Promise<void> {
  await settleState(tx, id)
  const before = (await findDraft(tx, id))?.text ?? ''
  await unite(tx, id, others, canAnswer)
  const more = ((await findDraft(tx, id))?.text ?? '').slice(before.length).trimStart()
  for (let from = id, into = await mergedInto(tx, id); into; from = into, into = await mergedInto(tx, from)) {
    const isLast = (await mergedInto(tx, into)) === undefined
    if (!isLast) await settleState(tx, into)
    const [held, holding] = await findHeld(tx, [from, into])
    if (!held || !holding) return
    const kept = await giveState(tx, held, holding, (_tx, one, other) => addToDraft(tx, one, other, more))
    await seatIn(tx, from, into)
    await stayFrozen(tx, from)
    await keepMore(tx, from, kept)
  }
}

/** What was being written in it already stands in the other: only what came goes on there. Gives the draft as it is then. */
async function addToDraft(tx: Tx, from: string, into: string, more: string): Promise<string | undefined> {
  if (more === '') return undefined
  const { rows } = await sql<{ version: string }>`
    insert into drafts (conversation_id, text, in_reply_to, kept_at, kept_by)
    select ${into}, ${more}, in_reply_to, kept_at, kept_by from drafts where conversation_id = ${from}
    on conflict (conversation_id) do update set text = drafts.text || e'\n\n' || excluded.text,
      kept_at = greatest(drafts.kept_at, excluded.kept_at), version = drafts.version + 1
    returning version::text`.execute(tx)
  await sql`
    insert into draft_writers (conversation_id, user_id, at)
    select ${into}, user_id, at from draft_writers where conversation_id = ${from} on conflict do nothing`.execute(tx)
  await sql`select pg_notify('signs', ${into})`.execute(tx)
  return rows[0]?.version
}

async function mergedInto(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select conversation_id as id from conversation_unions where absorbed_id = ${id}`.execute(tx)
  return rows[0]?.id
}

/** What the merge gives now is taken back with what it gave. */
async function keepMore(tx: Tx, from: string, more: Kept): Promise<void> {
  const { rows } = await sql<{ id: string; kept: Kept }>`
    select id, kept from rearrangements where from_id = ${from} and kind = 'merge' and undone_at is null`.execute(tx)
  const [row] = rows
  if (!row) return
  const { kept } = row
  const all: Kept = {
    ...kept,
    ...more,
    mute: kept.mute ?? [],
    tags: [...(kept.tags ?? []), ...(more.tags ?? [])],
    followers: [...(kept.followers ?? []), ...(more.followers ?? [])],
    assignment: kept.assignment === true || more.assignment === true,
    subject: kept.subject === true || more.subject === true,
    late: (kept.late ?? 0) + (more.late ?? 0),
    ...(kept.before ? { before: kept.before } : {}),
  }
  await sql`update rearrangements set kept = ${JSON.stringify(all)} where id = ${row.id}`.execute(tx)
}

/** Those that somebody merged, split or moved something out of or into. */
async function findBusy(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${[...ids]}::uuid[]) as given (id) where exists (
      select from rearrangements r where (r.from_id = given.id or r.to_id = given.id) and r.undone_at is null)`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}

/** What is at home in the others is at home in the one that is left, and so are their cuts. */
async function joinThreads(tx: Tx, left: string, others: readonly string[], at: (id: string) => string): Promise<void> {
  const ids = [...others]
  for (const table of ['messages', 'awaited_messages']) {
    await sql`
      update ${sql.table(table)} x set home_id = ${left}, thread_id = null
      from unnest(${ids}::uuid[], ${ids.map(at)}::uuid[]) as given (id, at_id)
      where x.conversation_id = given.at_id and x.thread_id is null
        and coalesce(x.home_id, x.conversation_id) = given.id`.execute(tx)
    await sql`update ${sql.table(table)} set thread_id = ${left} where thread_id = any(${ids}::uuid[])`.execute(tx)
  }
  await sql`update thread_cuts set thread_id = ${left} where thread_id = any(${ids}::uuid[])`.execute(tx)
}

/** Their marks lead to the conversation that is left; what joined threads that are one anyway is no merge any more. */
async function overtake(tx: Tx, stay: string, gone: readonly string[], others: readonly string[]): Promise<void> {
  const ids = [...gone]
  await sql`
    update rearrangements set overtaken_at = now()
    where undone_at is null and overtaken_at is null and (from_id = any(${ids}::uuid[]) or
      (kind <> 'merge' and to_id = any(${ids}::uuid[])) or (kind = 'merge' and from_id = any(${[...others]}::uuid[])))`.execute(
    tx,
  )
  await sql`update rearrangements set to_id = ${stay}
    where to_id = any(${ids}::uuid[]) and from_id <> ${stay}`.execute(tx)
  await sql`update rearrangements set from_id = ${stay}
    where from_id = any(${ids}::uuid[]) and to_id <> ${stay}`.execute(tx)
  await sql`update thread_cuts set home_id = ${stay} where home_id = any(${ids}::uuid[])`.execute(tx)
  await settleAll(tx, [stay], new Date())
}
