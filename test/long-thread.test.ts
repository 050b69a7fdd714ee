import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { atDesk, onPhone, startDesk } from './desk.ts'
import { minute, said, someConversation } from './talk.ts'

const desk = await startDesk()
const talk = await someConversation(
  desk.db,
  ...Array.from({ length: 60 }, (_, nth) =>
    said(`${nth}`, {
      ...(nth > 0 ? { parentExternalId: '0', rootExternalId: '0' } : {}),
      saidAt: minute(nth),
      body: { text: 'Mi pedido no llegó. '.repeat(1 + ((nth * 7) % 40)) },
    }),
  ),
)

/** Two frames later what has come into sight is drawn, and what stands around it has moved, if it does. */
const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))),
  )

const fromEnd = (page: Page) =>
  page
    .locator(`#talk-${talk.id}`)
    .evaluate(({ scrollHeight, scrollTop, clientHeight }) => Math.abs(scrollHeight - scrollTop - clientHeight))

const isDrawn = (page: Page, nth: number) =>
  page
    .locator(`#message-${talk.messageIds[nth]} .remark__text`)
    .evaluate((text) => text.checkVisibility({ contentVisibilityAuto: true }))

for (const look of [atDesk, onPhone])
  test(`a long conversation opens at its end, and what is far above waits to be drawn, ${look.width} px`, async () => {
    await using page = await desk.open('marta', `/conversations/${talk.id}`, look)
    await drawn(page)
    assert.ok((await fromEnd(page)) <= 1)
    assert.equal(await isDrawn(page, 59), true)
    assert.equal(await isDrawn(page, 5), false)
  })

test('an address that names a message far above shows it at the top', async () => {
  const id = `message-${talk.messageIds[12]}`
  await using page = await desk.open('marta', `/conversations/${talk.id}#${id}`, atDesk)
  await drawn(page)
  const [pane, message] = await Promise.all(
    [`talk-${talk.id}`, id].map((one) => page.locator(`#${one}`).evaluate((it) => it.getBoundingClientRect().top)),
  )
  assert.ok(Math.abs((message ?? 0) - (pane ?? 0)) < 40, `${message} and ${pane}`)
  assert.equal(await isDrawn(page, 12), true)
})

test('somebody who scrolls up sees what they turned by, whatever is drawn above it', async () => {
  await using page = await desk.open('marta', `/conversations/${talk.id}`, atDesk)
  await drawn(page)
  const top = (nth: number) =>
    page.locator(`#message-${talk.messageIds[nth]}`).evaluate((it) => it.getBoundingClientRect().top)
  await page.locator(`#talk-${talk.id}`).hover()
  for (let nth = 57; nth > 20; nth -= 2) {
    await page.locator(`#message-${talk.messageIds[nth]}`).evaluate((it) => it.scrollIntoView({ block: 'start' }))
    await drawn(page)
    const was = await top(nth)
    await page.mouse.wheel(0, -100)
    await page.waitForFunction(
      ([id, from]) => (document.getElementById(`${id}`)?.getBoundingClientRect().top ?? 0) >= Number(from) + 98,
      [`message-${talk.messageIds[nth]}`, was] as const,
    )
    await drawn(page)
    assert.ok(Math.abs((await top(nth)) - was - 100) <= 2, `message ${nth}`)
  }
})
