import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startFake } from '../../../test/networks/atproto/fake.ts'
import type { Atproto } from '../../../test/networks/atproto/network.ts'
import { failureOf, testContext } from '../contract.test-kit.ts'
import { moderate, moderates } from './hide.ts'
import { bluesky } from './index.ts'

let network: Atproto
let settings: Record<string, unknown>
before(async () => {
  network = await startFake()
  const { tertulia } = network.accounts
  settings = { handle: tertulia.handle, appPassword: await tertulia.appPassword(), service: network.pdsUrl }
})
after(() => network.stop())

const context = () => testContext(bluesky, settings)
const hide = (uri: string) => moderate.hide?.(context(), uri) ?? assert.fail()
const show = (uri: string) => moderate.show?.(context(), uri) ?? assert.fail()

/** The gate of a thread of ours, as it stands in our account. */
async function gateOf(root: string): Promise<Record<string, unknown> | undefined> {
  const { tertulia } = network.accounts
  const params = { repo: tertulia.did, collection: 'app.bsky.feed.threadgate', limit: '100' }
  const { records } = await tertulia.call('com.atproto.repo.listRecords', { params })
  const all = [records].flat().map((one): Record<string, unknown> => ({ ...Object(Object(one).value) }))
  return all.find((value) => value.post === root)
}

test('an answer in our thread is hidden once, and shown again; others stay hidden', async () => {
  const { tertulia, lucas, ana } = network.accounts
  const root = await tertulia.say('Hoy abrimos hasta las ocho')
  const [first, second] = [await lucas.reply(root, 'Spam'), await ana.reply(root, 'Más spam')]
  await hide(first.uri)
  await hide(first.uri)
  await Promise.all([hide(second.uri), hide(second.uri)])
  assert.deepEqual((await gateOf(root.uri))?.hiddenReplies, [first.uri, second.uri])
  assert.equal((await gateOf(root.uri))?.allow, undefined, 'everybody may go on answering')
  await show(first.uri)
  await show(first.uri)
  assert.deepEqual((await gateOf(root.uri))?.hiddenReplies, [second.uri])
})

test('who may answer stays as it was', async () => {
  const { tertulia, lucas } = network.accounts
  const root = await tertulia.say('Un aviso')
  const answer = await lucas.reply(root, 'Y una respuesta')
  await tertulia.closeReplies(root)
  await hide(answer.uri)
  const gate = await gateOf(root.uri)
  assert.deepEqual([gate?.allow, gate?.hiddenReplies], [[], [answer.uri]])
})

test('two at once lose nothing of each other', async () => {
  const { tertulia, lucas } = network.accounts
  const root = await tertulia.say('Otro hilo')
  const answers = await Promise.all(['a', 'b', 'c'].map((text) => lucas.reply(root, text)))
  await Promise.all(answers.map(({ uri }) => hide(uri)))
  const hidden = (await gateOf(root.uri))?.hiddenReplies
  assert.deepEqual([hidden].flat().toSorted(), answers.map(({ uri }) => uri).toSorted())
})

test('nothing is hidden in the threads of others, nor what is gone', async () => {
  const { tertulia, lucas, ana } = network.accounts
  const theirs = await lucas.say('Mi hilo')
  const answer = await ana.reply(theirs, 'Hola')
  assert.equal((await failureOf(hide(answer.uri)))?.kind, 'invalid')
  await ana.remove(answer.uri)
  assert.equal((await failureOf(hide(answer.uri)))?.kind, 'gone')
  const account = { externalId: tertulia.did, name: 'Tertulia', ourIds: [tertulia.did] }
  const at = (externalId: string, rootExternalId: string | null) => moderates(account, { externalId, rootExternalId })
  const ours = `at://${tertulia.did}/app.bsky.feed.post/1`
  assert.deepEqual(
    [at(answer.uri, ours), at(answer.uri, theirs.uri), at(ours, ours), at(theirs.uri, null)],
    [true, false, false, false],
  )
})
