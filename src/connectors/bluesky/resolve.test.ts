import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type FakeAtproto, startFake } from '../../../test/networks/atproto/fake.ts'
import type { Http } from '../connector.ts'
import { failureOf, testContext, testHttp } from '../contract.test-kit.ts'
import { bluesky } from './index.ts'
import { pdsIn } from './resolve.ts'
import { identifierOf, searchesOf } from './settings.ts'

let bsky: FakeAtproto
let own: FakeAtproto

before(async () => {
  ;[bsky, own] = [await startFake(), await startFake()]
  // Handles of every server are known at Bluesky's own, and every account in the directory.
  const { tertulia } = own.accounts
  const { tertulia: namesake } = bsky.accounts
  bsky.repoOf(namesake).handle = 'another.test'
  bsky.fail('com.atproto.identity.resolveHandle', { body: { did: tertulia.did } }, 10)
})
after(() => Promise.all([bsky.stop(), own.stop()]))

/** Bluesky's own addresses, here: its door is one of the networks, and the directory knows the other's accounts. */
function here(directory: string): Http {
  const http = testHttp()
  const local = (url: string | URL) =>
    String(url).replace('https://bsky.social', bsky.pdsUrl).replace('https://plc.directory', directory)
  return { ...http, request: (url, options) => http.request(local(url), options) }
}

async function connect(http: Http) {
  const { tertulia } = own.accounts
  return testContext(bluesky, { handle: '@Tertulia.test', appPassword: await tertulia.appPassword() }, { http })
}

test('a handle leads to its account, and the account to the server where it lives', async () => {
  const context = await connect(here(own.pdsUrl))
  const { account } = await bluesky.test(context)
  assert.equal(account.externalId, own.accounts.tertulia.did)
  assert.equal(account.facts?.pds, own.pdsUrl)
  assert.equal(context.settings.pds, own.pdsUrl)
})

test('when the directory cannot be reached, Bluesky’s own door is tried', async () => {
  const failure = await failureOf(bluesky.test(await connect(here('http://127.0.0.1:9'))))
  assert.equal(failure?.words.key, 'bluesky.wrong-password')
  assert.equal(failure.words.params?.host, 'bsky.social')
})

test('a document is believed of its own account only, and only a web address in it', () => {
  const service = (serviceEndpoint: unknown, id = '#atproto_pds') => ({
    id: 'did:plc:a',
    service: [null, { id, serviceEndpoint }],
  })
  assert.equal(pdsIn(service('https://pds.example.org'), 'did:plc:a'), 'https://pds.example.org')
  assert.equal(
    pdsIn(service('https://pds.example.org', 'did:plc:a#atproto_pds'), 'did:plc:a'),
    'https://pds.example.org',
  )
  assert.equal(pdsIn(service('https://pds.example.org'), 'did:plc:b'), undefined)
  for (const endpoint of ['file:///etc/passwd', 'pds.example.org', 7, { uri: 'x' }])
    assert.equal(pdsIn(service(endpoint), 'did:plc:a'), undefined)
  for (const document of [undefined, 'x', {}, { id: 'did:plc:a', service: 'x' }])
    assert.equal(pdsIn(document, 'did:plc:a'), undefined)
})

test('handles are taken as people write them', () => {
  const service = 'https://bsky.social'
  assert.equal(identifierOf({ handle: '@Lucas', service }), 'lucas.bsky.social')
  assert.equal(identifierOf({ handle: 'lucas@example.org', service }), 'lucas@example.org')
  assert.equal(identifierOf({ handle: 'lucas', service: 'https://pds.example.org' }), 'lucas')
  assert.equal(identifierOf({ handle: 'did:plc:ABC', service }), 'did:plc:ABC')
})

test('words to listen for: by lines or commas, each once, ten at most', () => {
  assert.deepEqual(searchesOf({ search: ' pan,\n#horno\n\n pan ,la luna' }), ['pan', '#horno', 'la luna'])
  assert.equal(searchesOf({ search: Array.from({ length: 20 }, (_, nth) => nth).join() }).length, 10)
  assert.deepEqual(searchesOf({ search: ' \n, ' }), [])
})
