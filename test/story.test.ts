import { strict as assert } from 'node:assert'
import { after, afterEach, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { type House, openHouse } from './story/house.ts'
import { openPlaces, type Places } from './story/places.ts'
import { type Visitor, visit } from './story/visitor.ts'

// The newcomer's story, whole, as a person lives it: in Spanish, at a desk, from the set-up link to the second tab.

let house: House
let places: Places
let browser: Browser
let olga: Visitor
let page: Page

before(async () => {
  ;[house, places, browser] = await Promise.all([openHouse(), openPlaces(), launchBrowser()])
  olga = await visit(browser, { language: 'es' })
  page = olga.page
})
after(async () => {
  await browser?.close()
  await house?.stop()
  await places?.stop()
})

// Where a step failed, a picture says more than its message: SHOTS=folder.
let step = 0
afterEach(async () => {
  step += 1
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/story-${step}.png` })
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const link = (name: string | RegExp) => page.getByRole('link', { name })
const see = (text: string | RegExp) => page.getByText(text).first().waitFor()
const told = (text: string | RegExp) => page.locator('#toasts').getByText(text).waitFor()

test('the set-up link opens the house, after saying what is wrong with the answers', async () => {
  const setUp = await house.setUpLink()
  await page.goto(setUp)
  await olga.examine('set-up')
  assert.equal(await page.getByLabel('Dirección pública').inputValue(), house.address)
  await page.getByLabel('Organización').fill('Tostadero Alameda')
  await page.getByLabel('Tu nombre').fill('Olga Ríos')
  await page.getByLabel('Correo').fill('olga@example.org')
  await page.getByLabel('Contraseña').fill('corta')
  await page.locator('form').evaluate((form) => form.setAttribute('novalidate', ''))
  await button('Empezar').click()
  await see('Usa de 10 a 128 caracteres')
  await olga.examine('set-up, refused')
  assert.equal(await page.getByLabel('Tu nombre').inputValue(), 'Olga Ríos')
  await page.getByLabel('Contraseña').fill('una mesa redonda')
  await button('Empezar').click()
  await page.waitForURL('**/conversations')
  await page.goto(setUp)
  await see('La puesta en marcha ya está hecha')
  await olga.examine('set-up, done')
})

test('a wrong password opens nothing, the right one the inbox, which says how to begin', async () => {
  await olga.context.clearCookies()
  await page.goto(`${house.address}/conversations`)
  await page.getByLabel('Correo').fill('olga@example.org')
  await page.getByLabel('Contraseña').fill('otra mesa redonda')
  await button('Entrar').click()
  await see('El correo o la contraseña no son correctos')
  await olga.examine('sign-in, refused')
  await page.getByLabel('Contraseña').fill('una mesa redonda')
  await button('Entrar').click()
  await see('Aún no hay ventanas')
  await olga.examine('inbox, empty')
  await link('Añadir una ventana').click()
  await see('¿Dónde hablan tus clientes?')
  await olga.examine('networks')
})

test('a feed is tested, then connected, and its history comes in', async () => {
  await link(/^RSS|feed|Feed|Canal/i)
    .first()
    .click()
  await page.getByLabel('Dirección', { exact: true }).fill('http://127.0.0.1:1/nothing')
  await button('Probar').click()
  await see('No ha funcionado')
  await olga.examine('feed form, refused')
  await page.getByLabel('Dirección', { exact: true }).fill(places.feed.url)
  await button('Probar').click()
  await see('Encontramos La hora del café')
  await olga.examine('feed form, tested')
  await button('Conectar').click()
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/)
  // Nobody opens the page anew: the number comes by itself.
  await see('2 mensajes')
  await see('Escuchando')
  await olga.examine('window')
})

test('a Mastodon account is connected by signing in there', async () => {
  await page.goto(`${house.address}/channels/new/mastodon`)
  await page.getByLabel('Tu instancia').fill(places.mastodon.url)
  await button('Entrar en Mastodon').click()
  await page.getByLabel('Sign in as').selectOption('alameda')
  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/)
  await see('@alameda@')
  await see('3 mensajes')
})

test('WordPress and Bluesky are connected with their application passwords, a counter with a name', async () => {
  await connect('wordpress', {
    site: places.wordpress.url,
    username: 'rosa',
    applicationPassword: places.blog.settingsOf('rosa').applicationPassword,
  })
  await see('2 mensajes')
  await page.goto(`${house.address}/channels/new/bluesky`)
  await page.locator('summary').click()
  await fill({ handle: places.bluesky.accounts.tertulia.handle, appPassword: 'wrong', service: places.bluesky.pdsUrl })
  await button('Conectar').click()
  await see('No ha funcionado')
  await page
    .locator('details:not([open]) > summary')
    .click()
    .catch(() => {})
  await fill({ appPassword: await places.bluesky.accounts.tertulia.appPassword(), service: places.bluesky.pdsUrl })
  await button('Conectar').click()
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/)
  await see('1 mensaje')
  await connect('api', { name: 'Mostrador', webhook: places.counter.url })
  await see('Escuchando')
  await olga.examine('api window')
  await link('Ventanas').first().click()
  await see('Mostrador')
  await olga.examine('windows')
})

async function connect(network: string, settings: Record<string, string>): Promise<void> {
  await page.goto(`${house.address}/channels/new/${network}`)
  await fill(settings)
  await button('Conectar').click()
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/)
}

async function fill(settings: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await page.locator(`[name="s.${name}"]`).fill(value)
}

test('what is said now appears in the open list, and opens with its thread, its people and its network', async () => {
  await page.goto(`${house.address}/conversations`)
  await see('Ana María Ruiz')
  await olga.examine('inbox')
  places.mastodon.account('lucas').say('@alameda ¿Sigue habiendo cata el jueves?', { language: 'es' })
  await see('¿Sigue habiendo cata el jueves?')
  await link(/Ana María Ruiz y 1 más/).click()
  await see('me lo cambiaron sin preguntas')
  await page.locator('.pane--aside').getByText('Lucas Ferrer').first().waitFor()
  await olga.examine('conversation')
})

test('a reply is counted, kept as a draft, sent, and stands on the network', async () => {
  const text = 'Lucas, te enviamos hoy el café en grano. Perdona el error.'
  const box = page.getByLabel('Tu respuesta')
  await box.click()
  await box.press('End')
  await box.pressSequentially(text)
  await see('Borrador guardado')
  await page.reload()
  assert.match(await box.inputValue(), /Perdona el error\./)
  assert.match((await page.locator('.composer__count').textContent()) ?? '', /^\d+ de 500$/)
  await button('Enviar a Mastodon, público').click()
  await told('De camino a Mastodon')
  await see('Enviado como Tostadero Alameda')
  const said = places.mastodon.account('alameda').said()
  assert.equal(said.length, 1)
  assert.match(said[0]?.text ?? '', /^@ana@\S+ @lucas@\S+ Lucas, .*Perdona el error\.$/)
  assert.equal(
    await page.locator('.remark--us a', { hasText: 'Ver en Mastodon' }).first().getAttribute('href'),
    said[0]?.url,
  )
})
