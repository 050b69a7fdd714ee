import { createHash, randomBytes } from 'node:crypto'

/** One account, its records and its passwords. */
export interface Repo {
  did: string
  handle: string
  password: string
  appPasswords: Map<string, string>
  records: Map<string, Stored>
  status?: 'takendown' | 'deactivated'
  /** Written on its profile. */
  profile: { displayName?: string; bot?: boolean }
}

export interface Stored {
  uri: string
  cid: string
  collection: string
  rkey: string
  value: Record<string, unknown>
  indexedAt: number
}

/** What was done to a record, as the network's streams tell it. */
export interface Written {
  did: string
  operation: 'create' | 'delete'
  collection: string
  rkey: string
  cid?: string
  value?: Record<string, unknown>
}

/** An error as the network writes it: `{ "error": "…", "message": "…" }`. */
export class XrpcError extends Error {
  override readonly name = 'XrpcError'
  readonly status: number
  readonly error: string
  readonly headers: Record<string, string>

  constructor(status: number, error: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.error = error
    this.headers = headers
  }
}

export class Store {
  readonly repos = new Map<string, Repo>()
  readonly #listeners: ((written: Written) => void)[] = []
  readonly #tokens = new Map<string, { did: string; kind: 'access' | 'refresh'; via: string; expired: boolean }>()

  join(handle: string, password: string): Repo {
    const did = `did:plc:${base32(randomBytes(15))}`
    const repo: Repo = { did, handle, password, appPasswords: new Map(), records: new Map(), profile: {} }
    this.repos.set(did, repo)
    return repo
  }

  byName(name: string): Repo | undefined {
    return this.repos.get(name) ?? [...this.repos.values()].find(({ handle }) => handle === name.toLowerCase())
  }

  /** Tokens for whoever knows a password of the account; they die with that password. */
  signIn(identifier: string, password: string): { repo: Repo; via: string } {
    const repo = this.byName(identifier)
    const app = [...(repo?.appPasswords ?? [])].find(([, one]) => one === password)
    if (!repo || (password !== repo.password && !app))
      throw new XrpcError(401, 'AuthenticationRequired', 'Invalid identifier or password')
    if (repo.status === 'takendown') throw new XrpcError(401, 'AccountTakedown', 'Account has been taken down')
    return { repo, via: app?.[0] ?? '' }
  }

  tokens(did: string, via: string): { accessJwt: string; refreshJwt: string } {
    return { accessJwt: this.#token(did, 'access', via), refreshJwt: this.#token(did, 'refresh', via) }
  }

  #token(did: string, kind: 'access' | 'refresh', via: string): string {
    const token = `${kind}.${randomBytes(18).toString('base64url')}.${randomBytes(18).toString('base64url')}`
    this.#tokens.set(token, { did, kind, via, expired: false })
    return token
  }

  whose(authorization: string | undefined, kind: 'access' | 'refresh'): { repo: Repo; via: string } {
    if (!authorization) throw new XrpcError(401, 'AuthMissing', 'Authentication Required')
    const known = this.#tokens.get(authorization.replace(/^Bearer /, ''))
    const repo = known && this.repos.get(known.did)
    if (!repo || known.kind !== kind) throw new XrpcError(400, 'InvalidToken', 'Token could not be verified')
    if (known.expired) throw new XrpcError(400, 'ExpiredToken', 'Token has expired')
    if (repo.status === 'takendown') throw new XrpcError(401, 'AccountTakedown', 'Account has been taken down')
    return { repo, via: known.via }
  }

  expire(kind: 'access' | 'refresh', via?: string): void {
    for (const token of this.#tokens.values())
      if (token.kind === kind && (via === undefined || token.via === via)) token.expired = true
  }

  write(repo: Repo, collection: string, value: Record<string, unknown>, rkey = tid()): Stored {
    const uri = `at://${repo.did}/${collection}/${rkey}`
    const stored = { uri, cid: cidOf(value), collection, rkey, value, indexedAt: Date.now() }
    repo.records.set(`${collection}/${rkey}`, stored)
    this.#tell({ did: repo.did, operation: 'create', collection, rkey, cid: stored.cid, value })
    return stored
  }

  remove(repo: Repo, key: string): void {
    const [collection = '', rkey = ''] = key.split('/')
    if (repo.records.delete(key)) this.#tell({ did: repo.did, operation: 'delete', collection, rkey })
  }

  listen(listener: (written: Written) => void): void {
    this.#listeners.push(listener)
  }

  #tell(written: Written): void {
    for (const listener of this.#listeners) listener(written)
  }

  at(uri: string): Stored | undefined {
    const [, , did = '', collection, rkey] = uri.split('/')
    return this.repos.get(did)?.records.get(`${collection}/${rkey}`)
  }

  all(collection: string): Stored[] {
    const records = [...this.repos.values()].flatMap((repo) => (repo.status ? [] : [...repo.records.values()]))
    return records.filter((record) => record.collection === collection)
  }

  blocks(one: string, other: string): boolean {
    const has = (by: string, whom: string) =>
      [...(this.repos.get(by)?.records.values() ?? [])].some(
        ({ collection, value }) => collection === 'app.bsky.graph.block' && value.subject === whom,
      )
    return has(one, other) || has(other, one)
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const base32 = (bytes: Uint8Array): string => [...bytes].map((byte) => letters[byte % 32]).join('')

export const cidOf = (value: unknown): string =>
  `bafyrei${base32(createHash('sha512').update(JSON.stringify(value)).digest()).slice(0, 52)}`

const sortable = '234567abcdefghijklmnopqrstuvwxyz'
let last = 0n

/** https://atproto.com/specs/tid */
function tid(): string {
  const micros = BigInt(Date.now()) * 1000n
  last = micros > last ? micros : last + 1n
  const value = last << 10n
  return Array.from({ length: 13 }, (_, nth) => sortable[Number((value >> BigInt(60 - 5 * nth)) & 31n)]).join('')
}
