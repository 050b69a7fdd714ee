import type { Instance } from './door.ts'
import { acctOf, profileOf } from './entities.ts'
import { type Draft, type Person, type Post, secret } from './world.ts'

export interface Status {
  id: string
  text: string
  /** `public`, `unlisted`, `private` or `direct`. */
  visibility: string
  url: string
  inReplyToId: string | null
  /** The descriptions of what stands with it. */
  described: (string | null)[]
}

/** Somebody with an account, who speaks and reads without the API. */
export interface Actor {
  id: string
  /** As this instance writes it: `lucas`, `ana@elsewhere.example`. */
  acct: string
  /** `@lucas@host` */
  handle: string
  /** Lets one read and write everything. */
  token: string
  say(text: string, more?: Omit<Draft, 'text' | 'inReplyToId'>): Status
  /** Answers as clients do: in the same visibility, naming the author first unless `bare`. */
  reply(to: Status | string, text: string, more?: Omit<Draft, 'text' | 'inReplyToId'> & { bare?: boolean }): Status
  edit(status: Status | string, text: string): Status
  remove(status: Status | string): void
  follow(whom: Actor): void
  boost(status: Status | string): Status
  favourite(status: Status | string): void
  /** A token of less power. */
  tokenFor(...scopes: string[]): string
  /** All tokens stop working. */
  revoke(): void
  /** What is unusual about the account. */
  become(changed: Partial<Pick<Person, 'displayName' | 'bot' | 'suspended' | 'filtersStrangers'>>): void
  /** Everything they have said that still stands, the oldest first. */
  said(): Status[]
}

/** Finds or makes the actor of a name. */
export function actors(instance: Instance): (name: string) => Actor {
  const known = new Map<string, Actor>()
  return (name) => {
    const person = instance.world.person(name)
    const actor = known.get(person.id) ?? actorOf(instance, person)
    known.set(person.id, actor)
    return actor
  }
}

function actorOf(instance: Instance, person: Person): Actor {
  const { world, tokens } = instance
  const show = (post: Post): Status => ({
    id: post.id,
    text: post.text,
    visibility: post.visibility,
    url: `${profileOf(world, person)}/${post.id}`,
    inReplyToId: post.inReplyToId,
    described: post.media.map(({ description }) => description),
  })
  const find = (status: Status | string): Post => {
    const post = world.posts.get(typeof status === 'string' ? status : status.id)
    if (!post) throw new Error('That status is not there (any more)')
    return post
  }
  const tokenFor = (...scopes: string[]): string => {
    const value = secret()
    tokens.set(value, { value, personId: person.id, scopes, application: 'Test client' })
    return value
  }
  const acct = acctOf(person)
  return {
    id: person.id,
    acct,
    handle: `@${person.username}@${person.domain ?? world.domain}`,
    token: tokenFor('read', 'write', 'follow', 'push'),
    tokenFor,
    say: (text, more = {}) => show(world.post(person, { ...more, text })),
    reply: (to, text, { bare, ...more } = {}) => {
      const parent = find(to)
      const author = world.people.get(parent.authorId)
      const named = author && author !== person && !bare ? `@${acctOf(author)} ${text}` : text
      return show(world.post(person, { visibility: parent.visibility, ...more, text: named, inReplyToId: parent.id }))
    },
    edit: (status, text) => {
      world.edit(find(status), { text })
      return show(find(status))
    },
    remove: (status) => world.remove(find(status)),
    follow: (whom) => world.follow(person, world.person(whom.acct)),
    boost: (status) => show(world.boost(person, find(status))),
    favourite: (status) => world.favourite(person, find(status)),
    revoke: () => {
      for (const [value, token] of tokens) if (token.personId === person.id) tokens.delete(value)
    },
    become: (changed) => void Object.assign(person, changed),
    said: () => [...world.posts.values()].filter((post) => post.authorId === person.id).map(show),
  }
}
