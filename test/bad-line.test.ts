import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { findDraft } from '../src/conversations/draft.ts'
import { startDesk } from './desk.ts'

// What is written stays as it is written, and what is sent goes, also on a bad line.

const { world, db, cast, address, open, talk } = await startDesk()

const kept = async (id: string) => (await findDraft(db, id))?.text
const says = (page: Page, text: string) =>
  page.waitForFunction((wanted) => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === wanted, text)
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const went = async (id: string) => {
  const rows = await db
    .selectFrom('replies')
    .select('text')
    .where('conversation_id', '=', id)
    .orderBy('written_at')
    .execute()
  return rows.map((row) => row.text)
}

async function until(what: () => Promise<boolean>, message: () => Promise<string>): Promise<void> {
  for (let tries = 0; !(await what()); tries++) {
    if (tries === 100) assert.fail(await message())
    await wait(50)
  }
}
const isKept = (id: string, text: string) =>
  until(
    async () => (await kept(id)) === text,
    async () => `kept: ${await kept(id)}`,
  )

test('an answer that is slow, or lost, does not make one’s own words a colleague’s', async () => {
  const { id } = await talk()
  await using page = await open('marta', `/conversations/${id}`)
  let line: 'slow' | 'lost' | 'down' | 'good' = 'slow'
  await page.route('**/draft', async (route) => {
    const now = line
    if (route.request().method() !== 'PUT' || now === 'good') return route.continue()
    if (now === 'down') return route.abort()
    const { headers } = cast.marta
    const type = (await route.request().headerValue('content-type')) ?? ''
    const sent = {
      method: 'PUT',
      headers: { ...headers, accept: 'application/json', 'content-type': type, origin: address },
      body: route.request().postData(),
    }
    const answer = await world.app.fetch(new Request(route.request().url(), sent))
    if (now === 'lost') return route.abort()
    await wait(1_500)
    await route.fulfill({ status: answer.status, contentType: 'application/json', body: await answer.text() })
  })
  const box = page.locator('#reply-text')
  await box.pressSequentially('Hello wor')
  await isKept(id, 'Hello wor')
  await box.pressSequentially('ld, de')
  await wait(1_000)
  await box.pressSequentially('ar')
  await isKept(id, 'Hello world, dear')
  await page.getByText('Draft saved').waitFor()

  line = 'lost'
  await box.pressSequentially(' Luc')
  await isKept(id, 'Hello world, dear Luc')
  await page.getByText('Draft not saved').waitFor()
  line = 'down'
  await box.pressSequentially('as. Man')
  await wait(1_000)
  line = 'good'
  await box.pressSequentially('y')
  await isKept(id, 'Hello world, dear Lucas. Many')
  await says(page, 'Hello world, dear Lucas. Many')

  // And where the page was loaded anew before it was known.
  line = 'lost'
  await box.pressSequentially(' tha')
  await isKept(id, 'Hello world, dear Lucas. Many tha')
  line = 'down'
  await box.pressSequentially('nks')
  await wait(1_000)
  await page.reload()
  await says(page, 'Hello world, dear Lucas. Many thanks')
  line = 'good'
  await box.press('Control+End')
  await box.pressSequentially('!')
  await isKept(id, 'Hello world, dear Lucas. Many thanks!')
  await says(page, 'Hello world, dear Lucas. Many thanks!')
})

test('what is written while a reply is on its way is the next reply, and it goes', async () => {
  const { id } = await talk()
  await using hers = await open('marta', `/conversations/${id}`)
  await using his = await open('nico', `/conversations/${id}`)
  await his.locator(`#here-${id}`).getByText('Marta').waitFor()
  await hers.route('**/replies', async (route) => {
    await wait(1_200)
    await route.continue()
  })
  const box = hers.locator('#reply-text')
  await box.fill('Hola, Lucas.')
  await says(his, 'Hola, Lucas.')
  await hers.locator('[data-send]').click()
  await box.press('Control+End')
  await box.pressSequentially(' Y otra cosa.')
  await hers.locator('.talk').getByText('Hola, Lucas.').waitFor()
  await says(hers, 'Y otra cosa.')
  await says(his, 'Y otra cosa.')
  await hers.unroute('**/replies')
  await hers.locator('[data-send]').click()
  await hers.locator('.talk').getByText('Y otra cosa.').waitFor()
  assert.deepEqual(await went(id), ['Hola, Lucas.', 'Y otra cosa.'])

  // One after the other, without waiting for the page.
  await hers.route('**/conversations/*', async (route) => {
    if (route.request().method() === 'GET') await wait(800)
    await route.continue()
  })
  await box.fill('Tercera')
  const answered = hers.waitForResponse((response) => response.url().endsWith('/replies'))
  await hers.locator('[data-send]').click()
  await answered
  await hers.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === '')
  await box.fill('Cuarta')
  await hers.locator('.talk').getByText('Tercera').waitFor()
  await hers.locator('[data-send]').click()
  await hers.locator('.talk').getByText('Cuarta').waitFor()
  assert.deepEqual((await went(id)).slice(2), ['Tercera', 'Cuarta'])
})
