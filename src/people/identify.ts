import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { newId } from '../lib/ids.ts'

/** How a network names somebody. */
export interface Author {
  externalId: string
  name: string
  handle?: string
  url?: string
  avatarUrl?: string
  isBot?: boolean
}

/**
 * Finds or makes the identities of authors on one network; a new identity gets a person of its own. Names and pictures
 * that changed are brought up to date. Three statements whatever the number. Returns identity ids by external id.
 */
export async function identify(tx: Tx, network: string, authors: readonly Author[]): Promise<Map<string, string>> {
  const byExternalId = new Map(authors.map((author) => [author.externalId, author]))
  const known = await find(tx, network, [...byExternalId.keys()])
  const unknown = [...byExternalId.values()].filter((author) => !known.has(author.externalId))
  await refresh(tx, changed([...byExternalId.values()], known))
  const made = unknown.length > 0 ? await make(tx, network, unknown) : new Map<string, string>()
  return new Map([...[...known].map(([key, row]): [string, string] => [key, row.id]), ...made])
}

interface Known {
  id: string
  external_id: string
  name: string
  handle: string | null
  url: string | null
  avatar_url: string | null
}

async function find(tx: Tx, network: string, externalIds: string[]): Promise<Map<string, Known>> {
  const rows = await tx
    .selectFrom('identities')
    .select(['id', 'external_id', 'name', 'handle', 'url', 'avatar_url'])
    .where('network', '=', network)
    .where(sql<boolean>`external_id = any(${externalIds})`)
    .execute()
  return new Map(rows.map((row) => [row.external_id, row]))
}

// Sorted, so that two batches that meet the same strangers wait for each other instead of deadlocking.
async function make(tx: Tx, network: string, authors: Author[]): Promise<Map<string, string>> {
  const rows = [...authors]
    .sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
    .map((author) => ({ ...author, id: newId(), personId: newId() }))
  const inserted = await insertIdentities(tx, network, rows)
  const ids = new Map(inserted.map((row) => [row.external_id, row.id]))
  const lost = rows.filter((row) => !ids.has(row.externalId)).map((row) => row.externalId)
  if (lost.length > 0) for (const [key, row] of await find(tx, network, lost)) ids.set(key, row.id)
  return ids
}

async function insertIdentities(tx: Tx, network: string, rows: (Author & { id: string; personId: string })[]) {
  const column = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick)
  const { rows: inserted } = await sql<{ id: string; external_id: string }>`
    with given as (
      select * from unnest(
        ${column((row) => row.id)}::uuid[], ${column((row) => row.personId)}::uuid[],
        ${column((row) => row.externalId)}::text[], ${column((row) => row.name)}::text[],
        ${column((row) => row.handle ?? null)}::text[], ${column((row) => row.url ?? null)}::text[],
        ${column((row) => row.avatarUrl ?? null)}::text[], ${column((row) => row.isBot ?? false)}::bool[]
      ) as given (id, person_id, external_id, name, handle, url, avatar_url, is_bot)
    ), fresh as (
      select given.* from given
      where not exists (select from identities i where i.network = ${network} and i.external_id = given.external_id)
    ), made as (insert into people (id, name) select person_id, name from fresh)
    insert into identities (id, person_id, network, external_id, name, handle, url, avatar_url, is_bot)
    select id, person_id, ${network}, external_id, name, handle, url, avatar_url, is_bot from fresh
    order by external_id collate "C"
    on conflict (network, external_id) do nothing
    returning id, external_id`.execute(tx)
  return inserted
}

function changed(authors: Author[], known: Map<string, Known>): (Known & { author: Author })[] {
  return authors.flatMap((author) => {
    const row = known.get(author.externalId)
    if (!row) return []
    const same =
      row.name === author.name &&
      (author.handle ?? row.handle) === row.handle &&
      (author.url ?? row.url) === row.url &&
      (author.avatarUrl ?? row.avatar_url) === row.avatar_url
    return same ? [] : [{ ...row, author }]
  })
}

async function refresh(tx: Tx, rows: (Known & { author: Author })[]): Promise<void> {
  if (rows.length === 0) return
  // In one order, so that two windows that meet the same people wait for each other instead of deadlocking; and beside
  // those who only refer to them, as messages that are being stored do.
  const ids = rows.map((row) => row.id)
  await sql`select from identities where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx)
  await sql`
    update identities i set name = given.name, handle = coalesce(given.handle, i.handle), url = coalesce(given.url, i.url),
      avatar_file = case when given.avatar_url is distinct from i.avatar_url and given.avatar_url is not null then null else i.avatar_file end,
      avatar_fetch_at = case when given.avatar_url is distinct from i.avatar_url and given.avatar_url is not null then now() else i.avatar_fetch_at end,
      avatar_fetch_tries = case when given.avatar_url is distinct from i.avatar_url and given.avatar_url is not null then 0 else i.avatar_fetch_tries end,
      avatar_url = coalesce(given.avatar_url, i.avatar_url)
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.author.name)}::text[],
      ${rows.map((row) => row.author.handle ?? null)}::text[], ${rows.map((row) => row.author.url ?? null)}::text[],
      ${rows.map((row) => row.author.avatarUrl ?? null)}::text[]
    ) as given (id, name, handle, url, avatar_url)
    where i.id = given.id`.execute(tx)
}
