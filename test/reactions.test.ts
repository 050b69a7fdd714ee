import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConnectorFailure, createHttp, type Reacting, registry } from '../src/connectors/index.ts'
import { guardedDispatcher } from '../src/lib/http/dispatcher.ts'
import { privateNetworks } from '../src/lib/http/private-networks.ts'
import { words } from '../src/lib/words.ts'
import { createWorld } from '../src/notifications/world.test-kit.ts'
import { moderateThere } from '../src/outbox/moderate.ts'
import { reactThere } from '../src/outbox/react.ts'
import { scripted } from './channel.ts'
import { deskOf } from './desk.ts'
import { said, someConversation } from './talk.ts'

// Liking, passing on and hiding in a browser, where a network lets us: what is wanted, what became of it, and why not.

let refuses = false
const refuse = async () => {
  if (refuses) throw new ConnectorFailure('gone', words('scripted.gone'))
}
const reacting = (label: string, more: Partial<Reacting> = {}): Reacting => ({ label, set: refuse, ...more })
const network = {
  ...scripted,
  words: {
    en: { 'scripted.like': 'Like', 'scripted.pass': 'Pass on', 'scripted.gone': 'It is no longer there.' },
    es: { 'scripted.like': 'Me gusta', 'scripted.pass': 'Pasarlo', 'scripted.gone': 'Ya no está.' },
  },
  react: { like: reacting('scripted.like'), boost: reacting('scripted.pass', { to: ['public'] as const }) },
  moderate: { hide: refuse, show: refuse },
}
const { db, open, everyLook, world } = await deskOf(await createWorld({ PUBLIC_URL: '' }, registry([network])))

const dispatcher = guardedDispatcher(privateNetworks(''))
const board = {
  ...world.app.board,
  http: (signal: AbortSignal) => createHttp({ dispatcher, userAgent: 'Tertulia-test', now: () => new Date(), signal }),
}
const { signal } = new AbortController()

async function talk() {
  const saidAt = new Date(Date.now() - 300_000)
  const { id, messageIds } = await someConversation(
    db,
    said('1', { saidAt, body: { text: 'El café de hoy, buenísimo' } }),
    said('2', { saidAt: new Date(saidAt.getTime() + 1000), parentExternalId: '1', visibility: 'direct' }),
  )
  return { id, message: messageIds[0] ?? assert.fail() }
}

test('a like is seen by everybody, and says what became of it; a failure says why and is tried again', async () => {
  const { id, message } = await talk()
  await using hers = await open('marta', `/conversations/${id}`, { language: 'en' })
  await using his = await open('nico', `/conversations/${id}`, { language: 'en' })
  const like = (page: typeof hers) => page.locator(`#message-${message}`).getByRole('button', { name: /^Like/ })
  assert.equal(await hers.getByRole('button', { name: /^Pass on/ }).count(), 1, 'not of what was said in private')
  await like(hers).press('Enter')
  await his.locator(`#message-${message} [aria-pressed="true"]`).getByText('on its way').waitFor()
  await reactThere(board, { message, kind: 'like' }, signal)
  for (const page of [hers, his])
    await page.waitForFunction(
      () => !document.querySelector('[aria-pressed="true"]')?.textContent?.includes('on its way'),
    )
  assert.match((await like(his).textContent()) ?? '', /Like.*Marta/)
  refuses = true
  await hers.getByRole('button', { name: /^Pass on/ }).click()
  await hers.locator('[aria-pressed="true"]').getByText('Pass on').waitFor()
  await reactThere(board, { message, kind: 'boost' }, signal)
  await hers.getByText('Pass on: not done. It is no longer there.').waitFor()
  refuses = false
  await everyLook('marta', `/conversations/${id}`, 'reactions')
  await using page = await open('marta', `/conversations/${id}`, { language: 'en', script: false })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Done: Pass on.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back: Pass on.').waitFor()
})

test('what is hidden says so where it stands, by whom, and is shown again', async () => {
  const { id, message } = await talk()
  await using page = await open('marta', `/conversations/${id}`, { language: 'en' })
  // Whether the menu is open or something drawn anew has closed it: its forms are there.
  const press = (as: string) =>
    page
      .locator(`#moderate-${message} form`, { has: page.locator(`[value="${as}"]`) })
      .locator('button')
      .dispatchEvent('click')
  await press('hide')
  await page.getByText('Marta hid a message there').waitFor()
  const payload = (as: string) => ({ message_id: message, as, by: world.cast.marta.id })
  await moderateThere(board, payload('hide'), signal)
  await page.getByText('Hidden in our thread').waitFor()
  await press('show')
  await page.getByText('Marta showed a message again there').waitFor()
  refuses = true
  await moderateThere(board, payload('show'), signal)
  refuses = false
  await page.getByText('Show it again: not done. It is no longer there.').waitFor()
})
