import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HttpAnswer } from '../connector.ts'
import { assertSayable } from '../contract.test-kit.ts'
import type { FailureKind } from '../failure.ts'
import { failureOf } from './errors.ts'
import { wordpress } from './index.ts'

const now = new Date('2026-11-22T12:00:00Z')
const asked = { url: 'https://blog.example.org/wp-json/wp/v2/comments', method: 'POST' }

function failure(status: number, data: unknown, headers: Record<string, string> = {}) {
  const body = new TextEncoder().encode(JSON.stringify(data))
  const answer: HttpAnswer = {
    ...{ status, url: asked.url, headers: new Headers(headers), body },
    text: () => JSON.stringify(data),
    json: () => data,
  }
  return failureOf(asked, answer, data, now)
}

test('says what each refusal of WordPress’s means', () => {
  const cases: [number, string, FailureKind, string][] = [
    [401, 'rest_not_logged_in', 'reconnect', 'wordpress.wrong-password'],
    [401, 'incorrect_password', 'reconnect', 'wordpress.wrong-password'],
    [401, 'invalid_username', 'reconnect', 'wordpress.unknown-user'],
    [401, 'application_passwords_disabled', 'reconnect', 'wordpress.passwords-off'],
    [401, 'rest_forbidden_context', 'reconnect', 'wordpress.access-lost'],
    [403, 'rest_forbidden_context', 'reconnect', 'wordpress.not-allowed'],
    [403, 'rest_cannot_create', 'reconnect', 'wordpress.not-allowed'],
    [404, 'rest_no_route', 'reconnect', 'wordpress.api-off'],
    [401, 'rest_login_required', 'reconnect', 'wordpress.api-off'],
    [404, 'rest_comment_invalid_id', 'gone', 'wordpress.gone'],
    [403, 'rest_comment_trash_post', 'gone', 'wordpress.gone'],
    [403, 'rest_comment_closed', 'invalid', 'wordpress.comments-closed'],
    [400, 'rest_comment_content_invalid', 'invalid', 'wordpress.empty'],
    [400, 'rest_invalid_param', 'invalid', 'http.rejected'],
    [500, 'rest_comment_failed_create', 'temporary', 'http.server-error'],
  ]
  for (const [status, code, kind, key] of cases) {
    const said = failure(status, { code, message: 'No &#8220;way&#8221;.', data: { status } })
    assert.deepEqual([said.kind, said.words.key], [kind, key], code)
    assertSayable(said.words, wordpress)
  }
})

test('tells what stands before WordPress from WordPress', () => {
  const kinds = [401, 403, 404, 405, 406, 410, 429, 500].map((status) => [status, failure(status, undefined).kind])
  assert.deepEqual(Object.fromEntries(kinds), {
    401: 'reconnect',
    403: 'reconnect',
    404: 'temporary',
    405: 'reconnect',
    406: 'reconnect',
    410: 'temporary',
    429: 'rate-limited',
    500: 'temporary',
  })
  assert.equal(failure(403, undefined).words.key, 'wordpress.firewall')
  assert.ok(failure(500, undefined).outcomeUnknown, 'what was sent may have arrived')
})

test('waits 15 seconds after a flood, and as long as a server asks', () => {
  assert.equal(failure(400, { code: 'comment_flood' }).until?.getTime(), now.getTime() + 15_000)
  assert.equal(failure(429, { code: 'comment_flood' }).until?.getTime(), now.getTime() + 15_000)
  assert.equal(failure(429, undefined, { 'retry-after': '90' }).until?.getTime(), now.getTime() + 90_000)
})

test('shows the site’s own words as text', () => {
  const { params } = failure(403, { code: 'x', message: '<strong>Error:</strong> it&#8217;s <em>no</em>' }).words
  assert.equal(params?.detail, 'Error: it’s no')
  assert.equal(String(failure(403, { code: 'x', message: 'a'.repeat(900) }).words.params?.detail).length, 200)
  assert.equal(failure(403, { code: 'x', message: ['odd'] }).words.params?.detail, 'x')
})
