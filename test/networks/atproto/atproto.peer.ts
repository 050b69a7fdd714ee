import { bluesky } from '../../../src/connectors/bluesky/index.ts'
import { connectorContract } from '../../../src/connectors/contract.test-kit.ts'
import { startAtproto } from './network.ts'
import { scenario } from './scenario.ts'
import { shared, worldOn } from './world.ts'

const start = shared(startAtproto, 2)

scenario('its own servers', start)
connectorContract(bluesky, worldOn(start))
