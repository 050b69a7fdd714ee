/** Somebody with an account, who does through the network's own API (https://docs.bsky.app) what people do there. */
export class Person {
  readonly service: string
  readonly handle: string
  readonly did: string
  readonly #password: string
  #token: string

  private constructor(service: string, handle: string, password: string, session: Record<string, unknown>) {
    this.service = service
    this.handle = handle
    this.did = String(session.did)
    this.#password = password
    this.#token = String(session.accessJwt)
  }

  static async join(service: string, name: string): Promise<Person> {
    const handle = `${name}.test`
    const password = `of-${name}-alone`
    const account = { handle, email: `${name}@example.org`, password }
    const session = await call(service, 'com.atproto.server.createAccount', { body: account })
    return new Person(service, handle, password, session)
  }

  /** What a person gives to Tertulia. */
  async appPassword(): Promise<string> {
    const name = `tertulia ${crypto.randomUUID().slice(0, 8)}`
    const made = await this.call('com.atproto.server.createAppPassword', { body: { name } })
    return String(made.password)
  }

  async revokeAppPasswords(): Promise<void> {
    const { passwords } = await this.call('com.atproto.server.listAppPasswords', {})
    for (const { name } of list(passwords)) await this.call('com.atproto.server.revokeAppPassword', { body: { name } })
  }

  async say(text: string, more: Record<string, unknown> = {}): Promise<Ref> {
    const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString(), ...more }
    return await this.create('app.bsky.feed.post', record)
  }

  /** `to` is answered in the thread it belongs to. */
  async reply(
    to: Ref & { root?: Ref },
    text: string,
    more: Record<string, unknown> = {},
  ): Promise<Ref & { root: Ref }> {
    const root = bare(to.root ?? to)
    return { ...(await this.say(text, { reply: { root, parent: bare(to) }, ...more })), root }
  }

  /** Says something to somebody, by name. */
  async mention(whom: Person, text: string): Promise<Ref> {
    const name = `@${whom.handle}`
    const facet = {
      index: { byteStart: 0, byteEnd: Buffer.byteLength(name) },
      features: [{ $type: 'app.bsky.richtext.facet#mention', did: whom.did }],
    }
    return await this.say(`${name} ${text}`, { facets: [facet] })
  }

  async quote(post: Ref, text: string): Promise<Ref> {
    return await this.say(text, { embed: { $type: 'app.bsky.embed.record', record: bare(post) } })
  }

  async like(post: Ref): Promise<void> {
    await this.create('app.bsky.feed.like', dated({ subject: bare(post) }))
  }

  async block(whom: Person): Promise<void> {
    await this.create('app.bsky.graph.block', dated({ subject: whom.did }))
  }

  /** Only those whom the author names in the post may answer it. */
  async closeReplies(post: Ref): Promise<void> {
    const record = dated({ post: post.uri, allow: [] })
    await this.create('app.bsky.feed.threadgate', record, rkeyOf(post.uri))
  }

  async remove(uri: string): Promise<void> {
    const [, , repo, collection, rkey] = uri.split('/')
    await this.call('com.atproto.repo.deleteRecord', { body: { repo, collection, rkey } })
  }

  /** What stands in this account now. */
  async said(): Promise<{ uri: string; value: Record<string, unknown> }[]> {
    const params = { repo: this.did, collection: 'app.bsky.feed.post', limit: '100' }
    const { records } = await this.call('com.atproto.repo.listRecords', { params })
    return list(records).map(({ uri, value }) => ({ uri: String(uri), value: { ...Object(value) } }))
  }

  async upload(bytes: Uint8Array, type: string): Promise<unknown> {
    const answer = await fetch(`${this.service}/xrpc/com.atproto.repo.uploadBlob`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': type },
      body: Buffer.from(bytes),
    })
    return Object(await answer.json()).blob
  }

  /** Anything else, as this person. */
  async call(nsid: string, input: Input): Promise<Record<string, unknown>> {
    try {
      return await call(this.service, nsid, input, this.#token)
    } catch (error) {
      if (!String(error).includes('ExpiredToken')) throw error
      const body = { identifier: this.handle, password: this.#password }
      this.#token = String((await call(this.service, 'com.atproto.server.createSession', { body })).accessJwt)
      return await call(this.service, nsid, input, this.#token)
    }
  }

  async create(collection: string, record: Record<string, unknown>, rkey?: string): Promise<Ref> {
    const body = { repo: this.did, collection, record: { $type: collection, ...record }, ...(rkey && { rkey }) }
    const { uri, cid } = await this.call('com.atproto.repo.createRecord', { body })
    return { uri: String(uri), cid: String(cid) }
  }
}

export interface Ref {
  uri: string
  cid: string
}

interface Input {
  params?: Record<string, string>
  body?: unknown
}

async function call(service: string, nsid: string, input: Input, token?: string): Promise<Record<string, unknown>> {
  const url = `${service}/xrpc/${nsid}?${new URLSearchParams(input.params)}`
  const headers = { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' }
  const asked = input.body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(input.body) }
  const answer = await fetch(url, asked)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${nsid}: ${answer.status} ${text.slice(0, 300)}`)
  return { ...Object(text === '' ? {} : JSON.parse(text)) }
}

const bare = ({ uri, cid }: Ref): Ref => ({ uri, cid })
const dated = (record: Record<string, unknown>) => ({ ...record, createdAt: new Date().toISOString() })
const rkeyOf = (uri: string): string => uri.split('/').at(-1) ?? ''
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(Object) : [])
