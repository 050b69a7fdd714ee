import assert from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import { test } from 'node:test'
import { encrypt, isRecipient } from './encrypt.ts'
import { decrypt, someBrowser } from './push.test-kit.ts'

// https://www.rfc-editor.org/rfc/rfc8291#appendix-A
const rfc = {
  ours: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  theirs: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  message: 'When I grow up, I want to be a watermelon',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

test('the example of RFC 8291 comes out byte by byte', () => {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(Buffer.from(rfc.ours, 'base64url'))
  const body = encrypt(Buffer.from(rfc.message), rfc, { ecdh, salt: Buffer.from(rfc.salt, 'base64url') })
  assert.equal(body.toString('base64url'), rfc.body)
  const browser = createECDH('prime256v1')
  browser.setPrivateKey(Buffer.from(rfc.theirs, 'base64url'))
  assert.equal(decrypt(body, browser, rfc.auth).toString(), rfc.message)
})

test('only the browser it is for reads it, and no two messages look alike', () => {
  const [one, other] = [someBrowser(), someBrowser()]
  const [first, second] = [0, 1].map(() => encrypt(Buffer.from('Rosa'), one.keys))
  assert.ok(first && second && !first.equals(second))
  assert.equal(decrypt(first, one.ecdh, one.keys.auth).toString(), 'Rosa')
  assert.throws(() => decrypt(first, other.ecdh, other.keys.auth))
})

test('what is no key of a browser is told from one that is', () => {
  assert.ok(isRecipient(rfc))
  const flat = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url')
  assert.equal(isRecipient({ ...rfc, p256dh: flat }), false, 'no point of the curve')
  assert.equal(isRecipient({ ...rfc, p256dh: 'x' }), false)
  assert.equal(isRecipient({ ...rfc, auth: 'BTBZ' }), false)
})
