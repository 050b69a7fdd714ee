import { strict as assert } from 'node:assert'
import { after, afterEach, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { type House, openHouse } from './story/house.ts'
import { openPlaces, type Places } from './story/places.ts'
import { until } from './story/times.ts'
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
  if (process.env.SHOTS && !page.isClosed()) await page.screenshot({ path: `${process.env.SHOTS}/story-${step}.png` })
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
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
  await page.getByLabel('Tu instancia', { exact: true }).fill(places.mastodon.url)
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
  await page.waitForURL(/\/channels$/)
  await see('Mostrador')
  await olga.examine('windows')
})

async function connect(network: string, settings: Record<string, string>): Promise<void> {
  await page.goto(`${house.address}/channels/new/${network}`)
  await fill(settings)
  await button('Conectar').click()
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/).catch(async (cause: unknown) => {
    throw new Error(`${network} was not connected; the page says: ${await page.locator('main').innerText()}`, { cause })
  })
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

test('whoever wants no waiting lets what they send leave at once', async () => {
  const here = page.url()
  await page.goto(`${house.address}/me`)
  await page.getByLabel('sale al momento').check()
  await button('Guardar').click()
  await see('Guardado.')
  await page.goto(here)
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

test('a text too long for the network is refused until it is split, and stands there as a thread', async () => {
  const box = page.getByLabel('Tu respuesta')
  await box.fill('El café se tuesta despacio y se muele al momento de enviarlo, siempre. '.repeat(12))
  await see(/Sobran/)
  const send = button('Enviar a Mastodon, público')
  assert.equal(await send.isDisabled(), true)
  await page.getByLabel('Enviar como hilo').check()
  await see('Saldrá como un hilo de 2 mensajes')
  await olga.examine('conversation, a thread')
  await send.click()
  await until('the thread stands there', () => places.mastodon.account('alameda').said().length === 3)
  const [, first, second] = places.mastodon.account('alameda').said()
  assert.equal(second?.inReplyToId, first?.id)
})

test('it is assigned, tagged, noted and closed, undone, put aside and left unread', async () => {
  await button('Asignar').click()
  await button('Me encargo').click()
  await told('Asignada')
  await page.locator('[popovertarget=more]').click()
  await page.getByLabel('Añadir una etiqueta').fill('molienda')
  await button('Etiquetar').click()
  await told('Etiqueta molienda puesta')
  await link('Nota para el equipo').click()
  await page.getByLabel('Nota para el equipo').fill('El molino 2 está descalibrado.')
  await button('Guardar la nota').click()
  await told('Anotado para el equipo')
  await see('Olga Ríos, al equipo')
  await button('Cerrar').click()
  await told('Cerrada')
  await button('Deshacer').click()
  await told('Abierta de nuevo')
  await button('Pausar').click()
  await button(/^Mañana por la mañana/).click()
  await told(/^En pausa hasta el/)
  await olga.examine('conversation, put aside')
  await page.locator('[popovertarget=more]').click()
  await button('Marcar sin leer').click()
  await told('Sin leer otra vez')
})

test('search understands who, where and when, and says what it does not know', async () => {
  const search = async (words: string) => {
    await page.getByRole('searchbox').fill(words)
    await page.getByRole('searchbox').press('Enter')
    await page.waitForURL((url) => url.searchParams.get('q') === words)
  }
  await search('cambiaron from:ana channel:tostadero')
  await link(/Ana María Ruiz y 1 más/).waitFor()
  await olga.examine('search')
  await search('congelar')
  await link(/lucas/).waitFor()
  await search('molido before:2001-01-01')
  await see('No hay nada')
  await search('from:nadie')
  await see('Nadie que conozcamos')
})

test('a second tab sees what happens in the first, and at the counter', async () => {
  await page.goto(`${house.address}/conversations?view=open`)
  const second = await olga.context.newPage()
  await second.goto(`${house.address}/conversations?view=open`)
  const { channels } = await house.ask('GET', '/channels')
  const counter = JSON.stringify(channels).match(/"id":"([^"]+)","network":"api"/)?.[1]
  const carmen = { id: '600111222', name: 'Carmen Sanz' }
  const call = { id: 'call-1', author: carmen, text: '¿Me llamáis por la tarde?' }
  await house.ask('POST', `/channels/${counter}/messages`, { messages: [call] })
  for (const tab of [page, second]) await tab.getByText('¿Me llamáis por la tarde?').first().waitFor()
  await link(/Carmen Sanz/).click()
  await page.getByLabel('Tu respuesta').fill('Carmen, te llamamos a las cinco.')
  await button('Enviar y cerrar').click()
  await until('the counter heard it', () => places.counter.heard.includes('Carmen, te llamamos a las cinco.'))
  await second.getByRole('link', { name: /Carmen Sanz/ }).waitFor({ state: 'detached' })
  await second.close()
})

test('Bluesky and the blog are answered from the same place', async () => {
  await page.goto(`${house.address}/conversations?q=Huila`)
  await link(/Huila/).click()
  await page.getByLabel('Tu respuesta').fill('It is, in October.')
  await button('Enviar a Bluesky, público').click()
  const { tertulia } = places.bluesky.accounts
  await until('it stands on Bluesky', async () =>
    (await tertulia.said()).some(({ value }) => value.text === 'It is, in October.'),
  )
  await page.goto(`${house.address}/conversations?q=congelo`)
  await link(/congelo/).click()
  await page.getByLabel('Tu respuesta').fill('Bien cerrado, aguanta un mes.')
  await button('Enviar a WordPress, público').click()
  await until('it stands on the blog', async () => (await places.blog.standing('Bien cerrado, aguanta un mes.')) === 1)
  assert.equal(await places.blog.standing('Bien cerrado, aguanta un mes.'), 1)
})

test('no page broke its policy or a script', async () => {
  await olga.leave()
})
