import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { testApp } from '../../test/app.ts'
import { scripted, scriptedAccount } from '../../test/channel.ts'
import type { Account, Connector } from '../connectors/index.ts'

async function withWindow(test: Connector['test'], work: (app: Awaited<ReturnType<typeof testApp>>) => Promise<void>) {
  const connector: Connector = { ...scripted, test }
  const app = await testApp({ connectors: new Map([['scripted', connector]]) })
  try {
    await work(app)
  } finally {
    await app.stop()
  }
}

const post = (app: Awaited<ReturnType<typeof testApp>>) =>
  app.request('/api/v1/channels', {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ network: 'scripted', settings: {} }),
  })

test('a library’s own words are for the log and not for people', async () => {
  await withWindow(
    () => Promise.reject(new TypeError('Cannot read properties of undefined (reading "secret-4711")')),
    async (app) => {
      const answer = await post(app)
      assert.equal(answer.status, 422)
      const said = await answer.text()
      assert.doesNotMatch(said, /4711|properties/)
      assert.match(said, /had not foreseen/)
    },
  )
})

for (const url of ['javascript:alert(1)', 'data:text/html,x', 'not an address'])
  test(`an account whose address is ${url} has none here`, async () => {
    const account: Account = { ...scriptedAccount('a1'), url, avatarUrl: url }
    await withWindow(
      async () => ({ account, hears: [], says: [], limits: [] }),
      async (app) => {
        const answer = await post(app)
        assert.equal(answer.status, 201)
        const made = z.object({ id: z.string(), url: z.null() }).parse(await answer.json())
        const row = await app.core.db
          .selectFrom('channels')
          .select('account')
          .where('id', '=', made.id)
          .executeTakeFirst()
        assert.deepEqual([row?.account.url, row?.account.avatarUrl], [undefined, undefined])
      },
    )
  })
