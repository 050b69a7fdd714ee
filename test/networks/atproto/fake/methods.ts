import { randomBytes } from 'node:crypto'
import { listNotifications, page } from './lists.ts'
import { cidOf, type Repo, type Store, type Stored, XrpcError } from './store.ts'
import { didOf, post, type Views } from './views.ts'

export interface Asked {
  params: URLSearchParams
  body: Record<string, unknown>
  bytes: Uint8Array
  type: string
  authorization: string | undefined
}

export type Method = (asked: Asked) => Record<string, unknown>

export interface World {
  store: Store
  views: Views
  url: () => string
}

/** The methods of https://docs.bsky.app/docs/category/http-reference that people and we use, as the real ones answer. */
export function methods(world: World): Record<string, Method> {
  const { store, views } = world
  const me = ({ authorization }: Asked): Repo => store.whose(authorization, 'access').repo
  return {
    ...sessions(world, me),
    ...records(world, me),
    'com.atproto.identity.resolveHandle': ({ params }) => {
      const repo = store.byName(params.get('handle') ?? '')
      if (!repo) throw new XrpcError(400, 'HandleNotFound', 'Unable to resolve handle')
      return { did: repo.did }
    },
    'app.bsky.actor.getProfile': (asked) => {
      const repo = store.byName(asked.params.get('actor') ?? '')
      if (!repo) throw new XrpcError(400, 'InvalidRequest', 'Profile not found')
      return views.profile(repo, me(asked).did)
    },
    'app.bsky.actor.getProfiles': (asked) => {
      const viewer = me(asked).did
      const actors = asked.params.getAll('actors')
      if (actors.length > 25) throw new XrpcError(400, 'InvalidRequest', 'array too big (maximum 25)')
      return {
        profiles: actors.flatMap((actor) => store.byName(actor) ?? []).map((repo) => views.profile(repo, viewer)),
      }
    },
    'app.bsky.notification.listNotifications': (asked) => listNotifications(store, views, me(asked).did, asked.params),
    'app.bsky.feed.getPosts': (asked) => {
      const viewer = me(asked).did
      const uris = asked.params.getAll('uris')
      if (uris.length > 25) throw new XrpcError(400, 'InvalidRequest', 'array too big (maximum 25)')
      const seen = [...new Set(uris)].filter((uri) => !store.blocks(didOf(uri), viewer))
      return {
        posts: shown(
          seen.flatMap((uri) => store.at(uri) ?? []),
          viewer,
        ),
      }
    },
    'app.bsky.feed.getPostThread': (asked) => {
      const uri = asked.params.get('uri') ?? ''
      const how = { up: Number(asked.params.get('parentHeight') ?? 80), down: Number(asked.params.get('depth') ?? 6) }
      const thread = views.thread(uri, me(asked).did, how)
      if (thread.notFound) throw new XrpcError(400, 'NotFound', `Post not found: ${uri}`)
      return { thread }
    },
    'app.bsky.feed.getAuthorFeed': (asked) => {
      const actor = store.byName(asked.params.get('actor') ?? '')?.did
      const { items, ...rest } = page(
        store.all(post).filter(({ uri }) => didOf(uri) === actor),
        asked.params,
      )
      return { feed: shown(items, me(asked).did).map((one) => ({ post: one })), ...rest }
    },
    'app.bsky.feed.searchPosts': (asked) => {
      const viewer = me(asked).did
      const q = asked.params.get('q') ?? ''
      const said = store.all(post).filter(({ value }) => String(value.text).includes(q))
      const { items, ...rest } = page(said, asked.params)
      return {
        posts: shown(
          items.filter(({ uri }) => !store.blocks(didOf(uri), viewer)),
          viewer,
        ),
        ...rest,
      }
    },
  }

  function shown(items: Stored[], viewer: string): Record<string, unknown>[] {
    return items.map((stored) => views.post(stored, viewer)).filter((one) => one !== undefined)
  }
}

function sessions({ store, url }: World, me: (asked: Asked) => Repo): Record<string, Method> {
  const opened = (repo: Repo, via: string) => ({
    ...store.tokens(repo.did, via),
    did: repo.did,
    handle: repo.handle,
    didDoc: documentOf(repo, url()),
    active: repo.status === undefined,
    ...(repo.status && { status: repo.status }),
  })
  return {
    'com.atproto.server.createAccount': ({ body }) =>
      opened(store.join(String(body.handle), String(body.password)), ''),
    'com.atproto.server.createSession': ({ body }) => {
      const { repo, via } = store.signIn(String(body.identifier), String(body.password))
      return opened(repo, via)
    },
    'com.atproto.server.refreshSession': ({ authorization }) => {
      const { repo, via } = store.whose(authorization, 'refresh')
      return opened(repo, via)
    },
    'com.atproto.server.createAppPassword': (asked) => {
      const password = randomBytes(8)
        .toString('hex')
        .replace(/(.{4})(?=.)/g, '$1-')
      me(asked).appPasswords.set(String(asked.body.name), password)
      return { name: asked.body.name, password, createdAt: new Date().toISOString() }
    },
  }
}

export const documentOf = ({ did, handle }: Repo, url: string) => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id: did,
  alsoKnownAs: [`at://${handle}`],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: url }],
})

const tidShape = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/
const segmenter = new Intl.Segmenter()

function records({ store }: World, me: (asked: Asked) => Repo): Record<string, Method> {
  const written = ({ uri, cid }: Stored) => ({ uri, cid, commit: { cid, rev: cid }, validationStatus: 'valid' })
  const keyOf = ({ body }: Asked) => `${body.collection}/${body.rkey}`
  return {
    'com.atproto.repo.createRecord': (asked) => {
      const { collection, record, rkey } = checked(asked)
      return written(store.write(me(asked), collection, record, rkey))
    },
    'com.atproto.repo.putRecord': (asked) => {
      const { collection, record, rkey } = checked(asked)
      const there = me(asked).records.get(keyOf(asked))
      if (there && there.cid === cidOf(record)) return { uri: there.uri, cid: there.cid, validationStatus: 'valid' }
      const { swapRecord } = asked.body
      if (swapRecord !== undefined && swapRecord !== (there?.cid ?? null))
        throw new XrpcError(400, 'InvalidSwap', `Record was at ${there?.cid ?? 'null'}`)
      return written(store.write(me(asked), collection, record, rkey))
    },
    'com.atproto.repo.deleteRecord': (asked) => {
      store.remove(me(asked), keyOf(asked))
      return {}
    },
    'com.atproto.repo.getRecord': ({ params }) => {
      const uri = `at://${params.get('repo')}/${params.get('collection')}/${params.get('rkey')}`
      const found = store.at(uri)
      if (!found) throw new XrpcError(400, 'RecordNotFound', `Could not locate record: ${uri}`)
      return { uri, cid: found.cid, value: found.value }
    },
    'com.atproto.repo.listRecords': ({ params }) => {
      const all = [...(store.byName(params.get('repo') ?? '')?.records.values() ?? [])]
      return { records: all.filter(({ collection }) => collection === params.get('collection')) }
    },
    'com.atproto.repo.uploadBlob': ({ bytes, type }) => ({
      blob: {
        $type: 'blob',
        ref: { $link: cidOf(Buffer.from(bytes).toString('hex')) },
        mimeType: type,
        size: bytes.length,
      },
    }),
  }
}

function checked({ body }: Asked): { collection: string; record: Record<string, unknown>; rkey?: string } {
  const [collection, record, rkey] = [String(body.collection), { ...Object(body.record) }, body.rkey]
  const refuse = (why: string) => new XrpcError(400, 'InvalidRequest', why)
  if (collection === post) {
    if (rkey !== undefined && !tidShape.test(String(rkey))) throw refuse(`Invalid record key for ${post}: not a tid`)
    const text = String(record.text)
    if (Buffer.byteLength(text) > 3000) throw refuse(`Invalid ${post} record: string too big (maximum 3000)`)
    if ([...segmenter.segment(text)].length > 300) throw refuse(`Invalid ${post} record: string too long (maximum 300)`)
    if (!Number.isFinite(Date.parse(String(record.createdAt)))) throw refuse(`Invalid ${post} record: invalid datetime`)
  }
  if (
    /^app\.bsky\.feed\.(like|repost|threadgate)$/.test(collection) &&
    rkey !== undefined &&
    !tidShape.test(String(rkey))
  )
    throw refuse(`Invalid record key for ${collection}: not a tid`)
  return { collection, record, ...(typeof rkey === 'string' && { rkey }) }
}
