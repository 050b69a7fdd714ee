// Runs a whole Bluesky network in this process and is told what to do over its standard input, one JSON line each:
// `{"id":1,"do":"processAll"}`. It answers `{"id":1}` or `{"id":1,"error":"…"}`, and first of all `{"ready":{…}}`.
// Needs DB_POSTGRES_URL and its own node_modules; it is a process of its own so that its 500 MB stay out of the tests.
import { createInterface } from 'node:readline'
import { TestNetwork } from '@atproto/dev-env'

// The network's own logs would come between the answers.
const answer = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
console.log = console.error

// dev-env asks for a Redis to be named, though nothing in it connects to one.
process.env.REDIS_HOST ??= '127.0.0.1:1'

const network = await TestNetwork.create({ dbPostgresSchema: process.env.DB_POSTGRES_SCHEMA ?? 'peer' })

const deeds = {
  processAll: () => network.processAll(20_000),
  stop: () => network.close(),
}

createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const { id, do: deed } = JSON.parse(line)
    try {
      await deeds[deed]()
      answer({ id })
    } catch (error) {
      answer({ id, error: String(error) })
    }
    if (deed === 'stop') process.exit(0)
  })
  .on('close', () => process.exit(0))

answer({ ready: { pdsUrl: network.pds.url, plcUrl: network.plc.url, appViewUrl: network.bsky.url } })
