import type { Person } from './person.ts'

export const presentPerson = (person: Person) => ({
  id: person.id,
  name: person.name,
  known_since: person.createdAt.toISOString(),
  identities: person.identities.map((identity) => ({
    id: identity.id,
    network: identity.network,
    external_id: identity.externalId,
    name: identity.name,
    handle: identity.handle,
    url: identity.url,
    is_bot: identity.isBot,
  })),
})
