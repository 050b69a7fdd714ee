import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import fc from 'fast-check'
import { type FakeWordPress, startFakeWordPress } from '../../../test/networks/wordpress/fake.ts'
import { peopleOf } from '../../../test/networks/wordpress/people.ts'
import { history, listening, newest, type Stage, surroundings } from '../../../test/networks/wordpress/site.ts'
import type { Heard } from '../connector.ts'
import { assertSayable, drain, failureOf, idsOf } from '../contract.test-kit.ts'
import { wordpress } from './index.ts'

let fake: FakeWordPress
let stage: Stage
let post: number
before(async () => {
  fake = await startFakeWordPress()
  const people = peopleOf(fake)
  stage = { people, marta: await people.connected('marta') }
  post = await people.post('rosa', 'A post')
})
after(() => fake.stop())
afterEach(() => fake.misbehave(undefined))

const rowsOf = (body: string): Record<string, unknown>[] => JSON.parse(body)
/** Changes the rows of one list before they are answered. */
const spoil = (route: string, change: (rows: Record<string, unknown>[]) => unknown) =>
  fake.misbehave((asked, answer) =>
    asked.route === route && answer.status === 200
      ? { ...answer, body: JSON.stringify(change(rowsOf(answer.body))) }
      : answer,
  )
const refusedIn = (heard: Heard[]) => heard.flatMap((one) => (one.kind === 'refused' ? [one] : []))

test('waits when it is answered a page, or no list, and says so', async () => {
  const hear = await listening(stage.marta)
  for (const body of [
    '<!doctype html><title>Back soon</title>',
    '',
    '{"a":',
    'null',
    '{"code":"odd"}',
    '<html><script>var a = []</script>',
  ]) {
    fake.misbehave((_, answer) => ({ ...answer, body }))
    const failure = await failureOf(hear())
    assert.equal(failure?.kind, 'temporary', body)
    assertSayable(failure.words, wordpress)
  }
  fake.misbehave(undefined)
  const id = await stage.people.comment('rosa', post, 'Said meanwhile')
  assert.deepEqual(idsOf(await hear()), [`post:${post}`, `comment:${id}`], 'nothing was lost')
})

test('does not take an empty list without a count for the loss of everything', async () => {
  const hear = await listening(stage.marta)
  fake.misbehave(({ route }, answer) => (route.startsWith('wp/v2') ? { status: 200, headers: {}, body: '[]' } : answer))
  assert.deepEqual(await hear(), [])
  fake.misbehave(undefined)
  assert.deepEqual(await hear(), [])
})

test('reads through noise and without totals', async () => {
  const hear = await listening(stage.marta)
  const noise = '\uFEFF<br />\n<b>Warning</b>: Undefined array key "a[0]" in <b>/x.php</b> on line <b>3</b><br />\n'
  const id = await stage.people.comment('rosa', post, 'Through the noise')
  fake.misbehave((_, { status, body }) => ({ status, headers: { 'content-type': 'text/html' }, body: noise + body }))
  assert.deepEqual(idsOf(await hear()), [`post:${post}`, `comment:${id}`])
  assert.deepEqual(await hear(), [])
})

test('shows a row it cannot understand once, and hears the others', async () => {
  const hear = await listening(stage.marta)
  const ids = [await stage.people.comment('rosa', post, 'Odd'), await stage.people.comment('rosa', post, 'Even')]
  spoil('wp/v2/comments', (rows) => [
    ...rows.map((row) => (row.id === ids[0] ? { ...row, date_gmt: null } : row)),
    ...['no row', null, { id: -1 }],
  ])
  const heard = await hear()
  assert.deepEqual(idsOf(heard), [`post:${post}`, `comment:${ids[1]}`])
  assert.deepEqual(
    refusedIn(heard)
      .map(({ externalId }) => externalId)
      .toSorted(),
    [`comment:${ids[0]}`, undefined, undefined, undefined],
  )
  for (const { reason, excerpt } of refusedIn(heard)) {
    assertSayable(reason, wordpress)
    assert.ok(excerpt.length <= 600)
  }
  assert.deepEqual(await hear(), [], 'once')
  fake.misbehave(undefined)
  assert.deepEqual(idsOf(await hear()), [`comment:${ids[0]}`], 'when it is whole it is heard')
})

test('hears a post whose author and picture are hidden', async () => {
  const hear = await listening(stage.marta)
  const id = await stage.people.post('rosa', 'Hidden')
  const refusal = { code: 'rest_user_cannot_view', message: 'No', data: { status: 401 } }
  spoil('wp/v2/posts', (rows) =>
    rows.map((row) => ({ ...row, _embedded: { author: [refusal], 'wp:featuredmedia': refusal } })),
  )
  const [one] = await hear()
  assert.ok(one?.kind === 'message')
  assert.deepEqual(
    [one.message.externalId, one.message.author.name, one.message.media],
    [`post:${id}`, 'La “prueba”', []],
  )
})

test('neither crashes nor loops on a server that ignores what it is asked', async () => {
  const hear = await listening(stage.marta)
  const rows = Array.from({ length: 100 }, (_, at) => ({ id: 10_000 + at }))
  fake.misbehave(({ route }, answer) =>
    route.startsWith('wp/v2') ? { status: 200, headers: {}, body: JSON.stringify(rows) } : answer,
  )
  assert.ok(refusedIn(await hear()).length >= 100)
  await drain((at) => history(stage.marta, at, new Date(0)), undefined)
  await surroundings(stage.marta, `post:${post}`)
})

test('takes whatever stands in a row for what it is: data', async () => {
  const hear = await listening(stage.marta)
  await stage.people.comment('rosa', post, 'A good one')
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.constantFrom(
          'id',
          'post',
          'parent',
          'author_name',
          'date_gmt',
          'content',
          'link',
          'status',
          'author_avatar_urls',
          'author_email',
        ),
        fc.jsonValue(),
      ),
      async (odd) => {
        spoil('wp/v2/comments', (rows) => rows.map((row) => ({ ...row, ...odd })))
        const batch = await newest(stage.marta, undefined)
        assert.deepEqual(JSON.parse(JSON.stringify(batch.cursor)), batch.cursor)
        for (const one of await hear())
          if (one.kind === 'message') {
            assert.ok(!Number.isNaN(one.message.saidAt.getTime()))
            assert.match(one.message.url ?? 'https:', /^https?:/)
          }
      },
    ),
    { numRuns: 60 },
  )
})
