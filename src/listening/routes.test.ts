import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { someChannel } from '../../test/channel.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
  const channel = await someChannel(world.app.core.db)
  const at = (days: number) => new Date(Date.now() - days * 86_400_000)
  await world.hear(
    channel,
    { externalId: '1', body: { text: 'Otra avería en el tren de Iberia' }, saidAt: at(1) },
    { externalId: '2', body: { text: 'Iberia va bien' }, saidAt: at(2) },
    { externalId: '3', body: { text: 'Averia de Iberia en mayo' }, saidAt: at(40) },
    {
      externalId: '4',
      body: { text: 'Lamentamos la avería, Iberia' },
      saidAt: at(1),
      author: { externalId: 'us', name: 'Nosotros' },
    },
  )
})
after(() => world.drop())

const made = z.object({ id: z.string(), version: z.number(), name: z.string(), text: z.string() })
const create = async (name: string, text: string, more: Record<string, unknown> = {}) =>
  made.parse(await (await world.as('marta', '/api/v1/listening/queries', json('POST', { name, text, ...more }))).json())

test('observers read and write nothing; strangers are sent to sign in', async () => {
  const { id } = await create('Vigilada', 'iberia')
  assert.equal((await world.as('vera', '/listening')).status, 200)
  assert.equal((await world.as('vera', `/listening/queries/${id}`)).status, 200)
  for (const path of ['/listening/new', `/listening/queries/${id}/edit`])
    assert.equal((await world.as('vera', path)).status, 403, path)
  assert.equal((await world.as('vera', '/listening/queries', form('POST', { name: 'x', text: 'y' }))).status, 403)
  assert.equal((await world.as('vera', `/listening/queries/${id}/removal`, form('PUT', {}))).status, 403)
  assert.equal((await world.app.request('http://localhost/listening')).status, 303)
  assert.equal((await world.as('vera', '/listening/queries/x')).status, 404)
  assert.doesNotMatch(await (await world.as('vera', '/listening')).text(), /\/listening\/new/)
})

test('a mistake is shown at its place and mended with its button, without script', async () => {
  const draft = { name: 'Averías', text: '(iberia AND "avería' }
  const refused = await world.as('marta', '/listening/queries', form('POST', { ...draft, deed: 'save' }))
  assert.equal(refused.status, 422)
  const page = await refused.text()
  assert.match(page, /<mark>/)
  const [, deed = ''] = /value="(mend-error-\d+-\d+)"/.exec(page) ?? []
  assert.notEqual(deed, '')
  const mended = await (await world.as('marta', '/listening/queries', form('POST', { ...draft, deed }))).text()
  assert.notEqual(textIn(mended), draft.text)
  const nameless = await world.as('marta', '/listening/queries', form('POST', { text: 'iberia', deed: 'save' }))
  assert.equal(nameless.status, 422)
  assert.match(await nameless.text(), /Give it a name/)
})

const textIn = (page: string) => /<textarea[^>]*name="text"[^>]*>([^<]*)</.exec(page)?.[1]

test('before it is saved, the page shows what it would find, and what nearly', async () => {
  const fields = { name: 'Averías', text: 'iberia avería', deed: 'preview' }
  const page = await (await world.as('marta', '/listening/queries', form('POST', fields))).text()
  assert.match(page, /1 match among 2 messages/)
  assert.match(page, /<mark>avería<\/mark>/)
  assert.match(page, /1 message fails only by/)
  assert.match(page, /<svg[^>]*class="chart__drawing"/)
  assert.equal(
    (await world.app.core.db.selectFrom('queries').select('id').where('name', '=', 'Averías').execute()).length,
    0,
  )
  const answer = await world.as('marta', '/api/v1/listening/preview', json('POST', { text: 'iberia avería' }))
  const { found, is_whole, near } = await answer.json()
  assert.deepEqual([found, is_whole, near.length], [1, true, 1])
  assert.equal(near[0].samples.length, 1)
})

test('boxes write the text, and a text fills the boxes', async () => {
  const boxes = { 'box.all': 'iberia', 'box.any': 'avería, lost my suitcase', 'box.sentiment': 'negative' }
  const built = await world.as('marta', '/listening/queries', form('POST', { name: 'x', deed: 'build', ...boxes }))
  const page = await built.text()
  assert.match(
    textIn(page)?.replaceAll('&quot;', '"') ?? '',
    /iberia.*aver.a OR "lost my suitcase".*sentiment:negative/,
  )
  assert.match(page, /name="box\.all"[^>]*value="iberia"|value="iberia"[^>]*name="box\.all"/)
  const said = form('POST', { name: 'x', text: '(a OR b) (c OR d)', deed: 'preview' })
  assert.doesNotMatch(await (await world.as('marta', '/listening/queries', said)).text(), /name="box\.all"/)
})

test('saved, changed, its texts remembered, paused, removed and brought back', async () => {
  const saved = await world.as(
    'marta',
    '/listening/queries',
    form('POST', { name: 'Tren', text: 'tren', group: 'Medios' }),
  )
  assert.equal(saved.status, 303)
  const path = saved.headers.get('location') ?? ''
  const id = path.split('/').at(-1)
  assert.match(await (await world.as('marta', '/listening')).text(), /Tren.*Medios/s)
  const edit = await (await world.as('marta', `${path}/edit`)).text()
  assert.equal(textIn(edit), 'tren')
  const changed = form('PATCH', { name: 'Trenes', text: 'tren*', group: 'medios', version: '1' })
  assert.equal((await world.as('marta', path, changed)).status, 303)
  assert.equal((await world.as('nico', path, changed)).status, 409)
  const { texts, name, group } = await (await world.as('vera', `/api/v1${path}/text`)).json()
  assert.deepEqual(
    [texts.map((one: { text: string }) => one.text), name, group.name],
    [['tren*', 'tren'], 'Trenes', 'Medios'],
  )
  await world.as('marta', `${path}/pause`, form('PUT', {}))
  assert.match(await (await world.as('vera', path)).text(), /This search is paused/)
  await world.as('marta', `${path}/pause`, form('DELETE', {}))
  await world.as('marta', `${path}/removal`, form('PUT', {}))
  const list = async () => (await (await world.as('vera', '/api/v1/listening')).json()).queries
  assert.ok((await list()).every((query: { id: string }) => query.id !== id))
  await world.as('marta', `${path}/removal`, form('DELETE', {}))
  assert.ok((await list()).some((query: { id: string }) => query.id === id))
  const kinds = await world.app.core.db.selectFrom('events').select('kind').where('kind', 'like', 'query.%').execute()
  for (const kind of ['created', 'changed', 'paused', 'resumed', 'removed', 'returned'])
    assert.ok(
      kinds.some((event) => event.kind === `query.${kind}`),
      kind,
    )
})

test('a program changes one thing and the rest stays; a refusal tells the place', async () => {
  const { id } = await create('Uno', 'iberia', { group: 'Medios' })
  const renamed = await world.as('marta', `/api/v1/listening/queries/${id}`, json('PATCH', { name: 'Dos' }))
  const { name, text, group, version } = await renamed.json()
  assert.deepEqual([name, text, group.name, version], ['Dos', 'iberia', 'Medios', 1])
  const wrong = await world.as('marta', '/api/v1/listening/queries', json('POST', { name: 'Tres', text: '(a' }))
  assert.equal(wrong.status, 422)
  assert.equal((await wrong.json()).errors[0].field, 'text')
  const { mistakes } = await (
    await world.as('marta', '/api/v1/listening/check', json('POST', { text: '(iberia' }))
  ).json()
  assert.equal(mistakes[0].from, 0)
  assert.ok(mistakes[0].mended.length > 0)
})

test('the list goes on page by page, by name', async () => {
  for (const name of ['b uno', 'B dos', 'b tres']) await create(name, 'iberia', { group: 'Páginas' })
  const all: string[] = []
  const { queries } = await (await world.as('vera', '/api/v1/listening')).json()
  const group = queries.find((query: { name: string }) => query.name === 'b uno').group.id
  for (let after = '', more = true; more; ) {
    const page = await (await world.as('vera', `/api/v1/listening?group=${group}&limit=2&after=${after}`)).json()
    all.push(...page.queries.map((query: { name: string }) => query.name))
    more = page.after !== null
    after = page.after
  }
  assert.deepEqual(all, ['B dos', 'b tres', 'b uno'])
  assert.equal((await world.as('vera', '/api/v1/listening?after=zzz')).status, 400)
})
