import type { World } from '../../../src/connectors/contract.test-kit.ts'
import type { Atproto } from './network.ts'

/** The network as the connectors' contract knows it: lucas speaks to us, and deletes; nobody can edit there. */
export function worldOn(start: () => Promise<Atproto>): () => Promise<World> {
  return async () => {
    const network = await start()
    const { tertulia, lucas } = network.accounts
    const settings = { handle: tertulia.handle, appPassword: await tertulia.appPassword(), service: network.pdsUrl }
    const digested = async <T>(done: Promise<T>): Promise<T> => {
      const result = await done
      await network.processAll()
      return result
    }
    return {
      settings,
      wrongSettings: [
        { why: 'a wrong password', settings: { ...settings, appPassword: 'abcd-abcd-abcd-abcd' } },
        { why: 'nobody has this handle', settings: { ...settings, handle: 'nobody-here.test' } },
        { why: 'no server', settings: { ...settings, service: 'http://127.0.0.1:9' }, kinds: ['invalid', 'temporary'] },
      ],
      say: async (text) => (await digested(lucas.mention(tertulia, text))).uri,
      remove: (uri) => digested(lucas.remove(uri)),
      standing: async (text) => (await tertulia.said()).filter(({ value }) => value.text === text).length,
      attached: async (uri) => altsOf((await tertulia.said()).find((one) => one.uri === uri)?.value.embed),
      reactions: async (uri) => {
        await network.processAll()
        const { posts } = await tertulia.call('app.bsky.feed.getPosts', { params: { uris: uri } })
        const [post] = [posts].flat().map(Object)
        return { like: Number(post?.likeCount ?? 0), boost: Number(post?.repostCount ?? 0) }
      },
      close: () => network.stop(),
    }
  }
}

/** One network for several users of it, stopped when the last of them stops it. */
export function shared(start: () => Promise<Atproto>, users: number): () => Promise<Atproto> {
  let network: Promise<Atproto> | undefined
  let left = users
  return async () => {
    network ??= start()
    const it = await network
    const stop = async () => {
      left -= 1
      if (left === 0) await it.stop()
    }
    return { ...it, stop }
  }
}

/** The descriptions of a post's pictures, in order. */
function altsOf(embed: unknown): string[] {
  const { images } = { images: [], ...Object(embed) }
  return Array.isArray(images) ? images.map(({ alt }) => String(alt)) : []
}
