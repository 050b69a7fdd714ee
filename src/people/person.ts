import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { fileUrl } from '../core/files/routes.ts'

/** One account of somebody on one network. */
export interface Identity {
  id: string
  network: string
  externalId: string
  name: string
  handle: string | null
  url: string | null
  /** Their picture at our own address. */
  avatar: string | null
  isBot: boolean
}

/** The human behind one or more identities. */
export interface Person {
  id: string
  name: string
  /** Since when we know of them. */
  createdAt: Date
  identities: Identity[]
}

/** The first picture that we have of them. */
export const faceOf = (person: Person): string | null =>
  person.identities.find((identity) => identity.avatar)?.avatar ?? null

/** One person with their identities. Refuses with 404. */
export async function findPerson(db: Db | Tx, id: string): Promise<Person> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  const identities = await db
    .selectFrom('identities')
    .select(['id', 'network', 'external_id', 'name', 'handle', 'url', 'is_bot'])
    .select('avatar_file')
    .where('person_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .limit(200)
    .execute()
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    identities: identities.map((identity) => ({
      id: identity.id,
      network: identity.network,
      externalId: identity.external_id,
      name: identity.name,
      handle: identity.handle,
      url: identity.url,
      avatar: identity.avatar_file && fileUrl(identity.avatar_file),
      isBot: identity.is_bot,
    })),
  }
}
