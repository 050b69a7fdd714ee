import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { cookiesOf, type House, kindsIn, testHouse } from './access.test-kit.ts'
import { ensureSetupLink } from './set-up-link.ts'

const answers = {
  language: 'es',
  time_zone: 'America/Mexico_City',
  organisation: 'Café Alameda',
  public_url: 'http://localhost',
  name: 'Olga Ríos',
  email: ' Olga@Example.org ',
  password: 'una mesa redonda',
}

const day = 24 * 3_600_000
const clock = { at: Date.now(), now: () => new Date(clock.at) }
let house: House
const houses: House[] = []
beforeEach(async () => {
  clock.at = Date.now()
  house = await testHouse({ clock })
  houses.push(house)
})
after(() => Promise.all(houses.map((one) => one.drop())))

const linkPath = async () => new URL((await ensureSetupLink(house.core)) ?? '').pathname

test('a link that nobody made leads nowhere', async () => {
  assert.equal((await house.get('/set-up/guess')).status, 404)
  assert.equal((await house.send('/set-up/guess', answers)).status, 404)
  assert.equal(await house.core.db.selectFrom('users').select('id').executeTakeFirst(), undefined)
})

test('guessing links is stopped after twenty tries', async () => {
  for (let i = 0; i < 20; i++) await house.get(`/set-up/guess-${i}`)
  const response = await house.get('/set-up/guess-again')
  assert.equal(response.status, 429)
})

test('the link is the same until it is a day old, and then another', async () => {
  const first = await linkPath()
  clock.at += day - 1000
  assert.equal(await linkPath(), first)
  clock.at += 2000
  const second = await linkPath()
  assert.notEqual(second, first)
  const response = await house.get(first)
  assert.equal(response.status, 404)
  assert.match(await response.text(), /more than a day old/)
  assert.equal((await house.get(second)).status, 200)
})

test('the form says beside each field what is wrong, and keeps what was written', async () => {
  const path = await linkPath()
  const response = await house.send(`${path}?language=es`, { ...answers, email: 'olga', password: 'corta' })
  assert.equal(response.status, 422)
  const page = await response.text()
  assert.match(page, /Esto no es una dirección de correo/)
  assert.match(page, /Usa de 10 a 128 caracteres/)
  assert.match(page, /value="Café Alameda"/)
  assert.doesNotMatch(page, /corta"/)
})

test('an address without TLS that strangers can reach needs somebody who says they know', async () => {
  const path = await linkPath()
  const exposed = { ...answers, public_url: 'http://tertulia.example.org' }
  const refused = await house.send(path, exposed)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /name="insecure"/)
  const accepted = await house.send(path, { ...exposed, insecure: '1' })
  assert.equal(accepted.headers.get('location'), 'http://tertulia.example.org/sign-in')
})

test('an address with a path, or that is none, is refused', async () => {
  const path = await linkPath()
  for (const public_url of ['https://example.org/tertulia', 'example.org', 'ftp://example.org', '']) {
    const response = await house.call('POST', path, { ...answers, public_url })
    assert.deepEqual(
      [response.status, await response.json()],
      [422, { key: 'access.form-wrong', fields: ['public_url'] }],
    )
  }
})

test('the page speaks the language of the browser, or the one asked for', async () => {
  const path = await linkPath()
  assert.match(await (await house.get(path, { 'accept-language': 'es-MX,es;q=0.9' })).text(), /lang="es"/)
  assert.match(await (await house.get(`${path}?language=en`, { 'accept-language': 'es' })).text(), /lang="en"/)
})

test('the address is proposed as the browser asked for it', async () => {
  const page = await (await house.app.request(`http://tertulia.lan:8080${await linkPath()}`)).text()
  assert.match(page, /value="http:\/\/tertulia\.lan:8080"/)
})

test('the answers make the house and its owner, who is signed in', async () => {
  const response = await house.send(await linkPath(), answers)
  assert.deepEqual([response.status, response.headers.get('location')], [303, '/'])
  const home = await house.get('/', { cookie: cookiesOf(response) })
  assert.equal(await home.text(), 'Hello Olga Ríos')
  const owner = await house.core.db.selectFrom('users').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual(
    [owner.email, owner.role, owner.language, owner.time_zone],
    ['olga@example.org', 'owner', 'es', 'America/Mexico_City'],
  )
  assert.deepEqual(await kindsIn(house.core), ['organisation.founded', 'user.signed-in'])
})

test('a second use says that it is done, and changes nothing', async () => {
  const path = await linkPath()
  await house.send(path, answers)
  const again = await house.send(path, { ...answers, email: 'eve@example.org' })
  assert.equal(again.status, 409)
  assert.match(await again.text(), /La puesta en marcha ya está hecha/)
  assert.equal((await house.core.db.selectFrom('users').select('id').execute()).length, 1)
  assert.equal(await ensureSetupLink(house.core), undefined)
})

test('of two answers at once, one counts', async () => {
  const path = await linkPath()
  const both = await Promise.all([
    house.send(path, answers),
    house.send(path, { ...answers, email: 'eve@example.org' }),
  ])
  assert.deepEqual(both.map((response) => response.status).sort(), [303, 409])
  assert.equal((await house.core.db.selectFrom('users').select('id').execute()).length, 1)
})

test('with PUBLIC_URL the address is not asked for', async () => {
  const fixed = await testHouse({ env: { PUBLIC_URL: 'https://tertulia.example.org/' } })
  houses.push(fixed)
  const link = await ensureSetupLink(fixed.core)
  assert.match(link ?? '', /^https:\/\/tertulia\.example\.org\/set-up\//)
  const { public_url: _, ...rest } = answers
  const response = await fixed.app.request(link ?? '', {
    method: 'POST',
    body: new URLSearchParams(rest),
    headers: { origin: 'https://tertulia.example.org', host: 'tertulia.example.org' },
  })
  assert.equal(response.status, 303)
  assert.match(response.headers.getSetCookie()[0] ?? '', /^__Secure-tertulia\.session_token=.*; Secure/)
})
