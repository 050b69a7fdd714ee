import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { failureOf, messageOf } from '../../../src/connectors/contract.test-kit.ts'
import { approve, hold, listening, type Stage, spam, trash } from './site.ts'

/** Deciding about comments. */
export function moderating(at: () => Stage): void {
  describe('moderating', () => {
    test('does each deed, twice without harm, and hears it', async () => {
      const post = await at().people.post('rosa', 'Moderation')
      const id = `comment:${await at().people.comment('rosa', post, 'To be moved about')}`
      const hear = await listening(at().marta)
      for (const [deed, state] of [
        [hold, 'held'],
        [approve, 'approved'],
        [spam, 'spam'],
        [approve, 'approved'],
        [trash, 'trash'],
        [approve, 'approved'],
      ] as const) {
        await deed(at().marta, id)
        await deed(at().marta, id)
        assert.equal(messageOf(await hear(), id).moderation, state)
      }
      assert.deepEqual(await hear(), [])
    })

    test('refuses in words', async () => {
      const post = await at().people.post('rosa', 'No rights')
      const id = `comment:${await at().people.comment('rosa', post, 'Not yours to move')}`
      const lucas = await at().people.connected('lucas')
      assert.equal((await failureOf(spam(lucas, id)))?.words.key, 'wordpress.not-allowed')
      assert.equal((await failureOf(spam(at().marta, 'comment:999999')))?.kind, 'gone')
      assert.equal((await failureOf(spam(at().marta, `post:${post}`)))?.words.key, 'wordpress.only-comments')
    })
  })
}
