import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { afterPages, answeringPage, pagesFirst } from './pages-first.ts'
import type { Env } from './web.ts'

const settled = async (work: Promise<void>): Promise<boolean> => {
  let done = false
  work.then(() => {
    done = true
  })
  await sleep(5)
  return done
}

test('work that nobody looks at waits for the last of the pages', async () => {
  const [one, other] = [answeringPage(), answeringPage()]
  const work = afterPages()
  one()
  // Said twice, it is still one page.
  one()
  assert.equal(await settled(work), false)
  other()
  assert.equal(await settled(work), true)
  assert.equal(await settled(afterPages()), true, 'nothing is waited for when no page is being answered')
})

test('pages that never end do not stop it', async () => {
  const never = answeringPage()
  const began = performance.now()
  await afterPages()
  assert.ok(performance.now() - began < 1_000)
  await sleep(1_100)
  assert.equal(await settled(afterPages()), true, 'nor does a page count that waits long for somebody else')
  never()
  assert.equal(await settled(afterPages()), true)
})

test('a page counts while it is answered, also when it fails, and a program’s question does not', async () => {
  const app = new Hono<Env>().use(pagesFirst)
  const during: boolean[] = []
  const look = async () => during.push(await settled(afterPages()))
  app.get('/page', async (c) => {
    await look()
    return c.html('')
  })
  app.get('/broken', async () => {
    await look()
    throw new Error('on purpose')
  })
  app.onError((_, c) => c.text('', 500))
  await app.request('/page', { headers: { accept: 'text/html' } })
  await app.request('/broken', { headers: { accept: 'text/html' } })
  await app.request('/page', { headers: { accept: 'application/json' } })
  assert.deepEqual(during, [false, false, true])
  assert.equal(await settled(afterPages()), true)
})
