import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { axePath, launchBrowser } from '../../test/browser.ts'
import { someChannel } from '../../test/channel.ts'
import { rosa, type TestChannel } from '../../test/talk.ts'
import { createQuery } from './save.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
let browser: Browser
let channel: TestChannel
let address: string
let server: ReturnType<typeof serve>
let train: string

const said = [
  'Otra avería en la línea 3: llevo 40 minutos en el andén y nadie dice nada',
  'Gracias al chico de la estación, me ayudó con la avería del torno. Un diez',
  'La avería de la línea 3 me ha costado la entrevista. Indignante.',
  '¿Sabéis cuándo arreglan la avería de la línea 3?',
  'Hoy la línea 3 va como la seda',
  'Avería, avería, avería… y la app de la línea 3 sin avisar #linea3',
]

before(async () => {
  world = await createWorld({ PUBLIC_URL: '' })
  const { core } = world.app
  server = serve({ fetch: world.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  address = `http://localhost:${(server.address() as AddressInfo).port}`
  await core.db.updateTable('organisation').set({ public_url: address }).execute()
  const { marta } = world.cast
  train = await core.db.transaction().execute(async (tx) => {
    await createQuery(tx, { name: 'El rival', text: 'bus OR autobús', group: 'Rivales' }, marta)
    return createQuery(tx, { name: 'Averías de la línea 3', text: 'avería "línea 3"', group: 'Nosotros' }, marta)
  })
  channel = await someChannel(core.db)
  for (const [at, text] of [...said, ...said].entries()) {
    const saidAt = new Date(Date.now() - (1 + at * 37) * 3_600_000)
    const more = at % 3 === 1 ? { author: rosa } : {}
    await world.hear(channel, { externalId: `n${at}`, body: { text }, saidAt, ...more })
  }
  const overheard = { concernsUs: false, author: rosa, saidAt: new Date() }
  await world.hear(channel, { externalId: 'far', body: { text: 'Avería en la línea 3, dicen' }, ...overheard })
  await world.hear(channel, { externalId: 'bus', body: { text: 'El autobús llegó puntual' }, saidAt: new Date() })
  const moods = sql`(array[-1, -1, 0, 1])[1 + (extract(epoch from said_at)::bigint / 3600 % 4)]`
  await sql`update mentions set mood = ${moods}`.execute(core.db)
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  server.close()
  await world.drop()
})

const axe = readFileSync(axePath, 'utf8')
const shots = process.env.SHOTS

const looks = [
  { language: 'en', scheme: 'light', width: 1440 },
  { language: 'es', scheme: 'dark', width: 390 },
] as const

async function open({ language, scheme, width }: (typeof looks)[number], script = true): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: 900 },
    javaScriptEnabled: script,
  })
  const { marta } = world.cast
  await world.app.core.db.updateTable('users').set({ language }).where('id', '=', marta.id).execute()
  const [name = '', value = ''] = marta.headers.cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: address }])
  return context.newPage()
}

async function examine(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  await page.evaluate(axe)
  const violations = await page.evaluate(
    'axe.run(document).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")))',
  )
  assert.deepEqual(violations, [], name)
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  assert.ok(Number(overflow) <= 0, `${name} is wider than its window`)
}

for (const look of looks) {
  const at = `${look.language}-${look.scheme}-${look.width}`

  test(`the pages of listening are without barriers (${at})`, async () => {
    const page = await open(look)
    await page.goto(`${address}/listening`)
    await examine(page, `list-${at}`)
    await page.goto(`${address}/listening/queries/${train}`)
    assert.ok((await page.locator('mark').count()) > 3)
    await examine(page, `mentions-${at}`)
    await page.goto(`${address}/listening/queries/${train}/figures`)
    await page.locator('.chart__data summary').first().click()
    await examine(page, `figures-${at}`)
    await page.goto(`${address}/listening/share`)
    await examine(page, `share-${at}`)
    await page.goto(`${address}/listening/queries/${train}/text`)
    await page.locator('#alerts form button:visible').last().click()
    await page.locator('#alerts table').waitFor()
    await examine(page, `text-${at}`)
    await page.goto(`${address}/listening/new`)
    await page.locator('.boxes summary').click()
    await page.fill('[name="box.all"]', 'avería')
    await page.fill('[name="box.any"]', 'línea 3, tren')
    await page.locator('button[value=build]').click()
    assert.match(await page.inputValue('[name=text]'), /averia/)
    await page.locator('.boxes summary').click()
    await examine(page, `boxes-${at}`)
    await page.fill('[name=name]', 'Prueba')
    await page.fill('[name=text]', '(avería AND "línea 3')
    await page.locator('button[value=save]:visible').click()
    await page.locator('.notice--error').first().waitFor()
    await examine(page, `mistakes-${at}`)
    await page.fill('[name=text]', 'avería "línea 3" NOT gracias')
    await page.locator('button[value=preview]').click()
    await page.locator('#preview').waitFor()
    await examine(page, `preview-${at}`)
    await page.context().close()
  })
}

test('a new mention appears by itself while its page is open', async () => {
  const page = await open(looks[0])
  await page.goto(`${address}/listening/queries/${train}`)
  const rows = page.locator(`#mentions-${train} > .row`)
  const before = await rows.count()
  await page.waitForTimeout(500)
  await world.hear(channel, { externalId: 'live', body: { text: 'Nueva avería en la línea 3' }, saidAt: new Date() })
  await page.getByText('Nueva', { exact: false }).first().waitFor({ timeout: 15_000 })
  assert.equal(await rows.count(), before + 1)
  assert.match((await rows.first().textContent()) ?? '', /Nueva avería/)
  await page.context().close()
})

test('a mention is taken up and let go again, and the page stays where it was', async () => {
  const page = await open(looks[0])
  await page.goto(`${address}/listening/queries/${train}`)
  await page.getByRole('button', { name: 'Take it up' }).click()
  await page.getByText('It waits for us now').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Take it up' }).count(), 0)
  await page.locator('.toast button[data-key=z]').click()
  await page.getByRole('button', { name: 'Take it up' }).waitFor()
  assert.ok(page.url().endsWith(`/listening/queries/${train}`))
  await page.context().close()
})

test('without script a query is written, mended and saved', async () => {
  const page = await open(looks[0], false)
  await page.goto(`${address}/listening/new`)
  await page.fill('[name=name]', 'Sin guion')
  await page.fill('[name=text]', '(tren')
  await page.locator('button[value=save]:visible').click()
  await page.locator('button[value^=mend]').first().click()
  assert.notEqual(await page.inputValue('[name=text]'), '(tren')
  await page.locator('button[value=save]:visible').click()
  await page.getByRole('heading', { name: 'Sin guion' }).waitFor()
  assert.match((await page.locator('.toast').textContent()) ?? '', /saved/)
  await page.context().close()
})
