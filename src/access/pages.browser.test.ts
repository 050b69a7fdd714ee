import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../../test/browser.ts'
import { examine } from '../../test/examine.ts'
import { securityHeaders } from '../core/headers.ts'
import type { Env } from '../core/web.ts'
import { serveAssets } from '../ui/assets.ts'
import { testHouse, totp } from './access.test-kit.ts'
import { client, startIdentityProvider } from './identity-provider.test-kit.ts'
import { ensureSetupLink } from './set-up-link.ts'

const mount = (app: Hono<Env>) => app.get('/assets/*', serveAssets()).use(securityHeaders)
const house = await testHouse({ before: mount })
const server = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' })
await new Promise((resolve) => server.once('listening', resolve))
const address = `http://localhost:${(server.address() as AddressInfo).port}`
const browser = await launchBrowser()
after(async () => {
  await browser.close()
  server.close()
  await house.drop()
})

interface Look {
  language?: string
  scheme?: 'light' | 'dark'
  width?: number
  script?: boolean
}

/** A browser of its own, that tells of everything its pages complain about. */
async function open({ language = 'en', scheme = 'light', width = 1440, script = true }: Look) {
  const context = await browser.newContext({
    locale: language,
    colorScheme: scheme,
    viewport: { width, height: 900 },
    javaScriptEnabled: script,
    timezoneId: 'America/Lima',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && complaints.push(message.text()))
  return { page, context, complaints }
}

const password = 'una mesa redonda'

test('with script off, the first owner sets the house up', async () => {
  const { page, context } = await open({ language: 'es', width: 390, script: false })
  await page.goto((await ensureSetupLink(house.core, address)) ?? '')
  assert.equal(await page.inputValue('[name=public_url]'), address)
  await page.fill('[name=organisation]', 'Café Alameda')
  await page.fill('[name=name]', 'Olga Ríos')
  await page.fill('[name=email]', 'olga@example.org')
  await page.fill('[name=password]', password)
  await page.selectOption('[name=time_zone]', 'Europe/Madrid')
  await page.click('main button[type=submit]')
  assert.equal(await page.textContent('body'), 'Hello Olga Ríos')
  await context.close()
})

test('an invitation is made, copied and accepted, in the newcomer’s time zone', async () => {
  const { page, context, complaints } = await open({})
  await signIn(page, 'olga@example.org')
  await page.goto(`${address}/team`)
  await page.fill('[name=email]', 'nico@example.org')
  await page.check('[name=role][value=owner]')
  await page.click('#invite button')
  const link = await page.inputValue('#invitation-link')
  await examine(page, 'invitation-made')
  const guest = await open({ language: 'en' })
  await guest.page.goto(link)
  await examine(guest.page, 'join')
  assert.equal(await guest.page.inputValue('[name=time_zone]'), 'America/Lima')
  await guest.page.fill('[name=name]', 'Nico')
  await guest.page.fill('[name=password]', password)
  await guest.page.click('main button[type=submit]')
  assert.equal(await guest.page.textContent('body'), 'Hello Nico')
  await guest.page.goto(`${address}/me`)
  assert.equal(await guest.page.inputValue('[name=time_zone]'), 'America/Lima')
  assert.deepEqual([...complaints, ...guest.complaints], [])
  await guest.context.close()
  await context.close()
})

test('the second step is turned on with the picture’s key, and asked for at the door', async () => {
  const { page, context, complaints } = await open({ width: 390 })
  await signIn(page, 'nico@example.org')
  await page.goto(`${address}/me`)
  await page.fill('#field-second-step-password', password)
  await page.click('form[action="/me/second-step"] button')
  const key = await page.inputValue('#second-step-key')
  await examine(page, 'second-step-390')
  await page.fill('[name=code]', '000000')
  await page.click('form[action="/me/second-step"] button')
  await examine(page, 'second-step-again-390')
  await page.fill('[name=code]', totp(key))
  await page.click('form[action="/me/second-step"] button')
  await page.waitForURL(/done=second-step-on/)
  const other = await open({ scheme: 'dark' })
  await signIn(other.page, 'nico@example.org')
  assert.match(other.page.url(), /second-step/)
  await examine(other.page, 'second-step-dark')
  await other.page.fill('[name=code]', totp(key))
  await other.page.click('main button[type=submit]')
  assert.equal(await other.page.textContent('body'), 'Hello Nico')
  assert.deepEqual([...complaints, ...other.complaints], [])
  await other.context.close()
  await context.close()
})

const pages = ['/me', '/team', '/teams', '/tokens', '/audit', '/settings/organisation']
const looks: Look[] = [
  { language: 'en', scheme: 'light', width: 1440 },
  { language: 'es', scheme: 'dark', width: 1440 },
  { language: 'es', scheme: 'light', width: 390 },
  { language: 'en', scheme: 'dark', width: 390 },
]

for (const look of looks) {
  test(`every page is accessible: ${Object.values(look).join(' ')}`, async () => {
    const { page, context, complaints } = await open(look)
    const name = (path: string) => [path.replaceAll('/', '-').slice(1), ...Object.values(look)].join('-')
    await page.goto(`${address}/sign-in`)
    await examine(page, name('/sign-in'))
    await page.goto(`${address}/invitations/gone`)
    await examine(page, name('/dead-link'))
    await signIn(page, 'olga@example.org')
    await prepare(page, look)
    for (const path of pages) {
      await page.goto(address + path)
      await examine(page, name(path))
    }
    assert.deepEqual(complaints, [])
    await context.close()
  })
}

test('a set-up that names another address goes on there, and the organisation’s provider opens the door', async () => {
  const idp = await startIdentityProvider()
  idp.who = { sub: 'olga-there', email: 'olga@example.org', email_verified: true }
  const env = { OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret }
  const other = await testHouse({ before: mount, env })
  const served = serve({ fetch: other.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => served.once('listening', resolve))
  const { port } = served.address() as AddressInfo
  const { page, context, complaints } = await open({})
  await page.goto((await ensureSetupLink(other.core, `http://localhost:${port}`)) ?? '')
  await examine(page, 'set-up')
  const answers = { organisation: 'Café', name: 'Olga', email: 'olga@example.org', password }
  for (const [name, value] of Object.entries(answers)) await page.fill(`[name=${name}]`, value)
  await page.fill('[name=public_url]', `http://127.0.0.1:${port}`)
  await page.click('main button[type=submit]')
  await page.waitForURL(`http://127.0.0.1:${port}/sign-in`)
  await examine(page, 'sign-in-provider')
  await page.click('form[action="/sign-in/provider"] button')
  await page.waitForURL(`http://127.0.0.1:${port}/`)
  assert.equal(await page.textContent('body'), 'Hello Olga')
  assert.deepEqual(complaints, [])
  await context.close()
  served.close()
  await other.drop()
  await idp.close()
})

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', password)
  await page.click('form[action^="/sign-in?"] button')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Something to see on each page, and the language of the look. */
async function prepare(page: Page, { language = 'en', scheme = 'light' }: Look): Promise<void> {
  const headers = { cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') }
  const call = (method: string, path: string, body: object) =>
    house.call(method, path, body, { ...headers, origin: address })
  await call('PATCH', '/me', { language, scheme: 'system' })
  await call('POST', '/teams', { name: `Turno ${language} ${scheme}` })
  await call('POST', '/tokens', { name: 'Backup at night', scopes: ['read', 'backup'] })
  await call('POST', '/team/invitations', { email: `guest-${Date.now()}@example.org`, role: 'agent' })
}
