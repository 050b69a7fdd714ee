import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import type { SavedQuery } from './saved-query.ts'

/** What a person decides about a query. Its text has been checked. */
export interface Wanted {
  name: string
  text: string
  /** The name of a group, which is made when there is none yet; empty for none. */
  group: string
  /** Each mention waits for us. */
  takesUp?: boolean
}

/** Saves a new one. It watches from the next message on. */
export async function createQuery(tx: Tx, wanted: Wanted, by: { id: string }): Promise<string> {
  const id = newId()
  const group_id = await groupNamed(tx, wanted.group, by)
  const { name, text } = wanted
  await tx
    .insertInto('queries')
    .values({
      id,
      name,
      text,
      group_id,
      takes_up: wanted.takesUp ?? false,
      changed: await nextChange(tx),
      created_by: by.id,
    })
    .execute()
  await tx.insertInto('query_texts').values({ query_id: id, version: 1, text, written_by: by.id }).execute()
  await record(tx, 'query.created', { by, data: { query: id } })
  return id
}

/** Gives it another name, group or text; nothing new changes nothing. Its mentions stay: they were found by what it was. */
export async function changeQuery(tx: Tx, query: SavedQuery, wanted: Wanted, by: { id: string }): Promise<void> {
  const { name, text } = wanted
  const group_id = await groupNamed(tx, wanted.group, by)
  const takes_up = wanted.takesUp ?? query.takesUp
  const isNewText = text !== query.text
  const isSame = name === query.name && group_id === (query.group?.id ?? null) && takes_up === query.takesUp
  if (!isNewText && isSame) return
  const changed = await nextChange(tx)
  const { version } = await tx
    .updateTable('queries')
    .set((eb) => ({
      name,
      text,
      group_id,
      takes_up,
      changed,
      version: isNewText ? eb('version', '+', 1) : eb.ref('version'),
    }))
    .where('id', '=', query.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  if (isNewText)
    await tx.insertInto('query_texts').values({ query_id: query.id, version, text, written_by: by.id }).execute()
  await record(tx, 'query.changed', { by, data: { query: query.id, text: isNewText } })
}

/** Takes the next place in the order of changes, and keeps others from it until this transaction ends. */
export async function nextChange(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    update query_changes set count = count + 1 returning count`.execute(tx)
  return rows[0]?.count ?? 0
}

async function groupNamed(tx: Tx, name: string, by: { id: string }): Promise<string | null> {
  if (name === '') return null
  await sql`insert into query_groups (id, name, created_by) values (${newId()}, ${name}, ${by.id})
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`select id from query_groups where lower(name) = lower(${name})`.execute(tx)
  return rows[0]?.id ?? null
}
