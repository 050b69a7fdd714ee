import assert from 'node:assert/strict'
import { z } from 'zod'
import type { Http } from '../../../src/connectors/connector.ts'
import { type TestContext, testContext } from '../../../src/connectors/contract.test-kit.ts'
import { wordpress } from '../../../src/connectors/wordpress/index.ts'
import type { WordPress } from './start.ts'

type Body = Record<string, string | number | boolean>

/** What people do in WordPress itself, by its REST API, without our connector. */
export function peopleOf(wp: Pick<WordPress, 'url' | 'users'>) {
  const user = (name: string) => {
    const found = wp.users.find((one) => one.name === name)
    assert.ok(found, `${name} is a user of the site`)
    return found
  }
  const settingsOf = (name: string, more: Record<string, unknown> = {}) => ({
    site: wp.url,
    username: name,
    applicationPassword: user(name).applicationPassword,
    ...more,
  })
  const call = async (name: string, method: string, route: string, body?: Body): Promise<unknown> => {
    const basic = Buffer.from(`${name}:${user(name).applicationPassword}`).toString('base64')
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json' }
    const answer = await fetch(`${wp.url}/?rest_route=/wp/v2/${route.replace('?', '&')}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    const data: unknown = await answer.json()
    assert.ok(answer.ok, `${name} ${method} ${route}: ${answer.status} ${JSON.stringify(data)}`)
    return data
  }
  const create = async (name: string, route: string, body: Body) =>
    z.object({ id: z.number() }).parse(await call(name, 'POST', route, body)).id
  return {
    settingsOf,
    call,
    id: (name: string) => user(name).id,
    post: (name: string, title: string, more: Body = {}) =>
      create(name, 'posts', { title, content: `<p>${title}, whole.</p>`, status: 'publish', ...more }),
    comment: (name: string, post: number, content: string, more: Body = {}) =>
      create(name, 'comments', { post, content, ...more }),
    change: (name: string, route: string, body: Body) => call(name, 'POST', route, body),
    erase: (name: string, route: string) => call(name, 'DELETE', `${route}?force=true`),
    /** How many comments with this text the site has, in any state. */
    standing: async (text: string) => {
      const found = await call('rosa', 'GET', 'comments?status=any&context=edit&per_page=100')
      const texts = z.array(z.object({ content: z.object({ raw: z.string() }) })).parse(found)
      return texts.filter(({ content }) => content.raw === text).length
    },
    /** A context of the connector as `channels` would make it, its account found by a test. */
    async connected(
      name: string,
      more: { http?: Http; settings?: Record<string, unknown> } = {},
    ): Promise<TestContext> {
      const settings = settingsOf(name, more.settings)
      const { account } = await wordpress.test(testContext(wordpress, settings))
      return testContext(wordpress, settings, { account, ...(more.http && { http: more.http }) })
    },
  }
}

export type People = ReturnType<typeof peopleOf>
