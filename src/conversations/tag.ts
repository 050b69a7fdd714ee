import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { cleanText } from '../lib/clean-text.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { lockConversation } from './conversation.ts'

const longest = 60

/** Puts a tag on a conversation; a new name makes a new tag. Capitals do not make another one. */
export async function tag(tx: Tx, conversationId: string, name: string, by: { id: string }): Promise<boolean> {
  const tagId = await findOrMake(tx, tidy(name))
  const { id } = await lockConversation(tx, conversationId)
  const tagged = await tx
    .insertInto('conversation_tags')
    .values({ conversation_id: id, tag_id: tagId, tagged_by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('tag_id')
    .executeTakeFirst()
  if (!tagged) return false
  await record(tx, 'conversation.tagged', { conversation: { id }, by, data: { tag: tagId } })
  return true
}

/** Takes a tag off. */
export async function untag(tx: Tx, conversationId: string, name: string, by: { id: string }): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  const { rows } = await sql<{ tag_id: string }>`
    delete from conversation_tags ct using tags g
    where g.id = ct.tag_id and ct.conversation_id = ${id} and lower(g.name) = lower(${tidy(name)})
    returning ct.tag_id`.execute(tx)
  const [removed] = rows
  if (!removed) return false
  await record(tx, 'conversation.untagged', { conversation: { id }, by, data: { tag: removed.tag_id } })
  return true
}

function tidy(name: string): string {
  const tidied = cleanText(name).replace(/\s+/gu, ' ').trim().replace(/^#/u, '')
  if (tidied !== '' && tidied.length <= longest) return tidied
  const said = words('conversations.tag-length', { max: longest })
  throw new Refusal(422, said, { fields: { name: said } })
}

async function findOrMake(tx: Tx, name: string): Promise<string> {
  await sql`insert into tags (id, name) values (${newId()}, ${name}) on conflict (lower(name)) do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`select id from tags where lower(name) = lower(${name})`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A tag that was just made is not there.')
  return row.id
}
