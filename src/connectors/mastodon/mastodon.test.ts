import { type Status, startMastodon } from '../../../test/networks/mastodon/server.ts'
import { connectorContract, type World } from '../contract.test-kit.ts'
import { mastodon } from './index.ts'

connectorContract(mastodon, async (): Promise<World> => {
  const server = await startMastodon()
  const [cafe, lucas] = [server.account('cafe'), server.account('lucas@elsewhere.example')]
  const settings = { instance: server.url, token: cafe.token }
  return {
    settings,
    wrongSettings: [
      { why: 'no token', settings: { instance: server.url } },
      { why: 'a token that is none', settings: { instance: server.url, token: 'none' } },
      { why: 'an address that is none', settings: { instance: 'not an address', token: cafe.token } },
    ],
    say: async (text) => lucas.say(`@cafe ${text}`).id,
    edit: async (id, text) => void lucas.edit(id, `@cafe ${text}`),
    remove: async (id) => lucas.remove(id),
    standing: async (text) => cafe.said().filter((status: Status) => status.text === text).length,
    attached: async (id) =>
      cafe
        .said()
        .find((status) => status.id === id)
        ?.described.map(String) ?? [],
    reactions: async (id) => server.reactions(id),
    close: () => server.stop(),
  }
})
