import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { workBulk } from '../src/conversations/bulk/work.ts'
import { startDesk } from './desk.ts'
import { violations } from './examine.ts'
import { heard, said, someConversation, type TestChannel } from './talk.ts'

// Several conversations are chosen and done with, by keys, by the pointer and without script; in a real browser.

const desk = await startDesk()
const { db } = desk
const page = await desk.open('marta', '/conversations')

/** A window with so many conversations, the first of them the newest. */
async function several(count: number): Promise<{ channel: TestChannel; ids: string[] }> {
  const { channel } = await someConversation(db, said('c0', { saidAt: new Date() }))
  const more = Array.from({ length: count - 1 }, (_, at) =>
    said(`c${at + 1}`, { saidAt: new Date(Date.now() - (at + 1) * 60_000) }),
  )
  await heard(db, channel, ...more)
  const { rows } = await sql<{ id: string }>`
    select id from conversations where channel_id = ${channel.id} order by last_at desc`.execute(db)
  return { channel, ids: rows.map(({ id }) => id) }
}

const stateOf = async (ids: readonly string[]) => {
  const { rows } = await sql<{ state: string }>`
    select state from unnest(${[...ids]}::uuid[]) with ordinality as given (id, at)
    join conversations c on c.id = given.id order by at`.execute(db)
  return rows.map(({ state }) => state)
}

async function open(path: string): Promise<void> {
  await page.goto(path)
  await page.locator('html.scripted').waitFor()
}

const row = (id: string | undefined) => page.locator(`#conversation-${id}`)
const chosen = (count: number) => page.locator('.bulk:visible [data-bulk-count]', { hasText: `${count} chosen` })

test('by keys alone: chosen, a range, closed, and as before', async () => {
  const { channel, ids } = await several(5)
  await open(`/conversations?view=open&channel=${channel.id}`)
  assert.equal(await page.locator('.bulk').isVisible(), false)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await chosen(1).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await chosen(3).waitFor()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    assert.deepEqual(await violations(page), [], scheme)
  }
  await page.keyboard.press('e')
  await row(ids[0]).waitFor({ state: 'detached' })
  await page.getByRole('status').getByText('3 closed.').waitFor()
  assert.deepEqual(await stateOf(ids), ['closed', 'closed', 'closed', 'open', 'open'])
  assert.equal(await page.locator('.bulk').isVisible(), false)
  await page.keyboard.press('z')
  await row(ids[0]).waitFor()
  await page.getByRole('status').getByText('Undone: 3 are as they were.').waitFor()
  assert.deepEqual(await stateOf(ids), ['open', 'open', 'open', 'open', 'open'])
})

test('by the pointer: a box, a range with Shift; what is chosen stays so when a row changes or another page stands beside', async () => {
  const { channel, ids } = await several(4)
  await open(`/conversations?view=open&channel=${channel.id}`)
  await row(ids[0]).hover()
  await row(ids[0]).locator('.row__choose').click()
  await row(ids[2])
    .locator('.row__choose')
    .click({ modifiers: ['Shift'] })
  await chosen(3).waitFor()
  await row(ids[3]).locator('.row__link').click()
  await page.locator(`#conversation-${ids[3]} [aria-current]`).waitFor()
  await chosen(3).waitFor()
  await page.getByRole('button', { name: 'Give to…' }).click()
  await page.locator('#bulk-assign').getByRole('button', { name: 'Nico' }).click()
  await page.getByRole('status').getByText('3 given to Nico.').waitFor()
  await row(ids[1]).getByText('Nico').waitFor()
  await row(ids[1]).locator('.row__choose').click()
  await chosen(1).waitFor()
  await page.keyboard.press('Escape')
  await chosen(1).waitFor({ state: 'hidden' })
})

test('all of a list, further pages too: under way, live, done, and undone', async () => {
  const { channel, ids } = await several(120)
  await open(`/conversations?view=open&channel=${channel.id}`)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByLabel('All 120 of this list').check()
  await page.keyboard.press('e')
  const strip = page.locator('.bulk-strip')
  await strip.getByText('0 of 120').waitFor()
  assert.deepEqual(await violations(page), [])
  const [run] = await db.selectFrom('bulk_runs').select('id').orderBy('id', 'desc').limit(1).execute()
  const goOn = () => workBulk(db, run?.id ?? '', () => new Date())
  await goOn()
  await strip.getByText('120 closed.').waitFor()
  await page.getByText('Nothing is open').or(page.getByText('Nothing found')).first().waitFor()
  await strip.getByRole('button', { name: 'Undo' }).click()
  await page.waitForURL(`**/bulk/${run?.id}`)
  await goOn()
  await page.getByText('Undone: 120 are as they were.').first().waitFor()
  assert.equal((await stateOf(ids)).filter((state) => state === 'open').length, 120)
})

test('spam by a key, out of the list, in its own, and back', async () => {
  const { channel, ids } = await several(1)
  await open(`/conversations/${ids[0]}?view=open&channel=${channel.id}`)
  await page.keyboard.press('!')
  await page.locator('[data-spam]').waitFor()
  assert.deepEqual(await violations(page), [])
  await row(ids[0]).waitFor({ state: 'detached' })
  await open('/conversations?view=spam')
  await row(ids[0]).getByText('Spam').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await chosen(1).waitFor()
  await page.keyboard.press('!')
  await row(ids[0]).waitFor({ state: 'detached' })
  assert.deepEqual(await stateOf(ids), ['open'])
})

test('without script boxes and buttons of one form do the same; on a phone the bar covers no row', async () => {
  const { channel, ids } = await several(2)
  const phone = { script: false, width: 390, height: 844, touch: true }
  await using tab = await desk.open('marta', `/conversations?view=open&channel=${channel.id}`, phone)
  const boxes = tab.locator('.row__choose')
  const [body, bar] = [await tab.locator('#inbox-scroll').boundingBox(), await tab.locator('.bulk').boundingBox()]
  assert.ok(body && bar && body.y + body.height <= bar.y + 1 && bar.y + bar.height <= 844)
  await boxes.first().check()
  await tab.getByRole('button', { name: 'Close' }).click()
  await tab.getByText('1 closed.').waitFor()
  assert.deepEqual(await stateOf(ids), ['closed', 'open'])
})
