import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { prepared } from '../core/prepared.ts'
import { makeTopic, type Topic } from './topics.ts'

/** A topic of a message: a person chose it, or what was learned suggests it. */
export interface MessageTopic extends Topic {
  says: 'yes' | 'perhaps'
  /** Of a suggestion, how probable it is. */
  p: number | null
}

/** By message, in one query. */
export async function topicsOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, MessageTopic[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<MessageTopic & { message_id: string }>`
    select m.message_id, t.id, t.name, m.says, m.p from message_topics m join topics t on t.id = m.topic_id
    where m.message_id = any(${[...ids]}::uuid[]) and m.says <> 'no' and t.removed_at is null
    order by m.says desc, m.p desc, lower(t.name)`,
  )
  return Map.groupBy(rows, (row) => row.message_id)
}

interface By {
  id: string
}

/** A person says what a message is about; a new name makes a new topic. Refuses with 404. */
export async function putTopic(tx: Tx, messageId: string, name: string, by: By): Promise<void> {
  const conversationId = await lockTheirs(tx, messageId)
  const topic = await makeTopic(tx, name, by)
  await say(tx, messageId, conversationId, topic, 'yes', by)
}

/** A person says that it is not about that. */
export async function dropTopic(tx: Tx, messageId: string, name: string, by: By): Promise<void> {
  const conversationId = await lockTheirs(tx, messageId)
  const { rows } = await sql<Topic>`
    select id, name from topics where lower(name) = lower(${name}) and removed_at is null`.execute(tx)
  const [topic] = rows
  if (!topic) throw notFound()
  await say(tx, messageId, conversationId, topic, 'no', by)
}

async function say(tx: Tx, messageId: string, conversationId: string, topic: Topic, says: 'yes' | 'no', by: By) {
  const { rows } = await sql`
    insert into message_topics as m (message_id, topic_id, says, by) values (${messageId}, ${topic.id}, ${says}, ${by.id})
    on conflict (message_id, topic_id) do update set says = ${says}, p = null, by = ${by.id}, at = now() where m.says <> ${says}
    returning m.topic_id`.execute(tx)
  if (rows.length === 0) return
  const data = { corrected: { [says === 'yes' ? 'topic' : 'not_topic']: topic.id } }
  await record(tx, 'message.corrected', { message: { id: messageId }, conversation: { id: conversationId }, by, data })
}

async function lockTheirs(tx: Tx, messageId: string): Promise<string> {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from messages where id = ${messageId} and not is_ours and deleted_at is null for update`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw notFound()
  return row.conversation_id
}
