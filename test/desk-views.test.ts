import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../src/lib/ids.ts'
import { startDesk } from './desk.ts'
import { violations } from './examine.ts'
import { said, someConversation } from './talk.ts'

// From one conversation to the next, and lists kept under a name, by keys alone; in a real browser.

const desk = await startDesk()
const page = await desk.open('marta', '/conversations')

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const waits = async (id: string, minutes: number) =>
  (await someConversation(desk.db, said(id, { saidAt: ago(minutes) }))).id

async function open(path: string): Promise<void> {
  await page.goto(path)
  await page.locator('html.scripted').waitFor()
}

test('one key leads from wherever one is to the next, and to the one after that', async () => {
  const [first, second] = [await waits('first', 20), await waits('second', 10)]
  await open('/conversations?view=open')
  await page.keyboard.press('n')
  await page.waitForURL(`**/conversations/${first}?view=open`)
  await page.locator(`#conversation-${first} [aria-current]`).waitFor()
  await page.keyboard.press('n')
  await page.waitForURL(`**/conversations/${second}?view=open`)
  await page.locator(`#conversation-${second} [aria-current]`).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('heading', { name: 'You have been through them all' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await open('/me')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('next that')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Go through them again' }).click()
  await page.waitForURL(`**/conversations/${first}`)
})

test('what is shown is kept under a name, and its number follows what happens', async () => {
  const keep = async () => {
    await open('/conversations?view=open&order=latest')
    await page.keyboard.press('v')
    await page.getByLabel('Name').fill('Open ones')
    await page.keyboard.press('Enter')
    await page.locator('.saved-views__one[aria-current]').waitFor()
  }
  await keep()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('status').getByText('Saved as “Open ones”.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('.saved-views__one').waitFor({ state: 'detached' })
  await keep()
  const count = (number: string) => page.locator('[data-saved-count]', { hasText: new RegExp(`^${number}$`) })
  await count('2').waitFor()
  await waits('third', 1)
  await count('3').waitFor({ timeout: 15_000 })
})

test('every choice of the menu of readings stands within it, however many topics there are', async () => {
  const topics = Array.from({ length: 16 }, (_, at) => ({ id: newId(), name: `Tema ${at + 1}` }))
  await desk.db.insertInto('topics').values(topics).execute()
  await open('/conversations')
  await page.locator('[popovertarget=inbox-readings]').click()
  const menu = page.locator('#inbox-readings')
  await menu.getByRole('link', { name: 'Tema 16', exact: true }).waitFor()
  const outside = await menu.evaluate((one) => {
    const { left, right } = one.getBoundingClientRect()
    const boxes = [...one.querySelectorAll('a')].map((link) => link.getBoundingClientRect())
    return boxes.filter((box) => box.left < left || box.right > right).length
  })
  assert.equal(outside, 0)
})
