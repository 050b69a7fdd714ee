import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { type Conversation, findConversation } from '../conversation.ts'
import { type Face, facesOf } from '../inbox-rows.ts'
import { type Message, readMessages } from '../message.ts'
import { cutsOf, threadOf } from './place-again.ts'
import { homesOf } from './places.ts'

/** A conversation as one looks at it beside another. */
export interface Compared {
  conversation: Conversation
  faces: Face[]
  /** What was said last, in order. */
  latest: Message[]
}

export async function compared(db: Db, id: string): Promise<Compared> {
  const conversation = await findConversation(db, id)
  const [faces, latest] = await Promise.all([
    facesOf(db, conversation.id),
    readMessages(db, sql`where m.conversation_id = ${conversation.id} order by m.said_at desc, m.id desc limit 3`),
  ])
  return { conversation, faces, latest: latest.reverse() }
}

/** What a split or a move would take along, counted. */
export interface Along {
  under: number
  after: number
  all: number
}

/** As the split would do it now. */
export async function countAlong(db: Db, message: Message): Promise<Along> {
  const { rows } = await sql<Omit<Along, 'under'> & { threadId: string }>`
    select coalesce(o.thread_id, o.home_id, o.conversation_id) as "threadId",
      (select count(*)::int from messages where conversation_id = o.conversation_id and said_at >= o.said_at) as after,
      (select count(*)::int from messages where conversation_id = o.conversation_id) as all
    from messages o where o.id = ${message.id}`.execute(db)
  const [row] = rows
  if (!row) return { under: 0, after: 0, all: 0 }
  const { threadId, after, all } = row
  const thread = await threadOf(db, threadId)
  const cuts = (await cutsOf(db, [threadId])).get(threadId) ?? []
  const away = { externalId: message.externalId, since: null, homeId: 'away' }
  const homes = homesOf(thread, [...cuts, away], threadId)
  const here = thread.filter((one) => one.conversationId === message.conversationId)
  return { under: here.filter((one) => homes.get(one.externalId) === away.homeId).length, after, all }
}
