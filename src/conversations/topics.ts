import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { cleanText } from '../lib/clean-text.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'

/** Something that an organisation's conversations are about. */
export interface Topic {
  id: string
  name: string
}

/** A topic with how many messages people put it on. */
export interface CountedTopic extends Topic {
  messages: number
}

const longest = 60
/** A list that nobody can read whole helps nobody to choose. */
const most = 100

interface By {
  id: string
}

export async function findTopics(db: Db | Tx): Promise<Topic[]> {
  return (await topicsAsked.execute(db)).rows
}

/** Asks for all there are, by name. */
export const topicsAsked = sql<Topic>`
  select id, name from topics where removed_at is null order by lower(name) limit ${sql.lit(most)}`

/** How often each was chosen, the usual first; counted to a thousand. */
export async function countTopics(db: Db): Promise<CountedTopic[]> {
  const { rows } = await sql<CountedTopic>`
    select t.id, t.name, (select count(*)::int from (select from message_topics m
      where m.topic_id = t.id and m.says = 'yes' limit 1000) as few) as messages
    from topics t where t.removed_at is null order by messages desc, lower(t.name) limit ${sql.lit(most)}`.execute(db)
  return rows
}

/** Makes a topic, brings back one of that name that was removed, or gives the one there is. Refuses (422) what is no name. */
export async function makeTopic(tx: Tx, given: string, by: By): Promise<Topic> {
  const name = tidy(given)
  const { rows: known } = await sql<Topic & { removed: boolean }>`
    select id, name, removed_at is not null as removed from topics where lower(name) = lower(${name})
    order by removed_at desc nulls first limit 1`.execute(tx)
  const [topic] = known
  if (topic && !topic.removed) return topic
  if (!topic && (await findTopics(tx)).length >= most) throw wrong('topics-many')
  const { rows: made } = topic ? await bringBack(tx, topic.id) : await insert(tx, name, by)
  // Somebody made it in the same moment; the statement waited for them.
  if (!made[0]) return makeTopic(tx, given, by)
  await record(tx, 'topic.made', { by, data: { topic: made[0].id } })
  return made[0]
}

const bringBack = (tx: Tx, id: string) =>
  sql<Topic>`update topics set removed_at = null where id = ${id} and removed_at is not null returning id, name`.execute(
    tx,
  )

const insert = (tx: Tx, name: string, by: By) =>
  sql<Topic>`insert into topics (id, name, made_by) values (${newId()}, ${name}, ${by.id})
    on conflict (lower(name)) where removed_at is null do nothing returning id, name`.execute(tx)

/** Gives it another name, and brings it back if it was removed. Refuses with 404, and a name that another has (422). */
export async function renameTopic(tx: Tx, id: string, given: string, by: By): Promise<void> {
  const name = tidy(given)
  const { rows } = await sql`
    select from topics where lower(name) = lower(${name}) and removed_at is null and id <> ${id}`.execute(tx)
  if (rows.length > 0) throw wrong('topic-known')
  const renamed = await sql<{ id: string }>`
    update topics set name = ${name}, removed_at = null where id = ${id} returning id`.execute(tx)
  if (renamed.rows.length === 0) throw notFound()
  await record(tx, 'topic.renamed', { by, data: { topic: id } })
}

/** Nothing is about it any more; what people had said of it is kept, and comes back with it. */
export async function removeTopic(tx: Tx, id: string, by: By): Promise<Topic> {
  const { rows } = await sql<Topic>`
    update topics set removed_at = now() where id = ${id} and removed_at is null returning id, name`.execute(tx)
  const [topic] = rows
  if (!topic) throw notFound()
  await record(tx, 'topic.removed', { by, data: { topic: id } })
  return topic
}

/** A name as it is kept: tidy, or refused (422). */
export function tidy(given: string): string {
  const name = cleanText(given).replace(/\s+/gu, ' ').trim()
  if (name === '' || name.length > longest) throw wrong('topic-length')
  return name
}

function wrong(key: string): Refusal {
  const said = words(`conversations.${key}`, { max: key === 'topics-many' ? most : longest })
  return new Refusal(422, said, { fields: { name: said } })
}
