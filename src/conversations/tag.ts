import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { cleanText } from '../lib/clean-text.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { type By, type Changed, tellChanged, type WasRow } from './changed.ts'
import { lockConversation } from './conversation.ts'

const longest = 60

/**
 * Puts a tag on a conversation; a new name makes a new tag. Capitals do not make another one. The conversation is kept from
 * changing before a tag is made, as wherever one is made: so nobody waits in a circle.
 */
export async function tag(
  tx: Tx,
  conversationId: string,
  name: string,
  by: { id: string } | undefined,
): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await tagSeveral(tx, [id], await findOrMakeTag(tx, name), by)).length > 0
}

/** Those of them that did not have it. They are kept from changing by the caller. */
export async function tagSeveral(tx: Tx, ids: readonly string[], tagId: string, by: By): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    insert into conversation_tags (conversation_id, tag_id, tagged_by)
    select given.id, ${tagId}, ${by?.id ?? null} from unnest(${[...ids]}::uuid[]) as given (id)
    on conflict do nothing
    returning conversation_id as id, jsonb_build_object('tag', tag_id) as was`.execute(tx)
  return tellChanged(tx, 'conversation.tagged', rows, by, ({ was }) => ({ tag: was.tag ?? null }))
}

/** Takes a tag off. */
export async function untag(tx: Tx, conversationId: string, name: string, by: By): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await untagSeveral(tx, [id], name, by)).length > 0
}

export async function untagSeveral(tx: Tx, ids: readonly string[], name: string, by: By): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    delete from conversation_tags ct using tags g
    where g.id = ct.tag_id and ct.conversation_id = any(${[...ids]}::uuid[]) and lower(g.name) = lower(${tidyTag(name)})
    returning ct.conversation_id as id, jsonb_build_object('tag', ct.tag_id, 'row', to_jsonb(ct)) as was`.execute(tx)
  return tellChanged(tx, 'conversation.untagged', rows, by, ({ was }) => ({ tag: was.tag ?? null }))
}

/** The name as it is kept. Refuses (422) one that is none. */
export function tidyTag(name: string): string {
  const tidied = cleanText(name).replace(/\s+/gu, ' ').trim().replace(/^#/u, '')
  if (tidied !== '' && tidied.length <= longest) return tidied
  const said = words('conversations.tag-length', { max: longest })
  throw new Refusal(422, said, { fields: { name: said } })
}

/** The tag of a name, capitals or not; made where there is none. Whoever makes the same at once waits. */
export async function findOrMakeTag(tx: Tx, given: string): Promise<string> {
  const name = tidyTag(given)
  await sql`insert into tags (id, name) values (${newId()}, ${name}) on conflict (lower(name)) do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`select id from tags where lower(name) = lower(${name})`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A tag that was just made is not there.')
  return row.id
}
