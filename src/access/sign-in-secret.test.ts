import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { createCipher } from '../core/cipher.ts'
import { readSignInSecret, resealSignInSecret } from './sign-in-secret.ts'

const database = await testDatabase()
after(() => database.drop())
const { db } = database
const key = (digit: string) => createCipher(digit.repeat(64))

test('it is made once, whoever asks first', async () => {
  const asked = await Promise.all([1, 2, 3, 4].map(() => readSignInSecret(db, key('a'))))
  assert.equal(new Set(asked).size, 1)
  assert.match(asked[0] ?? '', /^[\da-f]{64}$/)
})

test('with a wrong key it is another one, and the right key finds it again', async () => {
  const right = await readSignInSecret(db, key('a'))
  assert.notEqual(await readSignInSecret(db, key('b')), right)
  assert.equal(await readSignInSecret(db, key('a')), right)
})

test('a rotation keeps it, and the old key opens nothing any more', async () => {
  const before = await readSignInSecret(db, key('a'))
  await resealSignInSecret(db, key('a'), key('c'))
  assert.equal(await readSignInSecret(db, key('c')), before)
  assert.equal((await db.selectFrom('sign_in_secrets').select('key_id').execute()).length, 1)
  assert.notEqual(await readSignInSecret(db, key('a')), before)
})
