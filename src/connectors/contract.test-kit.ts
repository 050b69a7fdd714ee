import { after, before, describe } from 'node:test'
import type { Account, Connector } from './connector.ts'
import { hearing, past, streaming } from './contract-hearing.test-kit.ts'
import { testContext, type World } from './contract-means.test-kit.ts'
import { finding, settingsOf, wordsOf } from './contract-papers.test-kit.ts'
import { reacting } from './contract-reacting.test-kit.ts'
import { speaking } from './contract-speaking.test-kit.ts'

export {
  assertSayable,
  drain,
  failureOf,
  idsOf,
  messageOf,
  type TestContext,
  testContext,
  testHttp,
  type World,
} from './contract-means.test-kit.ts'

/** What every connector promises, tried. Call it once from the connector's own test. */
export function connectorContract(connector: Connector, open: () => Promise<World>): void {
  describe(`${connector.network} keeps the contract`, () => {
    let world: World
    let account: Account
    let settings: Record<string, unknown>
    const context = (more: { signal?: AbortSignal } = {}) => testContext(connector, settings, { account, ...more })
    before(async () => {
      world = await open()
      const first = testContext(connector, world.settings)
      account = (await connector.test(first)).account
      // What the connector keeps while it is tried is kept, as `channels` does.
      settings = first.settings
    })
    after(() => world.close())
    wordsOf(connector)
    settingsOf(connector, () => world)
    finding(connector, () => testContext(connector, world.settings))
    if (connector.newest) hearing(connector, connector.newest, { world: () => world, context })
    if (connector.history) past(connector.history, { world: () => world, context })
    if (connector.stream) streaming(connector.stream, { context })
    if (connector.react) reacting(connector, connector.react, { world: () => world, context })
    if (connector.speak) speaking(connector, { world: () => world, context, account: () => account })
  })
}
