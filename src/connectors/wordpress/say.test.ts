import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, test } from 'node:test'
import { type FakeWordPress, startFakeWordPress } from '../../../test/networks/wordpress/fake.ts'
import { type People, peopleOf } from '../../../test/networks/wordpress/people.ts'
import { answerTo, find, send, surroundings } from '../../../test/networks/wordpress/site.ts'
import type { Spoken } from '../connector.ts'
import { failureOf, messageOf, type TestContext } from '../contract.test-kit.ts'

let fake: FakeWordPress
let people: People
let marta: TestContext
let spoken: (text: string, by?: TestContext) => Promise<Spoken>
beforeEach(async () => {
  fake = await startFakeWordPress()
  people = peopleOf(fake)
  marta = await people.connected('marta')
  const post = await people.post('rosa', 'A post')
  const question = `comment:${await people.comment('rosa', post, 'A question')}`
  spoken = async (text, by = marta) => answerTo(messageOf(await surroundings(by, question), question), text)
})
afterEach(() => fake.stop())

const last = () => [...fake.site.comments.values()].at(-1)
/** WordPress does what it is asked, but its answer is lost or spoilt. */
const spoilPosts = (body: string, status = 201) =>
  fake.misbehave(({ route }, answer) =>
    route === 'wp/v2/comments' && answer.status === 201 ? { status, headers: {}, body } : answer,
  )

test('is refused what WordPress cannot hold, and what has no place', async () => {
  const long = await spoken('&'.repeat(20_000))
  assert.equal((await failureOf(send(marta, long)))?.words.key, 'wordpress.too-long')
  const { inReplyTo, ...lost } = await spoken('Where?')
  const nowhere = {
    ...lost,
    inReplyTo: { ...inReplyTo, externalId: 'status:1', rootExternalId: undefined, replyKey: undefined },
  }
  assert.equal((await failureOf(send(marta, nowhere)))?.words.key, 'wordpress.no-target')
  assert.equal(last()?.content, 'A question')
})

test('sends text as text, signed where only moderators see it', async () => {
  const reply = await spoken('1 < 2 &\n<b>')
  await send(marta, reply)
  assert.deepEqual([last()?.content, last()?.agent], ['1 &lt; 2 &amp;\n&lt;b&gt;', `Tertulia ${reply.key}`])
})

test('does not know the outcome when the answer cannot be read, and then finds it', async () => {
  for (const [body, status] of [
    ['<html>Oops</html>', 201],
    ['{"id":"soon"}', 201],
    ['<html>Fatal</html>', 500],
  ] as const) {
    const reply = await spoken(`Spoilt ${randomUUID()}`)
    assert.equal(await find(marta, reply), 'absent')
    spoilPosts(body, status)
    const failure = await failureOf(send(marta, reply))
    fake.misbehave(undefined)
    assert.deepEqual([failure?.kind, failure?.outcomeUnknown], ['temporary', true], body)
    const found = await find(marta, reply)
    assert.ok(typeof found === 'object')
    assert.equal(found.externalId, `comment:${last()?.id}`)
    assert.deepEqual(await send(marta, reply), found, 'said again, it is the one that stands there')
    assert.equal(await people.standing(reply.text), 1)
  }
})

test('finds it even when a plugin rewrote its words', async () => {
  const reply = await spoken('Before')
  const said = await send(marta, reply)
  const comment = last()
  assert.ok(comment)
  comment.content = 'Something else entirely'
  const found = await find(marta, reply)
  assert.ok(typeof found === 'object')
  assert.equal(found.externalId, said.externalId)
})

test('does not take for it the same words of another day, of another person or under another comment', async () => {
  const reply = await spoken('Thank you')
  await send(marta, reply)
  const comment = last()
  assert.ok(comment)
  comment.agent = 'Mozilla/5.0'
  assert.equal(typeof (await find(marta, reply)), 'object', 'the same words, without a signature')
  const { date, author, parent } = comment
  for (const other of [{ date: new Date(date.getTime() - 600_000) }, { author: 1 }, { parent: 0 }]) {
    Object.assign(comment, other)
    assert.equal(await find(marta, reply), 'absent', JSON.stringify(other))
    Object.assign(comment, { date, author, parent })
  }
  comment.agent = 'Tertulia of another reply'
  assert.equal(await find(marta, reply), 'absent', 'signed as another reply')
})

test('finds it by its words, as WordPress prints them, where signatures are not shown', async () => {
  const lucas = await people.connected('lucas')
  const reply = await spoken("“Yes” -- 3x4... it's <b> :)", lucas)
  await send(lucas, reply)
  const comment = last()
  assert.ok(comment)
  comment.content = '&#8220;Yes&#8221; &#8211; 3&#215;4&#8230; it&#8217;s &lt;b&gt; <img alt="🙂">'
  assert.equal(typeof (await find(lucas, reply)), 'object')
})

test('corrects for a clock that is wrong', async () => {
  const offMs = -3_600_000
  fake.site.now = () => new Date(Date.now() + offMs)
  fake.misbehave((_, answer) => ({
    ...answer,
    headers: { ...answer.headers, date: new Date(Date.now() + offMs).toUTCString() },
  }))
  const reply = await spoken('An hour behind')
  await send(marta, reply)
  assert.equal(typeof (await find(marta, reply)), 'object')
})

test('says plainly when WordPress holds it back where we cannot see it', async () => {
  const lucas = await people.connected('lucas')
  fake.site.holdsComments = true
  const reply = await spoken('Held', lucas)
  spoilPosts('<html>Oops</html>')
  await failureOf(send(lucas, reply))
  fake.misbehave(undefined)
  assert.equal(await find(lucas, reply), 'absent', 'it cannot be seen')
  const failure = await failureOf(send(lucas, reply))
  assert.deepEqual([failure?.kind, failure?.words.key], ['invalid', 'wordpress.said-before'])
  assert.equal(await people.standing('Held'), 1)
})

test('waits its turn', async () => {
  const ana = await people.connected('ana')
  await send(ana, await spoken('First', ana))
  const second = await spoken('Second', ana)
  const failure = await failureOf(send(ana, second))
  assert.equal(failure?.kind, 'rate-limited')
  assert.ok((failure.until?.getTime() ?? 0) > Date.now() + 14_000)
  fake.site.now = () => new Date(Date.now() + 15_000)
  await send(ana, second)
  assert.equal(await people.standing('Second'), 1)
})
