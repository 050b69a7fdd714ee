import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { type FakeWordPress, startFakeWordPress } from '../../../test/networks/wordpress/fake.ts'
import { type People, peopleOf } from '../../../test/networks/wordpress/people.ts'
import { deletionsIn, history, later, listening, newest } from '../../../test/networks/wordpress/site.ts'
import type { Heard } from '../connector.ts'
import { drain, idsOf, messageOf } from '../contract.test-kit.ts'

let fake: FakeWordPress
let people: People
beforeEach(async () => {
  fake = await startFakeWordPress()
  people = peopleOf(fake)
})
afterEach(() => fake.stop())

/** So many comments at once, all of the same second, as if they had come while nobody listened. */
function crowd(post: number, count: number, more: { status?: string; date?: Date } = {}): string[] {
  const { site } = fake
  return Array.from({ length: count }, () => {
    const id = site.nextId++
    const who = { author: 0, name: `P${id}`, email: `p${id}@blog.invalid`, agent: '' }
    site.comments.set(id, {
      id,
      post,
      parent: 0,
      ...who,
      content: `N${id}`,
      status: 'approved',
      date: site.now(),
      ...more,
    })
    return `comment:${id}`
  })
}

const commentsIn = (heard: Heard[]) => idsOf(heard).filter((id) => id.startsWith('comment:'))

test('hears nothing of a kind that was not chosen, but what its comments are about', async () => {
  const onlyPosts = await listening(await people.connected('marta', { settings: { hearComments: false } }))
  const onlyComments = await listening(await people.connected('marta', { settings: { hearPosts: false } }))
  const post = await people.post('rosa', 'One post')
  const id = await people.comment('rosa', post, 'One comment')
  assert.deepEqual(idsOf(await onlyPosts()), [`post:${post}`])
  const heard = await onlyComments()
  assert.deepEqual(idsOf(heard), [`post:${post}`, `comment:${id}`])
  assert.equal(messageOf(heard, `post:${post}`).concernsUs, false)
})

test('misses none of more comments than a page holds, and tells each once', async () => {
  const marta = await people.connected('marta')
  const post = await people.post('rosa', 'A crowd')
  const hear = await listening(marta)
  const ids = crowd(post, 730)
  const heard = commentsIn(await hear())
  assert.deepEqual(heard.toSorted(), ids.toSorted())
  assert.deepEqual(await hear(), [])
})

test('goes on after a stop in the middle of many', async () => {
  const stopped = new Date()
  const marta = { ...(await people.connected('marta')), now: () => stopped }
  const post = await people.post('rosa', 'A crowd')
  let { cursor } = await drain((at) => newest(marta, at), undefined)
  const ids = crowd(post, 350)
  const heard: Heard[] = []
  for (let more = true; more; ) {
    const batch = await newest(marta, cursor)
    // Each page is asked for twice, as after a crash before its commit, and says the same.
    assert.deepEqual(await newest(marta, cursor), batch)
    heard.push(...batch.heard)
    cursor = batch.cursor
    more = batch.more
  }
  assert.deepEqual(commentsIn(heard).toSorted(), ids.toSorted())
})

test('does not take for new what was there before and was not looked at', async () => {
  const marta = await people.connected('marta')
  const post = await people.post('rosa', 'Old and long')
  const ids = crowd(post, 500)
  const hear = await listening(marta)
  assert.deepEqual(await hear(), [], 'nor when the whole window is looked through')
  // With the newest gone, older ones come into the window.
  for (const id of ids.slice(-150)) fake.site.comments.delete(Number(id.replace('comment:', '')))
  const heard = await hear(later(marta, 3_700_000))
  assert.deepEqual(commentsIn(heard), [])
  assert.equal(deletionsIn(heard).length, 150)
})

test('finds a change further back within the hour, and one in the newest hundred at once', async () => {
  const marta = await people.connected('marta')
  const ids = crowd(await people.post('rosa', 'Changes'), 250)
  const hear = await listening(marta)
  await hear()
  const change = (id: string | undefined) =>
    people.change('rosa', String(id).replace(':', 's/'), { content: 'Changed' })
  await change(ids[10])
  await change(ids[240])
  assert.deepEqual(commentsIn(await hear()), [ids[240]])
  assert.deepEqual(commentsIn(await hear(later(marta, 3_700_000))), [ids[10]])
})

test('asks little when nothing happens', async () => {
  const hear = await listening(await people.connected('marta'))
  await hear()
  fake.asked.length = 0
  await hear()
  assert.deepEqual(fake.asked.toSorted(), ['GET wp/v2/comments', ...Array(3).fill('GET wp/v2/posts')])
})

test('listens more closely while people talk', async () => {
  const marta = await people.connected('marta')
  const post = await people.post('rosa', 'Lively')
  const quiet = await drain((at) => newest(marta, at), undefined)
  await people.comment('rosa', post, 'Hello')
  const lively = await drain((at) => newest(marta, at), quiet.cursor)
  const over = await drain((at) => newest(later(marta, 601_000), at), lively.cursor)
  assert.deepEqual([quiet.againInMs, lively.againInMs, over.againInMs], [undefined, 20_000, undefined])
})

test('keeps a cursor that does not change when nothing happens', async () => {
  const marta = await people.connected('marta')
  await people.post('rosa', 'Quiet')
  const first = await drain((at) => newest(marta, at), undefined)
  const second = await drain((at) => newest(marta, at), first.cursor)
  const third = await drain((at) => newest(marta, at), second.cursor)
  assert.deepEqual(third.cursor, second.cursor)
})

test('fetches many changed posts a few at a time', async () => {
  const marta = await people.connected('marta')
  const hear = await listening(marta)
  const ids: string[] = []
  for (let n = 0; n < 45; n++) ids.push(`post:${await people.post('rosa', `Post ${n}`)}`)
  assert.deepEqual(idsOf(await hear()).toSorted(), ids.toSorted())
  assert.deepEqual(await hear(), [])
})

test('hears a post that was published with a date long past', async () => {
  const hear = await listening(await people.connected('marta'))
  const id = await people.post('rosa', 'Moved here from elsewhere', { date: '2010-01-01T00:00:00Z' })
  assert.deepEqual(idsOf(await hear()), [`post:${id}`])
})

test('does not hear spam, unless it was heard before it was spam', async () => {
  const post = await people.post('rosa', 'Spam')
  const hear = await listening(await people.connected('marta'))
  crowd(post, 120, { status: 'spam' })
  const [id = ''] = crowd(post, 1)
  assert.deepEqual(commentsIn(await hear()), [id])
  await people.change('rosa', id.replace(':', 's/'), { status: 'spam' })
  assert.equal(messageOf(await hear(), id).moderation, 'spam')
})

test('history tells posts and comments since, each once, and what older posts they are about', async () => {
  const marta = await people.connected('marta')
  const old = await people.post('rosa', 'Long ago', { date: '2020-01-01T00:00:00Z' })
  const recent = await people.post('rosa', 'Lately')
  crowd(old, 3, { date: new Date('2020-01-02T00:00:00Z') })
  const ids = [...crowd(old, 120), ...crowd(recent, 60)]
  const { heard } = await drain((at) => history(marta, at, new Date(Date.now() - 86_400_000)), undefined)
  assert.deepEqual(idsOf(heard).toSorted(), [...ids, `post:${old}`, `post:${recent}`].toSorted())
  assert.equal(messageOf(heard, `post:${old}`).concernsUs, false)
  assert.equal(messageOf(heard, `post:${recent}`).concernsUs, undefined)
})
