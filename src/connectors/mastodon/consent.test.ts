import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf, testContext } from '../contract.test-kit.ts'
import { consent } from './consent.ts'
import { mastodon } from './index.ts'
import { visit } from './mastodon.test-kit.ts'

const back = { redirectUri: 'https://tertulia.example/connect/back', state: 'a-state' }

/** What a person does in the browser: reads the page, chooses who they are, presses a button. */
async function decide(url: string, { as, decision = 'authorize' }: { as: string; decision?: string }) {
  const page = await fetch(url)
  assert.equal(page.status, 200)
  const fields = [...(await page.text()).matchAll(/name="([^"]+)" value="([^"]*)"/g)]
  const form = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]))
  form.set('as', as)
  form.set('decision', decision)
  const answer = await fetch(new URL('/oauth/authorize', url), { method: 'POST', body: form, redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '').searchParams
}

const asked = (here: Awaited<ReturnType<typeof visit>>, settings = {}) =>
  testContext(mastodon, { instance: here.server.url, ...settings })

test('takes no for an answer', async () => {
  await using here = await visit()
  const context = asked(here)
  const { url, keep } = await consent.begin(context, back)
  const params = Object.fromEntries(await decide(url, { as: 'cafe', decision: 'deny' }))
  const denied = await failureOf(consent.complete(context, keep, { redirectUri: back.redirectUri, params }))
  assert.deepEqual([denied?.kind, denied?.words.key], ['reconnect', 'mastodon.denied'])
})

test('refuses a return without a code, with a used one, and with another’s proof', async () => {
  await using here = await visit()
  const context = asked(here)
  const complete = (keep: Parameters<typeof consent.complete>[1], params: Record<string, string>) =>
    failureOf(consent.complete(context, keep, { redirectUri: back.redirectUri, params }))
  const { url, keep } = await consent.begin(context, back)
  assert.equal((await complete(keep, {}))?.words.key, 'mastodon.no-code')
  const params = Object.fromEntries(await decide(url, { as: 'cafe' }))
  assert.equal(await complete(keep, params), undefined)
  assert.equal((await complete(keep, params))?.words.key, 'mastodon.code-refused')
  const again = await consent.begin(context, back)
  const stolen = Object.fromEntries(await decide(again.url, { as: 'cafe' }))
  assert.equal(
    (await complete({ ...Object(again.keep), verifier: 'guess' }, stolen))?.words.key,
    'mastodon.code-refused',
  )
})

test('says when the address is no instance', async () => {
  await using here = await visit()
  here.server.fail({ path: '/api/v1/apps', status: 404, body: 'Not found' })
  assert.equal((await failureOf(consent.begin(asked(here), back)))?.kind, 'gone')
})

for (const version of ['4.4.3', '4.2.10'])
  test(`is let in by an instance of version ${version}, to do what it says and no more`, async () => {
    await using here = await visit({ version })
    const context = asked(here, { hashtags: '#café' })
    const { url, keep } = await consent.begin(context, back)
    const query = new URL(url).searchParams
    assert.equal(query.get('code_challenge_method'), version === '4.4.3' ? 'S256' : null)
    const answer = await decide(url, { as: 'cafe' })
    assert.equal(answer.get('state'), back.state)
    const params = Object.fromEntries(answer)
    const settings = await consent.complete(context, keep, { redirectUri: back.redirectUri, params })
    assert.equal(settings.hashtags, '#café', 'what was filled in is kept')
    const found = await mastodon.test(testContext(mastodon, settings))
    assert.equal(found.account.handle, here.cafe.handle)
    assert.deepEqual(
      found.says.map(({ key }) => key),
      ['mastodon.says', 'mastodon.attaches'],
    )
    const authorization = `Bearer ${settings.token}`
    const media = await fetch(`${here.server.url}/api/v2/media`, { method: 'POST', headers: { authorization } })
    assert.equal(media.status, 422, 'it may, and there was nothing to send')
    const search = await fetch(`${here.server.url}/api/v2/search?q=lucas`, { headers: { authorization } })
    assert.equal(search.status, 403)
  })
