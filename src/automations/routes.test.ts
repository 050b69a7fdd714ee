import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { heard, said, someConversation } from '../../test/talk.ts'
import { newId } from '../lib/ids.ts'
import { tryApp } from './app.test-kit.ts'
import { deedKinds } from './deed.ts'
import { ownDeeds } from './own-deeds.ts'
import { rehearse } from './rehearse.ts'
import { runDues } from './run-dues.ts'

const app = await tryApp()
const { cast, api, page, form } = app
const { db } = app.core
after(() => app.end())

const path = '/settings/automations'
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const make = async (more: object = {}): Promise<string> => {
  const deeds = [{ do: 'tag', tag: 'x' }]
  const { status, body } = await api('POST', path, { name: 'A', when: { on: 'message.heard' }, deeds, ...more })
  assert.equal(status, 201)
  return body.id
}

/** Looks at the past to its end, however slow the machine is. */
async function look(id: string) {
  const begun = await api('POST', `${path}/${id}/rehearsals`)
  assert.equal(begun.status, 202)
  await rehearse(db, begun.body.id)
  return (await api('GET', `${path}/${id}/rehearsal`)).body
}

test('only those who may change settings see or change them', async () => {
  assert.equal((await page(path, cast.marta.headers)).status, 403)
  assert.equal((await page(path, {})).status, 303)
  assert.equal((await form('POST', path, { name: 'X' }, cast.marta.headers)).status, 403)
})

test('a form makes one, with groups and deeds, and shows it again as it was written', async () => {
  const made = await form('POST', path, {
    name: 'Reembolsos',
    when: 'waits-for-us',
    minutes: '4 h',
    mode: 'all',
    g1_mode: 'all',
    g1_words: 'reembolso, devol*',
    g1_intents: 'complaint',
    g2_mode: 'none',
    g2_tags: '#vip',
    g2_held: 'yes',
    d1_do: 'tag',
    d1_tag: '#dinero',
    d2_do: 'tell',
    d2_to: 'managers',
  })
  assert.equal(made.status, 303)
  const { automations } = (await api('GET', path)).body
  const { id, name, when, if: condition, deeds, on_since } = automations.at(-1)
  assert.deepEqual([name, when, on_since], ['Reembolsos', { on: 'waits-for-us', minutes: 240 }, null])
  assert.deepEqual(condition, {
    all: [{ intents: ['complaint'], words: ['reembolso', 'devol*'] }, { none: [{ tags: ['vip'] }, { held: true }] }],
  })
  assert.deepEqual(deeds, [
    { do: 'tag', tag: 'dinero' },
    { do: 'tell', to: 'managers' },
  ])
  const html = await (await page(`${path}/${id}`)).text()
  assert.match(html, /value="reembolso, devol\*"/)
  assert.match(html, /value="vip"/)
  assert.match(await (await page(path)).text(), /tag it #dinero/)
})

test('what is wrong is said beside its field, and nothing written is lost', async () => {
  const answered = await form('POST', path, {
    name: 'Mal',
    when: 'waits-for-us',
    minutes: 'luego',
    d1_do: 'assign',
    g1_words: 'hola',
  })
  assert.equal(answered.status, 422)
  const html = await answered.text()
  assert.match(html, /Write a time like 30 min/)
  assert.match(html, /Choose one of us or a team/)
  assert.match(html, /value="hola"/)
  const wrong = async (body: object) =>
    (await api('POST', path, { name: 'A', when: { on: 'message.heard' }, ...body })).body
  assert.deepEqual(fieldsOf(await wrong({ deeds: [{ do: 'send' }] })), ['deeds.0.do'])
  assert.deepEqual(fieldsOf(await wrong({ deeds: [{ do: 'tag' }] })), ['deeds.0.tag'])
  const deep = JSON.parse(`${'{"all":['.repeat(800)}{}${']}'.repeat(800)}`)
  assert.deepEqual(fieldsOf(await wrong({ if: deep, deeds: [{ do: 'close' }] })), ['if'])
})

const fieldsOf = ({ errors }: { errors: { field: string }[] }) => errors.map(({ field }) => field)

test('nested deeper than a page can show, it stays as it is', async () => {
  const nested = { any: [{ all: [{ words: ['a'] }, { none: [{ tags: ['b'] }] }] }, { urgency: 3 }] }
  const id = await make({ if: nested })
  assert.match(await (await page(`${path}/${id}`)).text(), /nested deeper/)
  const fields = { name: 'B', when: 'message.heard', if: JSON.stringify(nested), d1_do: 'tag', d1_tag: 'x' }
  assert.equal((await form('PUT', `${path}/${id}`, fields)).status, 303)
  assert.deepEqual((await api('GET', `${path}/${id}`)).body.if, nested)
})

test('somebody looks first, then switches it on; what is changed is looked at again', async () => {
  const then = daysAgo(3)
  const channel = (await someConversation(db, said('a', { body: { text: 'un reembolso' }, saidAt: then }))).channel
  await heard(db, channel, said('b', { body: { text: 'Reembolso ya' }, saidAt: then, parentExternalId: 'a' }))
  await heard(db, channel, said('c', { body: { text: 'hola' }, saidAt: daysAgo(2) }))
  await heard(db, channel, said('d', { body: { text: 'reembolso' }, saidAt: daysAgo(40) }))
  const id = await make({ name: 'Mira', if: { words: ['reembolso'] } })
  assert.equal((await api('PUT', `${path}/${id}/running`)).status, 409)
  const { count, conversations, days, examples, ended_at } = await look(id)
  assert.deepEqual([count, conversations], [2, 1])
  assert.deepEqual(days, { [then.toISOString().slice(0, 10)]: 2 })
  assert.deepEqual(examples[0].because, [{ leaf: { words: ['reembolso'] } }])
  assert.ok(ended_at)
  const html = await (await page(`${path}/${id}`)).text()
  assert.match(html, /It would have acted 2 times, in one conversation/)
  assert.equal((await api('PUT', `${path}/${id}/running`)).status, 200)
  const same = {
    name: 'Otra',
    when: { on: 'message.heard' },
    if: { words: ['reembolso'] },
    deeds: [{ do: 'tag', tag: 'x' }],
  }
  assert.ok((await api('PUT', `${path}/${id}`, same)).body.on_since)
  assert.equal((await api('PUT', `${path}/${id}`, { ...same, deeds: [{ do: 'close' }] })).body.on_since, null)
  assert.equal((await api('PUT', `${path}/${id}/running`)).status, 409)
})

test('a long past is looked at in stretches, each message once', async () => {
  const { channel } = await someConversation(db, said('long', { saidAt: daysAgo(1) }))
  const identity = await db.selectFrom('identities').select('id').executeTakeFirstOrThrow()
  const ids = Array.from({ length: 1300 }, () => newId())
  await sql`insert into conversations (id, channel_id, last_at)
    select id, ${channel.id}, now() from unnest(${ids}::uuid[]) as id`.execute(db)
  await sql`insert into messages (id, channel_id, external_id, conversation_id, identity_id, text, visibility, said_at,
      is_ours, concerns_us, mentions, search)
    select id, ${channel.id}, id::text, id, ${identity.id}, 'muchísimos', 'public', now() - interval '1 hour' * n / 10,
      false, true, '{}', '' from unnest(${ids}::uuid[]) with ordinality as g (id, n)`.execute(db)
  const id = await make({ if: { words: ['muchisimos'] } })
  const latest = await look(id)
  assert.deepEqual([latest.count, latest.conversations, latest.examples.length], [1300, 1300, 50])
  assert.equal(
    Object.values<number>(latest.days).reduce((sum, one) => sum + one, 0),
    1300,
  )
  const { rows } = await sql`select from automation_rehearsed`.execute(db)
  assert.equal(rows.length, 0)
})

test('what events and waiting would have called is found too', async () => {
  const { id: conversation } = await someConversation(
    db,
    said('w', { body: { text: 'esperoaqui' }, saidAt: daysAgo(5) }),
  )
  await api('PUT', `/conversations/${conversation}/closure`)
  const count = async (more: object) => (await look(await make(more))).count
  const words = { words: ['esperoaqui'] }
  assert.equal(await count({ if: words, when: { on: 'conversation.closed' } }), 1)
  assert.equal(await count({ if: words, when: { on: 'conversation.tagged' } }), 0)
  assert.equal(await count({ if: words, when: { on: 'waits-for-us', minutes: 60 } }), 1)
  assert.equal(await count({ if: words, when: { on: 'waits-for-us', minutes: 60 * 24 * 6 } }), 0)
  assert.equal(await count({ if: words, when: { on: 'waits-for-them', minutes: 60 } }), 0)
})

test('they act in their order, are moved, removed and brought back switched off', async () => {
  const [one, other] = [await make({ name: 'One' }), await make({ name: 'Other' })]
  const last = async () => (await api('GET', path)).body.automations.slice(-2).map((it: { name: string }) => it.name)
  assert.deepEqual(await last(), ['One', 'Other'])
  await api('PUT', `${path}/${other}/place`, { to: 'up' })
  assert.deepEqual(await last(), ['Other', 'One'])
  await api('DELETE', `${path}/${one}`)
  assert.ok(!(await last()).includes('One'))
  assert.equal((await api('PUT', `${path}/${one}/running`)).status, 404)
  await api('DELETE', `${path}/${one}/removal`)
  assert.deepEqual(await last(), ['Other', 'One'])
})

test('a run is listed with why, undone once, and the audit says which automation it was', async () => {
  const id = await make({ name: 'Escucha', if: { words: ['pruebame'] } })
  await look(id)
  await api('PUT', `${path}/${id}/running`)
  const { id: conversation } = await someConversation(db, said('r', { body: { text: 'pruebame' }, saidAt: new Date() }))
  await sql`delete from readings_due`.execute(db)
  assert.equal(await runDues(db, deedKinds(ownDeeds), new Date()), 1)
  const [run] = (await api('GET', `${path}/${id}/runs`)).body.runs
  assert.deepEqual([run.conversation_id, run.did], [conversation, ['tag']])
  assert.match(await (await page('/audit')).text(), /The automation Escucha tagged a conversation/)
  assert.equal((await form('PUT', `${path}/runs/${run.id}/undoing`, {}, cast.marta.headers)).status, 403)
  const undone = await api('PUT', `${path}/runs/${run.id}/undoing`)
  assert.deepEqual([undone.status, undone.body.undone], [200, 1])
  assert.equal((await api('PUT', `${path}/runs/${run.id}/undoing`)).status, 409)
  assert.deepEqual((await api('GET', `/conversations/${conversation}`)).body.tags, [])
})

/** One that is switched on. */
async function running(more: object): Promise<string> {
  const id = await make(more)
  await look(id)
  await api('PUT', `${path}/${id}/running`)
  return id
}

test('one that goes too far rests, its page says why, and those who lead are told', async () => {
  const name = (at: number) => (at === 3 ? 'Insiste' : `t${at}`)
  const ids: string[] = []
  // The later ones first, so that each answers only what the one before it did.
  for (const at of [3, 2, 1, 0])
    ids[at] = await running({
      name: name(at),
      when: { on: 'conversation.tagged' },
      if: { all: [{ tags: [`t${at}`] }, { none: [{ tags: [`t${at + 1}`] }] }] },
      deeds: [{ do: 'tag', tag: `t${at + 1}` }],
    })
  const id = ids[3]
  const { id: conversation } = await someConversation(db, said('z', { saidAt: new Date() }))
  await api('PUT', `/conversations/${conversation}/tags/t0`)
  await runDues(db, deedKinds(ownDeeds), new Date())
  assert.equal((await api('GET', `${path}/${id}`)).body.pause.because, 'chain')
  assert.match(await (await page(`${path}/${id}`)).text(), /Three automations had already answered each other/)
  const bell = await (await page('/notifications')).text()
  assert.ok(bell.includes('The automation Insiste went too far and rests'))
  const [, line = ''] = /href="(\/notifications\/[0-9a-f-]{36})"/.exec(bell) ?? []
  assert.equal((await page(line)).headers.get('location'), `${path}/${id}`)
  assert.ok(!(await (await page('/notifications', cast.marta.headers)).text()).includes('Insiste'))
  assert.equal((await api('PUT', `${path}/${id}/running`)).body.pause, null)
})

test('one that acts too often in a conversation leaves it alone, and its page and the bell say where', async () => {
  const id = await running({
    name: 'Pesada',
    when: { on: 'conversation.untagged' },
    deeds: [{ do: 'note', text: 'otra vez' }],
  })
  const { id: conversation } = await someConversation(db, said('y', { saidAt: new Date() }))
  for (let at = 0; at < 11; at++) {
    await api('PUT', `/conversations/${conversation}/tags/u`)
    await api('DELETE', `/conversations/${conversation}/tags/u`)
    await runDues(db, deedKinds(ownDeeds), new Date())
  }
  assert.equal((await api('GET', `${path}/${id}`)).body.pause, null)
  assert.match(await (await page(`${path}/${id}`)).text(), /leaves this conversation alone/)
  const bell = await (await page('/notifications')).text()
  assert.match(bell, /The automation Pesada acted ten times in an hour in .* and leaves it alone/)
  assert.ok(!bell.includes('The automation Pesada went too far'))
})
