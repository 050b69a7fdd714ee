import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { Refusal } from '../core/errors.ts'
import { methodOverride } from './method-override.ts'

const app = new Hono()
app.use(methodOverride(app))
app.onError((error, c) => c.text(error.message, error instanceof Refusal ? error.status : 500))
for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
  app.on(method, '/thing', async (c) => c.json([method, await c.req.parseBody(), c.req.header('x-kept') ?? null]))

const send = async (body: BodyInit, headers: Record<string, string> = {}, method = 'POST', path = '/thing') => {
  const response = await app.request(path, { method, body, headers })
  return response.status === 200 ? response.json() : response.status
}

test('a form says what it does, and is read again by whom it is for', async () => {
  const form = new URLSearchParams({ _method: 'delete', name: 'Ñandú' })
  assert.deepEqual(await send(form, { 'x-kept': 'yes' }), ['DELETE', { _method: 'delete', name: 'Ñandú' }, 'yes'])
})

test('a form with parts too', async () => {
  const form = new FormData()
  form.set('_method', 'PUT')
  form.set('name', 'Marta')
  assert.deepEqual((await send(form))[0], 'PUT')
})

test('only PUT, PATCH and DELETE, and only in a form’s POST', async () => {
  assert.equal((await send(new URLSearchParams({ _method: 'TRACE' })))[0], 'POST')
  assert.equal((await send(new URLSearchParams({ _method: 'DELETE' }), {}, 'PUT'))[0], 'PUT')
  assert.equal((await send('{"_method":"DELETE"}', { 'content-type': 'application/json' }))[0], 'POST')
  assert.equal((await send(new URLSearchParams({ name: 'x' })))[0], 'POST')
})

test('a body that is no form after all stays a POST', async () => {
  const response = await app.request('/thing', {
    method: 'POST',
    body: 'not a form',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  })
  assert.notEqual(response.status, 404)
})

test('a form too large to be read twice is refused, or passed on when it says so', async () => {
  const large = 'x'.repeat(3 * 1024 * 1024)
  assert.equal(await send(new URLSearchParams({ _method: 'PUT', large })), 413)
  const length = { 'content-length': String(large.length + 20), 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await send(`_method=PUT&large=${large}`, length))[0], 'POST')
  const [method, fields] = await send(`large=${large}`, length, 'POST', '/thing?_method=put')
  assert.deepEqual([method, fields.large.length], ['PUT', large.length], 'its address says what it does')
  assert.equal((await send('{}', { 'content-type': 'application/json' }, 'POST', '/thing?_method=put'))[0], 'POST')
})
