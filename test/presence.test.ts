import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { startDesk } from './desk.ts'
import { said, someConversation } from './talk.ts'

// Two of us at one conversation, each in a browser of their own.

const { db, person } = await startDesk()

async function tab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(path)
  return page
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const talk = () => someConversation(db, said('1', { saidAt: ago(3) }))
const faces = (page: Page, place: string) => page.locator(`${place} t-here`)

test('who looks and who writes is seen in the list and in the conversation, never by themselves, and goes when they do', async () => {
  const { id } = await talk()
  await using marta = await person('marta')
  await using nico = await person('nico')
  const list = await tab(nico, '/conversations?view=open')
  const page = await tab(marta, `/conversations/${id}?view=open`)
  const row = `.row [data-here='${id}']`
  await list.locator(row).getByText('Marta is looking').waitFor({ state: 'attached' })
  await page.fill('#reply-text', 'Hola')
  await list.locator(row).getByText('Marta is writing').waitFor({ state: 'attached' })
  assert.equal(await faces(page, row).count(), 0, 'nobody is shown themselves')

  const other = await tab(nico, `/conversations/${id}?view=open`)
  await other.locator(`#writers-${id}`).getByText('Marta is writing here too').waitFor()
  await page.locator(`#here-${id}`).getByText('Nico is looking').waitFor()
  assert.equal(await faces(other, `#here-${id}`).count(), 1)
  await other.waitForFunction(() => document.getElementById('announcer')?.textContent?.includes('Marta is writing'))

  // Another row that arrives does not wipe the mark away, and a page drawn anew has it.
  await other.reload()
  await other.locator(`#here-${id}`).getByText('Marta is writing').waitFor()
  await page.locator('.rail__room[href="/listening"]').click()
  await page.waitForURL('**/listening')
  await faces(other, `#here-${id}`).waitFor({ state: 'detached' })
  assert.equal(await faces(list, row).count(), 0)
})

test('to go from one conversation to another is to be at the other', async () => {
  const [first, second] = [await talk(), await talk()]
  await using marta = await person('marta')
  await using nico = await person('nico')
  const list = await tab(nico, '/conversations?view=open')
  const page = await tab(marta, `/conversations/${first.id}?view=open`)
  await list.locator(`[data-here='${first.id}']`).getByText('Marta').waitFor({ state: 'attached' })
  await page.locator(`#conversation-${second.id} a`).click()
  await list.locator(`[data-here='${second.id}']`).getByText('Marta').waitFor({ state: 'attached' })
  await faces(list, `[data-here='${first.id}']`).waitFor({ state: 'detached' })
  await page.waitForTimeout(500)
  assert.equal(await faces(list, `[data-here='${second.id}']`).count(), 1)
})

test('an answer by a colleague is told beside the text, and holds a reply back until it is read', async () => {
  const { id } = await talk()
  await using marta = await person('marta')
  await using nico = await person('nico')
  const [hers, his] = [await tab(marta, `/conversations/${id}`), await tab(nico, `/conversations/${id}`)]
  await his.fill('#reply-text', 'Lo miro ahora')
  await hers.fill('#reply-text', 'Ya te lo cambiamos, Lucas')
  await hers.locator('[data-send]').click()
  const notice = his.locator(`#meanwhile-${id}`)
  await notice.getByText('Marta answered').waitFor()
  assert.equal(await hers.locator(`#meanwhile-${id} t-here`).count(), 0)

  // Sent without reading: it comes back, with her answer and his text.
  await his.locator('[data-send]').click()
  const held = his.locator('#meanwhile-held')
  await held.getByText('Ya te lo cambiamos, Lucas').waitFor()
  assert.match((await held.textContent()) ?? '', /Marta answered .*: read it first\./)
  assert.equal(await his.inputValue('#reply-text'), 'Lo miro ahora')
  assert.equal((await his.textContent('[data-send] .button__text'))?.trim(), 'Send it anyway')
  await his.locator('[data-send]').click()
  await his.locator('.talk').getByText('Lo miro ahora').waitFor()
})

test('"I have read it" lets the next reply go at once', async () => {
  const { id } = await talk()
  await using marta = await person('marta')
  await using nico = await person('nico')
  const [hers, his] = [await tab(marta, `/conversations/${id}`), await tab(nico, `/conversations/${id}`)]
  await his.fill('#reply-text', 'Añado algo')
  await hers.fill('#reply-text', 'Ya está')
  await hers.locator('[data-send]').click()
  await his.locator(`#meanwhile-${id}`).getByRole('button', { name: 'I have read it' }).click()
  assert.equal(await his.locator(`#meanwhile-${id} t-here`).count(), 0)
  await his.locator('[data-send]').click()
  await his.locator('.talk').getByText('Añado algo').waitFor()
  assert.equal(await his.locator('#meanwhile-held').count(), 0)
})

test('without script a reply is held back too', async () => {
  const { id } = await talk()
  await using marta = await person('marta', { script: false })
  await using nico = await person('nico', { script: false })
  const [hers, his] = [await tab(marta, `/conversations/${id}`), await tab(nico, `/conversations/${id}`)]
  for (const [page, text] of [
    [hers, 'Ya te lo cambiamos'],
    [his, 'Lo miro'],
  ] as const) {
    await page.fill('#reply-text', text)
    await page.locator('[data-send]').click()
  }
  await his.locator('#meanwhile-held').getByText('Ya te lo cambiamos').waitFor()
  await his.locator('[data-send]').click()
  await his.locator('.talk').getByText('Lo miro').waitFor()
})

test('one draft is written by two, each in a browser of their own, and no word is lost', async () => {
  const { id } = await talk()
  await using marta = await person('marta')
  await using nico = await person('nico')
  const [hers, his] = [await tab(marta, `/conversations/${id}`), await tab(nico, `/conversations/${id}`)]
  const [herBox, hisBox] = [hers.locator('#reply-text'), his.locator('#reply-text')]
  const says = (page: Page, text: string) =>
    page.waitForFunction((wanted) => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === wanted, text)
  await herBox.fill('Hola, Lucas: te lo cambiamos.')
  await says(his, 'Hola, Lucas: te lo cambiamos.')
  await his.locator(`#shared-draft-${id}`).getByText('Marta').waitFor()

  // Both at once, in different places; the caret of neither jumps.
  await hisBox.press('Control+Home')
  await herBox.press('Control+End')
  await Promise.all([hisBox.pressSequentially('Perdona. '), herBox.pressSequentially(' Un abrazo.')])
  const both = 'Perdona. Hola, Lucas: te lo cambiamos. Un abrazo.'
  await Promise.all([says(hers, both), says(his, both)])
  await hisBox.pressSequentially('De verdad. ')
  await says(hers, `Perdona. De verdad. ${both.slice('Perdona. '.length)}`)
  await hers.locator(`#shared-draft-${id}`).getByText('Nico').waitFor()

  // It is there after a reload, and gone for both when one sends it.
  await his.reload()
  assert.equal(await hisBox.inputValue(), `Perdona. De verdad. ${both.slice('Perdona. '.length)}`)
  await hers.locator('[data-send]').click()
  await hers.locator('.talk').getByText('De verdad').waitFor()
  await says(his, '')
})

test('what was typed while the line was down meets what a colleague wrote meanwhile', async () => {
  const { id } = await talk()
  await using marta = await person('marta')
  await using nico = await person('nico')
  const [hers, his] = [await tab(marta, `/conversations/${id}`), await tab(nico, `/conversations/${id}`)]
  await hers.fill('#reply-text', 'Hola, Lucas.')
  await his.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === 'Hola, Lucas.')
  await nico.setOffline(true)
  await his.fill('#reply-text', 'Hola, Lucas. Te lo cambiamos.')
  await his.getByText('Draft not saved').waitFor()
  await hers.fill('#reply-text', 'Buenas, Lucas.')
  await hers.getByText('Draft saved').waitFor()
  await nico.setOffline(false)
  await his.reload()
  await his.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === 'Buenas, Lucas. Te lo cambiamos.',
  )
  await hers.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === 'Buenas, Lucas. Te lo cambiamos.',
  )
})
