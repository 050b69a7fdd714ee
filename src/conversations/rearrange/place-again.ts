import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { followReplies } from './follow-messages.ts'
import { type Cut, homesOf, type Placed } from './places.ts'
import { visibleId, visibleOf } from './visible.ts'

/** A message of a thread, with where it stands. */
export interface Threadmate extends Placed {
  id: string
  conversationId: string
  homeId: string
}

/** All the messages of a thread, in whatever conversations they stand. */
export async function threadOf(tx: Db | Tx, threadId: string): Promise<Threadmate[]> {
  const { rows } = await sql<Threadmate>`
    select m.id, m.external_id as "externalId", m.parent_external_id as "parentExternalId",
      m.root_external_id as "rootExternalId", m.said_at as "saidAt", m.conversation_id as "conversationId",
      coalesce(m.home_id, m.conversation_id) as "homeId"
    from messages m where m.thread_id = ${threadId}
    union all
    select m.id, m.external_id, m.parent_external_id, m.root_external_id, m.said_at, m.conversation_id,
      coalesce(m.home_id, m.conversation_id)
    from messages m where m.conversation_id = ${visibleId(threadId)} and m.thread_id is null
      and coalesce(m.home_id, m.conversation_id) = ${threadId}`.execute(tx)
  return rows
}

/** The standing cuts of these threads, the oldest first. */
export async function cutsOf(tx: Db | Tx, threadIds: readonly string[]): Promise<Map<string, Cut[]>> {
  if (threadIds.length === 0) return new Map()
  const { rows } = await sql<Cut & { threadId: string }>`
    select c.thread_id as "threadId", c.external_id as "externalId", c.since, c.home_id as "homeId"
    from thread_cuts c join rearrangements r on r.id = c.rearrangement_id
    where c.thread_id = any(${[...threadIds]}::uuid[]) order by r.position`.execute(tx)
  return Map.groupBy(rows, (row) => row.threadId)
}

/** Puts the messages of threads where their cuts say. Gives the conversations that lost or gained some. */
export async function placeAgain(tx: Tx, threadIds: readonly string[]): Promise<string[]> {
  const cuts = await cutsOf(tx, threadIds)
  const touched = new Set<string>()
  for (const threadId of threadIds) {
    const messages = await threadOf(tx, threadId)
    const homes = homesOf(messages, cuts.get(threadId) ?? [], threadId)
    const wrong = messages.flatMap((message) => {
      const home = homes.get(message.externalId) ?? threadId
      return home === message.homeId ? [] : [{ message, home }]
    })
    const visible = await visibleOf(
      tx,
      wrong.map(({ home }) => home),
    )
    const moves = wrong.map(({ message, home }) => ({ message, home, to: visible.get(home) ?? home }))
    await move(tx, threadId, moves)
    for (const { message, to } of moves) touched.add(message.conversationId).add(to)
  }
  return [...touched]
}

interface Move {
  message: Threadmate
  home: string
  to: string
}

async function move(tx: Tx, threadId: string, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  await sql`
    update messages m set conversation_id = given.to_id, home_id = nullif(given.home, given.to_id),
      thread_id = nullif(${threadId}::uuid, given.home)
    from unnest(${moves.map(({ message }) => message.id)}::uuid[], ${moves.map(({ home }) => home)}::uuid[],
      ${moves.map(({ to }) => to)}::uuid[]) as given (id, home, to_id)
    where m.id = given.id`.execute(tx)
  await followReplies(tx, [...new Set(moves.map(({ message }) => message.conversationId))], 'staying')
}
