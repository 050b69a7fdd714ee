import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../../../src/connectors/connector.ts'
import { failureOf, messageOf, testHttp } from '../../../src/connectors/contract.test-kit.ts'
import { answerTo, find, listening, newest, type Site, send, surroundings } from './site.ts'

/** Answering, once, whatever happens to the answer. */
export function speaking(at: () => Site): void {
  describe('speaking', () => {
    const heardComment = async (text: string, context: Context = at().marta) => {
      const post = await at().people.post('rosa', `About ${text}`)
      const hear = await listening(context)
      const id = await at().people.comment('rosa', post, text)
      return { post, message: messageOf(await hear(), `comment:${id}`) }
    }

    test('says it under the comment it answers, as it was typed', async () => {
      const { post, message } = await heardComment('A question')
      const text = 'Hola, Lucas:\n1 < 2 && "3" > 2 <script>alert(1)</script> ¿vale? ☕\n\nhttps://example.org/a?b=1&c=2'
      const said = await send(at().marta, answerTo(message, text))
      const page = await (await fetch(said.url ?? '')).text()
      assert.match(page, /1 &lt; 2 &amp;&amp;|1 &lt; 2 &#038;&#038;/)
      assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt; ¿vale\? ☕/)
      assert.match(page, /Hola, Lucas:<br/)
      const around = await surroundings(at().marta, said.externalId)
      const there = messageOf(around, said.externalId)
      assert.deepEqual([there.parentExternalId, there.rootExternalId], [message.externalId, `post:${post}`])
      assert.equal(there.saidAt.getTime(), said.saidAt.getTime())
      const under = await send(at().marta, answerTo(messageOf(around, `post:${post}`), 'And to all of you: thanks'))
      assert.equal(
        messageOf(await surroundings(at().marta, under.externalId), under.externalId).parentExternalId,
        `post:${post}`,
      )
    })

    for (const name of ['marta', 'lucas'])
      test(`a lost answer does not make ${name} say it twice`, async () => {
        await at().wp.plugin(`add_filter('comment_flood_filter', '__return_false', 99);`)
        const context = await at().people.connected(name)
        const { message } = await heardComment(`Asked of ${name}`, context)
        const reply = answerTo(message, `Once, “certainly” -- said ${name} :) ${randomUUID()}`)
        assert.equal(await find(context, reply), 'absent')
        const http = testHttp()
        const losing = {
          ...context,
          http: {
            ...http,
            request: async (...asked: Parameters<typeof http.request>) => {
              const answer = await http.request(...asked)
              if (asked[1]?.method === 'POST') throw new Error('the line went dead')
              return answer
            },
          },
        }
        await assert.rejects(send(losing, reply), /the line went dead/)
        const found = await find(context, reply)
        assert.ok(typeof found === 'object')
        const again = await send(context, reply)
        assert.deepEqual(again, found)
        assert.equal(await at().people.standing(reply.text), 1)
        await at().wp.plugin('')
        const repeated = await failureOf(
          send(context, { ...reply, key: randomUUID(), decidedAt: new Date(Date.now() + 600_000) }),
        )
        assert.equal(repeated?.words.key, 'wordpress.said-before')
      })

    test('waits as long as WordPress asks, and then says it', { timeout: 60_000 }, async () => {
      const context = await at().people.connected('ana')
      const { message } = await heardComment('Twice in a hurry', context)
      await send(context, answerTo(message, `First ${randomUUID()}`))
      const second = answerTo(message, `Second ${randomUUID()}`)
      const failure = await failureOf(send(context, second))
      assert.equal(failure?.kind, 'rate-limited')
      const waitMs = (failure?.until?.getTime() ?? 0) - Date.now()
      assert.ok(waitMs > 10_000 && waitMs <= 15_000)
      await pause(waitMs + 500)
      assert.equal(await at().people.standing(second.text), 0)
      await send(context, second)
      assert.equal(await at().people.standing(second.text), 1)
    })

    test('waits when something before WordPress answers 429', async () => {
      await at().wp.plugin(`http_response_code(429); header('Retry-After: 120'); echo '<html>Slow down</html>'; exit;`)
      const failure = await failureOf(newest(at().marta, undefined))
      await at().wp.plugin('')
      assert.equal(failure?.kind, 'rate-limited')
      assert.ok(Math.abs((failure?.until?.getTime() ?? 0) - Date.now() - 120_000) < 5_000)
    })

    test('says why when it cannot be said', async () => {
      const { post, message } = await heardComment('Going')
      const key = async (text = 'Late') => {
        const failure = await failureOf(send(at().marta, answerTo(message, text)))
        return [failure?.kind, failure?.words.key]
      }
      assert.deepEqual(await key('<'.repeat(30_000)), ['invalid', 'wordpress.too-long'])
      await at().people.change('rosa', `posts/${post}`, { comment_status: 'closed' })
      assert.deepEqual(await key(), ['invalid', 'wordpress.comments-closed'])
      await at().people.change('rosa', `posts/${post}`, { comment_status: 'open' })
      await at().people.erase('rosa', `comments/${message.externalId.replace('comment:', '')}`)
      assert.deepEqual(await key(), ['gone', 'wordpress.gone'])
    })
  })
}
