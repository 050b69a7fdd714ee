import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Look, startDesk } from './desk.ts'
import { examine, violations } from './examine.ts'
import { heard, said, someConversation } from './talk.ts'

// What is told and what is done on a phone: nothing lies over anything that can be done, and a thumb reaches all of it.

const desk = await startDesk()
const { db } = desk
const phones = [
  { language: 'es', scheme: 'light', width: 390, height: 844, touch: true },
  { language: 'en', scheme: 'dark', width: 320, height: 640, touch: true },
] as const satisfies Look[]
const wordsOf = {
  es: { close: 'Cerrar', undo: 'Deshacer', dismiss: 'Descartar' },
  en: { close: 'Close', undo: 'Undo', dismiss: 'Dismiss' },
}

const talk = (count = 1) =>
  someConversation(
    db,
    ...Array.from({ length: count }, (_, at) =>
      said(`m${at}`, {
        saidAt: new Date(Date.now() - (count - at) * 60_000),
        ...(at > 0 ? { parentExternalId: 'm0' } : {}),
      }),
    ),
  )

/** What stands under a toast and could be pressed. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const toasts = [...document.querySelectorAll('.toast')].map((toast) => toast.getBoundingClientRect())
    const deeds = document.querySelectorAll<HTMLElement>('.pane :is(button, a, input, textarea, select, summary)')
    return [...deeds]
      .filter(
        (deed) => deed.checkVisibility({ visibilityProperty: true }) && !deed.closest('[popover], .visually-hidden'),
      )
      .filter((deed) => {
        const { left, right, top, bottom } = deed.getBoundingClientRect()
        const pane = deed.closest('.pane__head, .pane__body, .pane__foot, .bulk')?.getBoundingClientRect()
        const isSeen = pane && bottom > pane.top && top < pane.bottom && right > left
        return isSeen && toasts.some((t) => left < t.right && right > t.left && top < t.bottom && bottom > t.top)
      })
      .map((deed) => deed.outerHTML.slice(0, 80))
  })

/** Closes what stands open, and waits for what it says. */
async function close(page: Page, language: 'es' | 'en') {
  await page.locator('.pane--main .pane__head').getByRole('button', { name: wordsOf[language].close }).click()
  await page.locator('.toast').waitFor()
}

for (const look of phones)
  test(`a toast on a phone of ${look.width} pixels lies over nothing, and its way back is there`, async () => {
    const { id } = await talk(12)
    await using page = await desk.open('marta', `/conversations/${id}`, look)
    const words = wordsOf[look.language]
    await close(page, look.language)
    assert.deepEqual(await covered(page), [])
    await examine(page, `toast-${look.width}`)
    await page.locator('.toast__text').evaluate((text) => {
      text.textContent =
        'Demasiado tarde: esto ya ha salido hacia Mastodon con las palabras «Hola, Lucía: tienes razón».'
    })
    assert.deepEqual(await covered(page), [], 'nor one with a long sentence')
    await examine(page, `toast-long-${look.width}`)
    await page.locator('#reply-text').focus()
    await page.setViewportSize({ width: look.width, height: 420 })
    assert.deepEqual(await covered(page), [], 'nor with the room that a keyboard leaves')
    await examine(page, `toast-keyboard-${look.width}`)
    const undo = page.locator('.toast').getByRole('button', { name: words.undo })
    const box = await undo.boundingBox()
    assert.ok(box && box.y >= 0 && box.y + box.height <= 420, 'the way back can be seen')
    await undo.click()
    await page.locator('.pane--main .pane__head').getByRole('button', { name: words.close }).waitFor()
  })

const phone = phones[0]

/** A finger that goes down at the middle of a toast and up so far beside it. */
async function draw(page: Page, by: number): Promise<void> {
  const box = await page.locator('.toast__text').boundingBox()
  assert.ok(box)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at, y }] })
  await touch('touchStart', x)
  for (let step = 1; step <= 4; step++) {
    await touch('touchMove', x + (by * step) / 4)
    // Not thrown: drawn.
    await page.waitForTimeout(60)
  }
  await touch('touchEnd')
}

test('a finger draws it aside or touches it away; a little is not enough, and an error waits for more than a touch', async () => {
  const { id } = await talk()
  const path = `/conversations/${id}`
  await using page = await desk.open('marta', path, { ...phone, language: 'es' })
  const toasts = page.locator('.toast')
  await close(page, 'es')
  await draw(page, 40)
  assert.equal(await toasts.count(), 1)
  assert.equal(await toasts.evaluate((toast) => getComputedStyle(toast).translate), 'none')
  await draw(page, 200)
  assert.equal(await toasts.count(), 0)
  await page.locator('.pane--main .pane__head').getByRole('button', { name: 'Abrir de nuevo' }).click()
  await toasts.waitFor()
  await toasts.evaluate((toast) => toast.classList.add('toast--error'))
  await draw(page, 1)
  assert.equal(await toasts.count(), 1)
  await toasts.evaluate((toast) => toast.classList.remove('toast--error'))
  await draw(page, 1)
  assert.equal(await toasts.count(), 0)
})

test('when it goes, what is being read stays where it is', async () => {
  const { id } = await talk(30)
  await using page = await desk.open('marta', `/conversations/${id}`, { ...phone, language: 'es' })
  await close(page, 'es')
  const some = page.locator('.talk .remark').nth(12)
  await some.evaluate((remark) => remark.scrollIntoView({ block: 'center' }))
  const before = await some.boundingBox()
  await page.locator('.toast [data-dismiss]').click()
  await page.locator('.toast').waitFor({ state: 'detached' })
  const after = await some.boundingBox()
  assert.ok(before && after && Math.abs(before.y - after.y) < 1, `from ${before?.y} to ${after?.y}`)
})

test('a screen reader hears it once: it comes into a region that stands, and nothing else says it', async () => {
  const { id } = await talk()
  await using page = await desk.open('marta', `/conversations/${id}`, { ...phone, language: 'es' })
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(globalThis, { told })
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = target instanceof Element && target.closest('[aria-live], [role=status], [role=alert]')
        const heard = region ? region.cloneNode(true) : undefined
        if (!(heard instanceof Element)) continue
        for (const hidden of heard.querySelectorAll('[inert]')) hidden.remove()
        if (heard.textContent) told.push(heard.textContent)
      }
    }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ['inert'] })
  })
  await close(page, 'es')
  const text = (await page.locator('.toast__text').textContent()) ?? ''
  await page.waitForFunction(() => !document.querySelector('.toast[inert]'))
  await page.waitForTimeout(400)
  const told = await page.evaluate(() => Reflect.get(globalThis, 'told') as string[])
  assert.equal(told.filter((one) => one.includes(text)).length, 1, JSON.stringify(told))
  assert.equal(await page.locator('#toasts').getAttribute('role'), 'status')
})

for (const look of phones)
  test(`many chosen on a phone of ${look.width} pixels: the bar is in reach, covers no row, and its menus stay on the screen`, async () => {
    const { channel } = await talk()
    const more = Array.from({ length: 14 }, (_, at) =>
      said(`c${at}`, { saidAt: new Date(Date.now() - (at + 2) * 60_000) }),
    )
    await heard(db, channel, ...more)
    await using page = await desk.open('marta', `/conversations?view=open&channel=${channel.id}`, look)
    await page.locator('html.scripted').waitFor()
    for (const box of await page.locator('.row__choose').all()) await box.check()
    const bar = page.locator('.bulk')
    const inside = async (name: string) => {
      const box = await page.locator(name).boundingBox()
      assert.ok(box, name)
      const { x, y, width, height } = box
      assert.ok(
        x >= 0 && y >= 0 && x + width <= look.width && y + height <= look.height,
        `${name} ${JSON.stringify(box)}`,
      )
      return box
    }
    const { y: top, height } = await inside('.bulk')
    assert.ok(height <= look.height / 4, `it takes ${height} pixels`)
    const last = page.locator('.row').last()
    await last.scrollIntoViewIfNeeded()
    const row = await last.boundingBox()
    assert.ok(row && row.y + row.height <= top + 1, 'the last row can be seen whole')
    for (const button of await bar.locator('button:visible').all()) {
      const box = await button.boundingBox()
      assert.ok(box && box.width >= 32 && box.height >= 32, await button.evaluate((it) => it.outerHTML))
    }
    await examine(page, `bulk-${look.width}`)
    for (const name of ['bulk-assign', 'bulk-tag', 'bulk-snooze', 'bulk-more']) {
      await bar.locator(`[popovertarget=${name}]`).click()
      const box = await inside(`#${name}`)
      assert.ok(box.y + box.height <= top + height, name)
      assert.deepEqual(await violations(page), [], name)
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${look.width}.png` })
      await page.keyboard.press('Escape')
    }
    // A team of forty.
    await page.locator('#bulk-assign ul').evaluate((list) => {
      for (let at = 0; at < 40; at++) list.append(list.children[0]?.cloneNode(true) ?? '')
    })
    await bar.locator('[popovertarget=bulk-assign]').click()
    const long = await inside('#bulk-assign')
    assert.ok(long.y + long.height <= top + height && long.height > 200, JSON.stringify(long))
    await page.locator('#bulk-assign li').last().scrollIntoViewIfNeeded()
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/bulk-long-${look.width}.png` })
    await page.keyboard.press('Escape')
    await bar.locator('button[value=close]').click()
    await page.locator('.toast').waitFor()
    assert.deepEqual(await covered(page), [])
  })

test('beside a conversation too it rises above the bar, when something is chosen while it stands', async () => {
  const { channel, id } = await talk()
  await heard(db, channel, said('another', { saidAt: new Date() }))
  const path = `/conversations/${id}?view=open&channel=${channel.id}`
  await using page = await desk.open('marta', path, { language: 'es', width: 900 })
  await close(page, 'es')
  const below = await page.locator('.toast').boundingBox()
  await page.locator('.row').first().hover()
  await page.locator('.row__choose').first().check()
  const [toast, bar] = [await page.locator('.toast').boundingBox(), await page.locator('.bulk').boundingBox()]
  assert.ok(below && toast && bar && below.y + below.height > bar.y, 'it stood where the bar is now')
  assert.ok(toast.y + toast.height <= bar.y, JSON.stringify({ toast, bar }))
})
