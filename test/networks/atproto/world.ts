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
