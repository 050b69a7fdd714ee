import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hashtagsOf, originOf, settings } from './settings.ts'

test('refuses what is no instance', () => {
  for (const instance of ['', '   ', 'not an address', 'https://', 'mailto:a b', 'https://[::', '@@'])
    assert.equal(settings.safeParse({ instance }).success, false, instance)
})

test('refuses a token with spaces and more hashtags than can be asked for', () => {
  assert.equal(settings.safeParse({ instance: 'a.example', token: 'two words' }).success, false)
  const hashtags = Array.from({ length: 13 }, (_, index) => `#tag${index}`).join(' ')
  assert.equal(settings.safeParse({ instance: 'a.example', hashtags }).success, false)
})

test('understands an instance however it is written', () => {
  for (const written of [
    'mastodon.social',
    ' Mastodon.Social ',
    'https://mastodon.social',
    'https://mastodon.social/@lucas',
    'http://mastodon.social',
    '@lucas@mastodon.social',
    'lucas@mastodon.social',
  ])
    assert.equal(originOf(written), 'https://mastodon.social', written)
  assert.equal(originOf('social.example:8443'), 'https://social.example:8443')
})

test('sends no token in the clear, except to this machine', () => {
  assert.equal(originOf('http://social.example'), 'https://social.example')
  assert.equal(originOf('http://127.0.0.1:3000'), 'http://127.0.0.1:3000')
  assert.equal(originOf('http://localhost:3000/about'), 'http://localhost:3000')
  assert.equal(originOf('localhost'), 'https://localhost')
})

test('reads hashtags with or without their sign, each once', () => {
  assert.deepEqual(hashtagsOf('#Café, tertulia;#café  #día_1'), ['café', 'tertulia', 'día_1'])
  assert.deepEqual(hashtagsOf(' # '), [])
})

test('gives the same again when read again', () => {
  fc.assert(
    fc.property(fc.string(), fc.webUrl(), (hashtags, instance) => {
      const once = settings.safeParse({ instance, hashtags })
      if (once.success) assert.deepEqual(settings.parse(once.data), once.data)
    }),
  )
})
