import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { someChannel } from '../../test/channel.ts'
import { deskOf, nameOf } from '../../test/desk.ts'
import { examine } from '../../test/examine.ts'
import { rosa } from '../../test/talk.ts'
import { createQuery } from './save.ts'
import { createWorld } from './world.test-kit.ts'

const said = [
  'Otra avería en la línea 3: llevo 40 minutos en el andén y nadie dice nada',
  'Gracias al chico de la estación, me ayudó con la avería del torno. Un diez',
  'La avería de la línea 3 me ha costado la entrevista. Indignante.',
  '¿Sabéis cuándo arreglan la avería de la línea 3?',
  'Hoy la línea 3 va como la seda',
  'Avería, avería, avería… y la app de la línea 3 sin avisar #linea3',
]

const { world, db, cast, open } = await deskOf(await createWorld({ PUBLIC_URL: '' }))
const train = await db.transaction().execute(async (tx) => {
  await createQuery(tx, { name: 'El rival', text: 'bus OR autobús', group: 'Rivales' }, cast.marta)
  return createQuery(tx, { name: 'Averías de la línea 3', text: 'avería "línea 3"', group: 'Nosotros' }, cast.marta)
})
const channel = await someChannel(db)
for (const [at, text] of [...said, ...said].entries()) {
  const saidAt = new Date(Date.now() - (1 + at * 37) * 3_600_000)
  const more = at % 3 === 1 ? { author: rosa } : {}
  await world.hear(channel, { externalId: `n${at}`, body: { text }, saidAt, ...more })
}
const overheard = { concernsUs: false, author: rosa, saidAt: new Date() }
await world.hear(channel, { externalId: 'far', body: { text: 'Avería en la línea 3, dicen' }, ...overheard })
await world.hear(channel, { externalId: 'bus', body: { text: 'El autobús llegó puntual' }, saidAt: new Date() })
const moods = sql`(array[-1, -1, 0, 1])[1 + (extract(epoch from said_at)::bigint / 3600 % 4)]`
await sql`update mentions set mood = ${moods}`.execute(db)

const looks = [
  { language: 'en', scheme: 'light', width: 1440 },
  { language: 'es', scheme: 'dark', width: 390 },
] as const

for (const look of looks) {
  const { width } = look
  const at = nameOf(look)

  test(`the pages of listening are without barriers (${at})`, async () => {
    await using page = await open('marta', '/listening', look)
    await examine(page, `list-${at}`)
    await page.goto(`/listening/queries/${train}`)
    assert.ok((await page.locator('mark').count()) > 3)
    await examine(page, `mentions-${at}`)
    await page.goto(`/listening/queries/${train}/figures`)
    await page.locator('.chart__data summary').first().click()
    await examine(page, `figures-${at}`)
    await page.goto('/listening/share')
    await examine(page, `share-${at}`)
    await page.goto(`/listening/queries/${train}/text`)
    // In the second look the first one's alert is there: a number of its own says that this one has come.
    const times = String(width % 1000)
    await page.fill('#alerts [name=times]', times)
    await page.locator('#alerts form button:visible').last().click()
    await page.locator('#alerts tbody tr', { hasText: times }).waitFor()
    await examine(page, `text-${at}`)
    await page.goto('/listening/new')
    await page.locator('.boxes summary').click()
    await page.fill('[name="box.all"]', 'avería')
    await page.fill('[name="box.any"]', 'línea 3, tren')
    await page.locator('button[value=build]').click()
    await page.locator('[name=text]', { hasText: 'averia' }).waitFor()
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
  })
}

test('a new mention appears by itself while its page is open', async () => {
  await using page = await open('marta', `/listening/queries/${train}`, looks[0])
  const rows = page.locator(`#mentions-${train} > .row`)
  const before = await rows.count()
  await page.waitForTimeout(500)
  await world.hear(channel, { externalId: 'live', body: { text: 'Nueva avería en la línea 3' }, saidAt: new Date() })
  await page.getByText('Nueva', { exact: false }).first().waitFor({ timeout: 15_000 })
  assert.equal(await rows.count(), before + 1)
  assert.match((await rows.first().textContent()) ?? '', /Nueva avería/)
})

test('a mention is taken up and let go again, and the page stays where it was', async () => {
  await using page = await open('marta', `/listening/queries/${train}`, looks[0])
  await page.getByRole('button', { name: 'Take it up' }).click()
  await page.getByText('It waits for us now').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Take it up' }).count(), 0)
  await page.locator('.toast button[data-key=z]').click()
  await page.getByRole('button', { name: 'Take it up' }).waitFor()
  assert.ok(page.url().endsWith(`/listening/queries/${train}`))
})

test('without script a query is written, mended and saved', async () => {
  await using page = await open('marta', '/listening/new', { ...looks[0], script: false })
  await page.fill('[name=name]', 'Sin guion')
  await page.fill('[name=text]', '(tren')
  await page.locator('button[value=save]:visible').click()
  await page.locator('button[value^=mend]').first().click()
  assert.notEqual(await page.inputValue('[name=text]'), '(tren')
  await page.locator('button[value=save]:visible').click()
  await page.getByRole('heading', { name: 'Sin guion' }).waitFor()
  assert.match((await page.locator('.toast').textContent()) ?? '', /saved/)
})
