import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { CDPSession, Page } from 'playwright-core'
import { launchBrowser } from '../../test/browser.ts'
import { testUsers } from '../../test/cast.ts'
import { examine } from '../../test/examine.ts'
import { securityHeaders } from '../core/headers.ts'
import { createLog } from '../core/log.ts'
import { onError } from '../core/problem.ts'
import { serveAssets } from '../ui/assets.ts'
import { cookiesOf, testHouse, withPassword } from './access.test-kit.ts'

const house = await testHouse({
  before: (app) => app.get('/assets/*', serveAssets()).use(securityHeaders),
  onError: onError(createLog('silent'), async (c, { words }) => c.var.t.words(words)),
})
const server = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' })
await new Promise((resolve) => server.once('listening', resolve))
const { port } = server.address() as AddressInfo
const address = `http://localhost:${port}`
const cast = await testUsers(house.core)
await house.core.db.updateTable('organisation').set({ public_url: address }).execute()
house.access.organisationChanged()
const password = 'una mesa redonda'
await withPassword(house, cast.marta, password)
const browser = await launchBrowser()
after(async () => {
  await browser.close()
  server.close()
  await house.drop()
})

interface Look {
  language?: 'en' | 'es'
  scheme?: 'light' | 'dark'
  width?: number
  script?: boolean
}

/** A browser whose machine has a fingerprint reader; https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
async function open({ language = 'en', scheme = 'light', width = 1440, script = true }: Look = {}) {
  const context = await browser.newContext({
    locale: language,
    colorScheme: scheme,
    viewport: { width, height: 900 },
    javaScriptEnabled: script,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && complaints.push(message.text()))
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  return { page, context, cdp, complaints }
}

const reader = (cdp: CDPSession, verified = true) =>
  cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verified,
      automaticPresenceSimulation: true,
    },
  })

async function signIn(page: Page): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.fill('[name=email]', 'marta@example.org')
  await page.fill('[name=password]', password)
  await page.click('form[action^="/sign-in?"] button')
  await page.waitForURL(`${address}/`)
}

async function add(page: Page, name: string): Promise<void> {
  await page.goto(`${address}/me`)
  await page.fill('#passkey-new', name)
  await page.click('t-passkey button')
  await page.waitForURL(/done=passkey-added/)
}

const said = async (page: Page): Promise<string> =>
  (await (await page.waitForSelector('[data-said]:not(:empty)')).textContent()) ?? ''

test('without script, or at another address than the public one, none is offered', async () => {
  const bare = await open({ script: false })
  await bare.page.goto(`${address}/sign-in`)
  assert.equal(await bare.page.isVisible('t-passkey'), false)
  await bare.context.close()
  const elsewhere = await open()
  await elsewhere.page.goto(`http://127.0.0.1:${port}/sign-in`)
  await elsewhere.page.waitForSelector('t-passkey:defined', { state: 'attached' })
  assert.equal(await elsewhere.page.isVisible('t-passkey'), false)
  await elsewhere.context.close()
})

test('a machine without a fingerprint, face or PIN makes none, and says so in place', async () => {
  const { page, context, cdp } = await open()
  await reader(cdp, false)
  await signIn(page)
  await page.goto(`${address}/me`)
  await page.click('t-passkey button')
  assert.match(await said(page), /Nothing was done/)
  assert.deepEqual(await house.core.db.selectFrom('passkeys').select('id').execute(), [])
  await context.close()
})

test('made, used at the door, renamed and removed', async () => {
  const { page, context, cdp, complaints } = await open()
  const { authenticatorId } = await reader(cdp)
  await signIn(page)
  await page.goto(`${address}/me`)
  assert.match(await page.inputValue('#passkey-new'), /on Linux|Passkey/)
  await add(page, 'Reception')
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
  assert.deepEqual(
    credentials.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential]),
    [['localhost', true]],
  )
  await page.click('t-passkey button')
  assert.match(await said(page), /has a passkey for you already/)

  await page.evaluate("fetch('/sign-out', { method: 'POST' })")
  // Nobody touches the reader while the names are proposed; then the button is pressed.
  await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false })
  await page.goto(`${address}/sign-in?back=/me`)
  assert.equal(await page.getAttribute('[name=email]', 'autocomplete'), 'username webauthn')
  await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true })
  await page.click('t-passkey button')
  await page.waitForURL(`${address}/me`)

  await page.fill('form[action^="/me/passkeys/"] [name=name]', 'Front desk')
  await page.click('form[action^="/me/passkeys/"] button')
  await page.waitForURL(/done=passkey-renamed/)
  assert.match((await page.textContent('#passkeys')) ?? '', /Name of Front desk/)
  await page.click('#passkeys button:has-text("Remove")')
  await page.waitForURL(/done=passkey-removed/)
  assert.equal(await page.isVisible('#passkeys ul'), false)
  assert.deepEqual(complaints, [])
  await context.close()
})

test('the browser proposes it among the names at the door, and what was removed opens nothing', async () => {
  const { page, context, cdp } = await open()
  await reader(cdp)
  await signIn(page)
  await add(page, 'Reception')
  await context.clearCookies()
  // The machine answers at once, as if the person had chosen the name.
  await page.goto(`${address}/sign-in?back=/me`)
  await page.waitForURL(`${address}/me`)
  await house.core.db.deleteFrom('passkeys').execute()
  await context.clearCookies()
  await page.goto(`${address}/sign-in`)
  assert.match(await said(page), /This passkey is not known here/)
  await context.close()
})

test('what a device signs for another origin of the same name opens nothing', async () => {
  const other = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => other.once('listening', resolve))
  const { page, context, cdp } = await open()
  await reader(cdp)
  await signIn(page)
  await add(page, 'Reception')
  const asked = await house.call('POST', '/sign-in/passkey/challenge', {}, { origin: address })
  const headers = { origin: address, cookie: cookiesOf(asked) }
  await page.goto(`http://localhost:${(other.address() as AddressInfo).port}/sign-in`)
  const answer = await page.evaluate(`navigator.credentials
    .get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(${await asked.text()}) })
    .then((credential) => credential.toJSON())`)
  const refused = await house.call('POST', '/sign-in/passkey', { answer }, headers)
  assert.deepEqual([refused.status, (await refused.json()).type], [401, 'urn:tertulia:access.passkey-refused'])
  await house.core.db.deleteFrom('passkeys').execute()
  await context.close()
  other.close()
})

test('a copied device gives itself away', async () => {
  const { page, context, cdp } = await open()
  await reader(cdp)
  await signIn(page)
  await add(page, 'Reception')
  await house.core.db.updateTable('passkeys').set({ counter: 1000 }).execute()
  await context.clearCookies()
  await page.goto(`${address}/sign-in`)
  assert.match(await said(page), /could not be checked/)
  await house.core.db.deleteFrom('passkeys').execute()
  await context.close()
})

const looks: Required<Pick<Look, 'language' | 'scheme' | 'width'>>[] = [
  { language: 'en', scheme: 'light', width: 1440 },
  { language: 'es', scheme: 'dark', width: 1440 },
  { language: 'es', scheme: 'light', width: 390 },
  { language: 'en', scheme: 'dark', width: 390 },
]

for (const look of looks) {
  test(`the pages with passkeys are accessible: ${Object.values(look).join(' ')}`, async () => {
    const name = (page: string) => ['passkeys', page, ...Object.values(look)].join('-')
    const { page, context, cdp, complaints } = await open(look)
    await house.core.db.updateTable('users').set({ language: look.language }).execute()
    const { authenticatorId } = await reader(cdp)
    await page.goto(`${address}/sign-in`)
    await page.waitForSelector('t-passkey button')
    await examine(page, name('door'))
    await signIn(page)
    await add(page, look.language === 'es' ? 'Portátil de la recepción' : 'Laptop at reception')
    await examine(page, name('me'))
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await page.click('t-passkey button')
    await said(page)
    await examine(page, name('refused'))
    await house.core.db
      .updateTable('sessions')
      .set({ proved_at: new Date(0) })
      .execute()
    await house.core.db.updateTable('passkeys').set({ host: 'old.example.org' }).execute()
    await page.goto(`${address}/me#passkeys`)
    await examine(page, name('me-later'))
    assert.deepEqual(complaints, [])
    await house.core.db.deleteFrom('passkeys').execute()
    await context.close()
  })
}
