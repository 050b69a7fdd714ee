import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { clientScript } from '../../ui/client-script.ts'

/** The worker in a world that keeps what it does. */
function begin() {
  const hears = new Map<string, (event: object) => void>()
  const did: unknown[] = []
  const keep = async (...what: unknown[]) => void did.push(JSON.parse(JSON.stringify(what)))
  const self = {
    location: { origin: 'https://desk.example' },
    registration: { showNotification: keep },
    clients: { openWindow: keep },
    addEventListener: (kind: string, hear: (event: object) => void) => hears.set(kind, hear),
  }
  runInNewContext(clientScript('push-worker'), { self, URL })
  const happen = (kind: string, event: object) => hears.get(kind)?.({ waitUntil: () => {}, ...event })
  return { hears, did, happen }
}

test('the worker shows what it is told, and answers nothing else: no page of ours is kept', () => {
  const { hears, did, happen } = begin()
  assert.deepEqual([...hears.keys()], ['push', 'notificationclick'])
  const data = {
    json: () => ({ title: 'Rosa, on Mastodon', body: 'They wrote again', url: '/notifications/7', tag: 'x' }),
  }
  happen('push', { data })
  assert.deepEqual(did, [['Rosa, on Mastodon', { body: 'They wrote again', tag: 'x', data: '/notifications/7' }]])
  happen('push', { data: null })
  assert.equal(did.length, 1)
})

test('a click opens its place with us, and no other', () => {
  const { did, happen } = begin()
  const click = (data: unknown) =>
    happen('notificationclick', { notification: { data, close: () => did.push('closed') } })
  click('/notifications/7')
  assert.deepEqual(did, ['closed', ['https://desk.example/notifications/7']])
  for (const elsewhere of ['https://evil.example/', '//evil.example', 'javascript:alert(1)']) click(elsewhere)
  assert.equal(did.filter((one) => one !== 'closed').length, 1)
})
