import { startFake } from '../../../test/networks/atproto/fake.ts'
import { scenario } from '../../../test/networks/atproto/scenario.ts'
import { worldOn } from '../../../test/networks/atproto/world.ts'
import { connectorContract } from '../contract.test-kit.ts'
import { bluesky } from './index.ts'

scenario('our imitation of it', startFake)
connectorContract(bluesky, worldOn(startFake))
