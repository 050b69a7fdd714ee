import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allConnectors } from '../src/connectors/all.ts'
import { places } from './company.ts'
import { accountOf, createStandIns } from './stand-ins.ts'

const { connectors } = createStandIns()

test('a network of the sample offers what the real one does, no less and no more', () => {
  assert.ok([...allConnectors.values()].some((real) => real.react && real.moderates && real.speak?.attach))
  for (const [network, real] of allConnectors) {
    const sample = connectors.get(network) ?? assert.fail(network)
    const names = (of: object | undefined) => of && Object.keys(of).sort()
    assert.deepEqual(names(sample.moderate), names(real.moderate), network)
    assert.equal(sample.moderates, real.moderates)
    assert.deepEqual(names(sample.react), names(real.react), network)
    for (const kind of ['like', 'boost'] as const) {
      assert.equal(sample.react?.[kind]?.label, real.react?.[kind]?.label)
      assert.deepEqual(sample.react?.[kind]?.to, real.react?.[kind]?.to)
      if (real.react?.[kind]) assert.notEqual(sample.react?.[kind]?.set, real.react[kind].set, 'it reaches no network')
    }
    assert.equal(sample.speak?.privately, real.speak?.privately)
    if (real.speak) assert.notEqual(sample.speak?.send, real.speak.send, 'it reaches no network')
  }
})

test('where images may go with an answer, they may at the windows of the sample', () => {
  for (const place of places) {
    const account = accountOf(place)
    const attach = connectors.get(place.network)?.speak?.attach?.(account)
    assert.deepEqual(attach, allConnectors.get(place.network)?.speak?.attach?.(account))
    if (place.network === 'mastodon') assert.ok(attach && 'most' in attach && attach.most > 0)
  }
})
