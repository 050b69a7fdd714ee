import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDesk } from './desk.ts'
import { violations } from './examine.ts'

// Following, handing over, and naming a colleague in a note, as a hand on the keys does it.

const { open, talk } = await startDesk()

test('a key follows and stops; whoever else is there sees the name come and go', async () => {
  const { id } = await talk()
  await using marta = await open('marta', `/conversations/${id}`)
  await using nico = await open('nico', `/conversations/${id}`)
  await marta.keyboard.press('f')
  await nico.locator(`#followers-${id}`).getByText('Followed by Marta').waitFor()
  await marta.getByRole('button', { name: 'Stop following' }).waitFor()
  await marta.keyboard.press('f')
  await nico.locator(`#followers-${id} .chip`).waitFor({ state: 'detached' })
})

test('after an @ our names are offered; arrows and Enter take one, Escape none, and the note sets it off', async () => {
  const { id } = await talk()
  await using page = await open('nico', `/conversations/${id}?write=note`)
  const [text, offered] = [page.locator('#note-text'), page.getByRole('listbox', { name: 'Colleagues' })]
  await text.pressSequentially('Mira, @')
  assert.deepEqual(await offered.getByRole('option').allTextContents(), ['Marta', 'Olga'])
  assert.equal(await text.getAttribute('aria-activedescendant'), 'note-text-names-0')
  assert.deepEqual(await violations(page), [])
  await text.press('ArrowDown')
  assert.equal(await offered.getByRole('option', { selected: true }).textContent(), 'Olga')
  await text.press('Escape')
  assert.equal(await offered.isVisible(), false)
  assert.equal(await text.getAttribute('aria-activedescendant'), null)
  await text.pressSequentially('már')
  await text.press('Enter')
  assert.equal(await text.inputValue(), 'Mira, @Marta ')
  for (const address of ['llama a nico@example.org', ' o ve https://example.org/@']) {
    await text.pressSequentially(address)
    assert.equal(await offered.isVisible(), false)
  }
  await text.press('Control+Enter')
  await page.locator('.remark--note strong.named', { hasText: '@Marta' }).waitFor()
  await using marta = await open('marta', '/notifications')
  await marta.getByRole('link', { name: /Nico names you in a note: Lucas Prieto · “Mira, @Marta llama/ }).click()
  await marta.waitForURL(/#note-/)
  await marta.locator(`#followers-${id}`).getByText('Followed by Marta').waitFor()
})

test('it is handed over with a note in the same form, and the thread leads to the note', async () => {
  const { id } = await talk()
  await using page = await open('nico', `/conversations/${id}`)
  await page.locator('[popovertarget=assign]').click()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('Give it to').selectOption({ label: 'Marta' })
  await page.getByLabel('With a note').fill('She asks for an invoice')
  await page.getByRole('button', { name: 'Give it with the note' }).click()
  await page.locator(`#state-${id}`).getByText('Marta').waitFor()
  await page.getByRole('link', { name: 'with a note' }).click()
  await page.locator('.remark--note', { hasText: 'She asks for an invoice' }).waitFor()
  await using marta = await open('marta', '/notifications')
  await marta
    .getByRole('link', { name: /Nico gave you a conversation: Lucas Prieto · “She asks for an invoice”/ })
    .waitFor()
})

test('a hand-over whose note is refused comes back under the thread, and mended it hands over', async () => {
  const { id } = await talk()
  await using page = await open('nico', `/conversations/${id}`)
  await page.locator('[popovertarget=assign]').click()
  await page.getByLabel('Give it to').selectOption({ label: 'Olga' })
  await page.getByLabel('With a note').fill('Mira. '.repeat(3_500))
  await page.getByRole('button', { name: 'Give it with the note' }).click()
  await page.getByText('The note is too long').waitFor()
  assert.equal(await page.locator('.menu:popover-open').count(), 0)
  assert.deepEqual(await violations(page), [])
  await page.locator('#note-text').fill('She asks for an invoice')
  await page.locator('#note-text').press('Control+Enter')
  await page.locator(`#state-${id}`).getByText('Olga').waitFor()
  await page.locator('.remark--note', { hasText: 'She asks for an invoice' }).waitFor()
})
