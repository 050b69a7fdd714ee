import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { testApp } from '../../test/app.ts'
import { scripted } from '../../test/channel.ts'
import { someConversation } from '../../test/talk.ts'
import { registry } from '../connectors/index.ts'
import type { Operation } from './operation.ts'
import { promises } from './operations-promises.ts'
import { responding } from './operations-response.ts'

let app: Awaited<ReturnType<typeof testApp>>
let conversation: string
before(async () => {
  app = await testApp({ connectors: registry([scripted]) })
  conversation = (await someConversation(app.core.db)).id
})
after(() => app.stop())

const made = z.object({ id: z.string() })

/** Asks for operations; each answer is what the document says, and no more. */
function asking(operations: readonly Operation[]) {
  const asked = new Set<string>()
  const call = async (method: string, path: string, id: string, body?: unknown) => {
    const operation = operations.find((one) => one.method === method && one.path === path)
    assert.ok(operation, `${method} ${path}`)
    asked.add(`${method} ${path}`)
    const answer = await app.request(`/api/v1${path.replace(':id', id).replace(':question', 'is-so')}`, {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    assert.equal(answer.status, operation.status ?? 200, `${method} ${path}`)
    const shape = operation.answer instanceof z.ZodObject ? operation.answer.strict() : operation.answer
    return shape.parse(await answer.json())
  }
  const wasAllAsked = () =>
    assert.deepEqual([...asked].sort(), operations.map(({ method, path }) => `${method} ${path}`).sort())
  return { call, wasAllAsked }
}

test('promises', async () => {
  const { call, wasAllAsked } = asking(promises)
  const due_at = new Date(Date.now() + 86_400_000).toISOString()
  const what = { what: 'Mañana te escribimos', due_at }
  const drafted = made.parse(await call('post', '/conversations/:id/promises/drafted', conversation, what))
  await call('delete', '/promises/:id', drafted.id)
  const { id } = made.parse(await call('post', '/conversations/:id/promises', conversation, what))
  await call('get', '/promises', '')
  await call('get', '/promises/:id', id)
  await call('get', '/conversations/:id/promises', conversation)
  await call('patch', '/promises/:id', id, { due_at })
  await call('put', '/promises/:id/ending', id, { state: 'kept' })
  await call('delete', '/promises/:id/ending', id)
  wasAllAsked()
})

test('what to do about it', async () => {
  const { call, wasAllAsked } = asking(responding)
  await call('put', '/conversations/:id/response/answers', conversation, { question: 'is-so', answer: true })
  await call('put', '/conversations/:id/response', conversation, { leaf: 'watch' })
  await call('get', '/conversations/:id/response', conversation)
  await call('delete', '/conversations/:id/response/answers/:question', conversation)
  await call('delete', '/response-tree', '')
  await call('put', '/response-tree', '')
  wasAllAsked()
})
