import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { CommandError } from '../src/command/command.ts'
import { takePort } from './port.ts'

test('a port that is taken is said before anything is written, in a sentence that names PORT', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  assert.ok(typeof address === 'object' && address)
  await assert.rejects(takePort(address.port, '127.0.0.1'), (error: Error) => {
    assert.ok(error instanceof CommandError)
    assert.match(error.message, new RegExp(`${address.port}\\b.*PORT=${address.port + 1} `))
    return true
  })
  other.close()
})

test('so is a place that is not ours', async () => {
  await assert.rejects(takePort(0, '203.0.113.7'), /HOST/)
})

test('whoever comes while it is written is asked to wait, and comes in when it is open', async () => {
  const port = await takePort(0, '127.0.0.1')
  const ask = () => fetch(`http://127.0.0.1:${port.number}/sample/secret`)
  assert.equal((await ask()).status, 503)
  port.open(() => new Response('in'))
  assert.equal(await (await ask()).text(), 'in')
  port.close()
  await assert.rejects(ask())
})
