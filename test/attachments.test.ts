import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { registry } from '../src/connectors/index.ts'
import { hashOf } from '../src/conversations/link-preview/preview.ts'
import { pngChunk } from '../src/core/files/clean/png.ts'
import { createWorld } from '../src/notifications/world.test-kit.ts'
import { scripted } from './channel.ts'
import { deskOf } from './desk.ts'
import { examine } from './examine.ts'

// Pictures go with an answer, in a browser: with script and without.

const showing = { ...scripted, ...(scripted.speak && { speak: { ...scripted.speak, links: 'sent' as const } }) }
const { db, open, everyLook, talk, undoFor } = await deskOf(await createWorld({ PUBLIC_URL: '' }, registry([showing])))
await undoFor(10)

/** A square of one colour that differs from every other one. */
function square(grey: number, side = 24): Buffer {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(side)
  size.writeUInt32BE(side, 4)
  const header = pngChunk('IHDR', Buffer.concat([size, Buffer.of(8, 0, 0, 0, 0)]))
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(side, grey)])
  const data = pngChunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row))))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header, data, pngChunk('IEND', Buffer.alloc(0))])
}
const file = (name: string, grey: number) => ({ name, mimeType: 'image/png', buffer: square(grey) })

/** As if a file were dropped on the text, or pasted into it. */
const give = (page: Page, kind: 'drop' | 'paste', name: string, bytes: Buffer) =>
  page.evaluate(
    ([event, called, base64]) => {
      const all = new DataTransfer()
      const content = Uint8Array.from(atob(base64 ?? ''), (one) => one.charCodeAt(0))
      all.items.add(new File([content], called ?? '', { type: 'image/png' }))
      const more = { bubbles: true, cancelable: true }
      document
        .querySelector('#reply-text')
        ?.dispatchEvent(
          event === 'drop'
            ? new DragEvent('drop', { ...more, dataTransfer: all })
            : new ClipboardEvent('paste', { ...more, clipboardData: all }),
        )
    },
    [kind, name, bytes.toString('base64')] as const,
  )

const items = (page: Page) => page.locator('.attachment')
const alt = (page: Page, nth: number) => page.getByLabel('What is to be seen here').nth(nth)

test('chosen, dropped and pasted; described as it is typed, seen by a colleague, and sent with what is to be seen', async () => {
  const { id } = await talk()
  const [path, text] = [`/conversations/${id}`, 'Hola, Lucas: así queda.']
  await using hers = await open('marta', path, { language: 'en' })
  await using his = await open('nico', path)
  await hers.fill('#reply-text', text)
  const words = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') }
  await hers.setInputFiles('input[type=file]', [words, file('cup.png', 90)])
  await items(hers).nth(0).waitFor()
  const refused = hers.getByRole('alert').filter({ hasText: 'Scripted does not take notes.txt: it takes PNG, JPEG' })
  assert.equal(await refused.count(), 1, 'what was refused is still said')
  await give(hers, 'drop', 'saucer.png', square(140))
  await items(hers).nth(1).waitFor()
  await give(hers, 'paste', 'spoon.png', square(200))
  await Promise.all([items(hers).nth(2).waitFor(), items(his).nth(2).waitFor()])
  assert.equal(await hers.inputValue('#reply-text'), text)
  await hers.getByRole('button', { name: 'Take cup.png away' }).click()
  await hers.getByText('cup.png was taken away.').waitFor()
  await items(his).nth(2).waitFor({ state: 'detached' })
  await hers.getByRole('button', { name: 'Put it back' }).click()
  await items(hers).nth(2).waitFor()
  await hers.getByRole('button', { name: 'Take spoon.png away' }).click()
  await items(hers).nth(2).waitFor({ state: 'detached' })
  await alt(hers, 0).fill('Una taza con una grieta')
  await his.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[data-alt]')?.value !== '')
  await hers.locator('[data-send]').click()
  await hers.getByText('An image has no description').waitFor()
  await hers.locator('.attachment__alt[aria-invalid=true]').waitFor()
  assert.equal(await hers.inputValue('#reply-text'), text)
  await alt(hers, 1).fill('El plato')
  await hers.locator('[data-send]').click()
  const leaving = hers.locator('.talk .remark').filter({ hasText: 'in a moment' })
  await leaving.locator('img').nth(1).waitFor({ state: 'attached' })
  assert.deepEqual(
    await leaving.locator('img[src^="/files/"]').evaluateAll((all) => all.map((one) => one.getAttribute('alt'))),
    ['Una taza con una grieta', 'El plato'],
  )
  await Promise.all([hers, his].map((page) => items(page).nth(0).waitFor({ state: 'detached' })))
  await hers.locator('.talk').getByRole('button', { name: 'Undo' }).click()
  await Promise.all([hers, his].map((page) => items(page).nth(1).waitFor()))
  assert.equal(await alt(hers, 1).inputValue(), 'El plato')
  await everyLook('marta', path, 'attachments')
})

test('what a colleague attaches is there in the end, also when an earlier answer comes later', async () => {
  const { id } = await talk()
  await using hers = await open('marta', `/conversations/${id}`, { language: 'en' })
  await using his = await open('nico', `/conversations/${id}`)
  // The first answer is on its way until the second could have overtaken it.
  await his.evaluate(() => {
    const plain = globalThis.fetch
    globalThis.fetch = async (to, init) => {
      const answer = await plain(to, init)
      if (!String(to).includes('/attachments')) return answer
      if (document.body.dataset.asked === undefined) {
        document.body.dataset.asked = ''
        await new Promise((resolve) => setTimeout(resolve, 1_500))
      }
      return answer
    }
  })
  await hers.setInputFiles('input[type=file]', [file('cup.png', 91)])
  await items(hers).nth(0).waitFor()
  await his.waitForSelector('body[data-asked]')
  await hers.setInputFiles('input[type=file]', [file('saucer.png', 141)])
  await items(his).nth(1).waitFor()
  await his.waitForTimeout(1_500)
  assert.equal(await items(his).count(), 2)
})

test('without script a file that was chosen goes with the answer', async () => {
  const { id } = await talk()
  await using page = await open('marta', `/conversations/${id}`, { language: 'en', script: false })
  await page.fill('#reply-text', 'Mira')
  await page.setInputFiles('input[type=file]', file('cup.png', 92))
  await page.getByRole('button', { name: 'Attach it' }).click()
  await alt(page, 0).fill('Una taza')
  assert.equal(await page.inputValue('#reply-text'), 'Mira')
  await page.locator('[data-send]').click()
  await page.locator('.talk img[src^="/files/"]').waitFor()
  assert.equal(await items(page).count(), 0)
})

test('a picture and a file with a note: kept with it, seen by a colleague at once, and with no answer', async () => {
  const { id } = await talk()
  const path = `/conversations/${id}`
  await using hers = await open('marta', `${path}?write=note`, { language: 'en' })
  await using his = await open('nico', path)
  await hers.fill('#note-text', 'Así llegó la taza')
  const order = { name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('words') }
  await hers.setInputFiles('input[type=file]', [file('handle.png', 41), order])
  await items(hers).nth(1).waitFor()
  const described = hers.waitForResponse((one) => one.url().includes('/note-attachments/') && one.status() === 200)
  await alt(hers, 0).fill('Una taza sin asa')
  await described
  await hers.getByRole('button', { name: 'Take order.txt away' }).click()
  await items(hers).nth(1).waitFor({ state: 'detached' })
  await hers.getByRole('button', { name: 'Put it back' }).click()
  await items(hers).nth(1).waitFor()
  assert.equal(await items(his).count(), 0, 'what is not written yet is hers')
  await hers.reload()
  await items(hers).nth(1).waitFor()
  assert.equal(await alt(hers, 0).inputValue(), 'Una taza sin asa')
  await everyLook('marta', `${path}?write=note`, 'note-attachments')
  await hers.fill('#note-text', 'Así llegó la taza')
  await hers.locator('[data-send]').click()
  const note = his.locator('.remark--note').filter({ hasText: 'Así llegó la taza' })
  await note.locator('img[alt="Una taza sin asa"]').waitFor()
  await note.getByRole('link', { name: 'order.txt' }).waitFor()
  await items(hers).nth(0).waitFor({ state: 'detached' })
  await everyLook('nico', path, 'note-attached')
  const answered = his.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/replies'))
  await his.fill('#reply-text', 'Lo miramos.')
  await his.locator('[data-send]').click()
  await answered
  const rows = await db.selectFrom('attachments').select('id').where('conversation_id', '=', id).execute()
  assert.deepEqual(rows, [], 'it goes with no answer')
})

test('without script a file goes with a note as it is kept', async () => {
  const { id } = await talk()
  await using page = await open('marta', `/conversations/${id}?write=note`, { language: 'en', script: false })
  await page.fill('#note-text', 'Mira')
  await page.setInputFiles('input[type=file]', file('lid.png', 43))
  await page.locator('[data-send]').click()
  await page.locator('.remark--note img[src^="/files/"]').waitFor()
})

test('emoji by their names as they are typed and from a button; what a link leads to, without it, and beside a picture', async () => {
  const url = 'https://cafe.example/tostado'
  const description = 'Notas de cacao y panela, tostado los martes y enviado en el día a toda la península.'
  const row = { url_sha256: hashOf(url), url, title: 'Huila, tostado medio', description, picture: null }
  await db.insertInto('link_previews').values(row).execute()
  const { id } = await talk()
  await using page = await open('marta', `/conversations/${id}`, { language: 'es' })
  const text = page.locator('#reply-text')
  await text.pressSequentially('Hola :cafe')
  await page.getByRole('option', { name: '☕ bebida caliente' }).waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await text.inputValue(), 'Hola ☕ ')
  await text.pressSequentially('a las 10:30')
  await page.keyboard.insertText(`, en ${url}. `)
  const card = page.locator('.link-card')
  await card.getByText('Huila, tostado medio').waitFor()
  assert.equal(await page.getByRole('option').count(), 0)
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await page.getByRole('button', { name: 'cara feliz con ojos sonrientes' }).waitFor()
  await page.getByPlaceholder('Buscar un emoji').fill('corazon verde')
  await page.getByRole('button', { name: 'corazón verde' }).waitFor()
  await examine(page, 'emoji-link-es-light-1440')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.match(await text.inputValue(), /tostado\. 💚$/)
  assert.equal(
    await page.locator('output').first().textContent(),
    `${[...new Intl.Segmenter().segment(await text.inputValue())].length} de 500`,
  )
  await page.getByRole('button', { name: 'Enviar el enlace sin esto' }).click()
  await page.getByText('El enlace va sin lo que hay detrás.').waitFor()
  await page.getByRole('button', { name: 'Enseñarlo' }).click()
  await card.waitFor()
  await page.setInputFiles('input[type=file]', file('cup.png', 95))
  await card.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Quitar cup.png' }).click()
  await card.waitFor()
  await page.getByRole('button', { name: 'Enviar más tarde' }).click()
  await page.fill('#leaves-on', new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16))
  await page.press('#leaves-on', 'Enter')
  await page.locator('.talk').getByText('tostado').waitFor()
  const kept = await db.selectFrom('reply_cards').select(['url', 'title']).execute()
  assert.deepEqual(kept, [{ url, title: 'Huila, tostado medio' }])
})
