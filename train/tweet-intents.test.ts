import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tweetIntents } from './tweet-intents.ts'

test('every fourth tweet was labelled, most of them as wanting nothing, in English and Spanish', () => {
  const wants = tweetIntents('en')
  assert.deepEqual(wants(20), ['praise'])
  assert.deepEqual(wants(476), ['question', 'praise'])
  assert.deepEqual(wants(0), ['other'])
  assert.equal(wants(1), undefined)
  assert.equal(wants(24), undefined)
  assert.equal(tweetIntents('pt')(0), undefined)
})

test('what was labelled has an intent that is known', () => {
  for (const language of ['en', 'es']) {
    const wants = tweetIntents(language)
    const found = Array.from({ length: 1838 }, (_, at) => wants(at))
    assert.ok(found.filter((one) => one?.includes('other')).length > 250)
    assert.ok(found.every((one) => one === undefined || one.length > 0))
  }
})
