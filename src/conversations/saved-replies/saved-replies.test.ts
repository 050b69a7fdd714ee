import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { minute, rosa, said, someConversation } from '../../../test/talk.ts'
import type { Viewer } from '../../core/web.ts'
import { newId } from '../../lib/ids.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { changeReply } from './write.ts'

let world: World
let team: string
let martaInTeam: Viewer
before(async () => {
  world = await createWorld()
  team = newId()
  await world.db.insertInto('teams').values({ id: team, name: 'Tienda' }).execute()
  await world.db.insertInto('team_members').values({ team_id: team, user_id: world.cast.marta.id }).execute()
  martaInTeam = { ...world.cast.marta, teamIds: [team] }
})
after(() => world.drop())

const one = z.object({ id: z.string(), name: z.string(), version: z.number(), texts: z.record(z.string(), z.string()) })
const list = z.object({
  saved_replies: z.array(z.object({ name: z.string(), uses: z.number() })),
  after: z.string().nullable(),
})
const problem = z.object({ fields: z.record(z.string(), z.string()) })

const hello = { name: 'Saludo', texts: { es: 'Hola, {nombre}. Soy {mi-nombre}, de {organización}.', en: 'Hi {name}.' } }

async function write(viewer: Viewer, body: object) {
  const answer = await world.as(viewer)('/saved-replies', json('POST', body))
  assert.equal(answer.status, 201)
  return one.parse(await answer.json())
}

test('observers see none, agents write those of their teams, managers everybody’s', async () => {
  const { vera, marta, nico } = world.cast
  assert.equal((await world.as(vera)('/saved-replies', json('GET'))).status, 403)
  assert.equal((await world.as(undefined)('/saved-replies', json('GET'))).status, 401)
  assert.equal((await world.as(marta)('/saved-replies', json('POST', hello))).status, 403)
  assert.equal((await world.as(marta)('/saved-replies', json('POST', { ...hello, team }))).status, 403)
  const ofTeam = await write(martaInTeam, { ...hello, name: 'Saludo de tienda', team })
  const everybodys = await write(nico, hello)
  const patch = json('PATCH', { name: 'Otro' })
  assert.equal((await world.as(martaInTeam)(`/saved-replies/${everybodys.id}`, patch)).status, 403)
  assert.equal((await world.as(martaInTeam)(`/saved-replies/${everybodys.id}/removal`, json('PUT'))).status, 403)
  assert.equal((await world.as(martaInTeam)(`/saved-replies/${ofTeam.id}`, patch)).status, 200)
  const away = json('PATCH', { team: null })
  assert.equal((await world.as(martaInTeam)(`/saved-replies/${ofTeam.id}`, away)).status, 403)
})

test('what cannot be kept is refused beside its field, and a form comes back as it was written', async () => {
  const as = world.as(world.cast.nico)
  const wrong = async (body: object) => {
    const answer = await as('/saved-replies', json('POST', body))
    assert.equal(answer.status, 422)
    return problem.parse(await answer.json()).fields
  }
  assert.match((await wrong({ name: ' ', texts: { es: 'Hola' } })).name ?? '', /name of 1 to 120/)
  assert.match((await wrong({ name: 'x', texts: { es: ' ' } })).text ?? '', /one language at least/)
  assert.match((await wrong({ name: 'x', texts: { klingon: 'Hola' } }))['text.klingon'] ?? '', /klingon/)
  assert.match((await wrong({ name: 'x', texts: { es: 'x'.repeat(10_001) } }))['text.es'] ?? '', /10,000/)
  assert.match((await wrong({ name: 'x', team: newId(), texts: { es: 'x' } })).team ?? '', /no longer here/)
  const fields = { name: 'Pedido', 'text.es': 'Hola:\nTu pedido {pedido}', 'text.en': 'Hi {nam}' }
  const again = await as('/saved-replies', form('POST', fields))
  assert.equal(again.status, 422)
  const page = await again.text()
  assert.match(page, /Line 2: \{pedido\} is not a variable/)
  assert.match(page, /Did you mean \{name\}\?/)
  assert.match(page, /Tu pedido \{pedido\}<\/textarea>/)
})

test('each change is a version with who wrote it; nothing new is none; nobody overwrites what they have not seen', async () => {
  const { nico, olga } = world.cast
  const { id } = await write(nico, { ...hello, name: 'Versiones' })
  const as = world.as(olga)
  const change = async (body: object) => (await as(`/saved-replies/${id}`, json('PATCH', body))).status
  assert.equal(await change({ name: ' Versiones ' }), 200)
  assert.equal(await change({ texts: { es: 'Hola, {nombre}.' }, version: 1 }), 200)
  assert.equal(await change({ name: 'Tarde', version: 1 }), 409)
  const versions = z.object({
    version: z.number(),
    versions: z.array(z.object({ by: z.object({ name: z.string() }), texts: z.record(z.string(), z.string()) })),
  })
  const found = versions.parse(await (await as(`/saved-replies/${id}`, json('GET'))).json())
  assert.equal(found.version, 2)
  assert.deepEqual(
    found.versions.map(({ by, texts }) => [by.name, Object.keys(texts)]),
    [
      ['Olga', ['es']],
      ['Nico', ['en', 'es']],
    ],
  )
})

test('what a program leaves out stays as whoever came first left it', async () => {
  const { nico, olga } = world.cast
  const { id } = await write(nico, { ...hello, name: 'A la vez' })
  const texts = { es: 'Hola, {nombre}. Abrimos a las diez.' }
  const renamed = await world.db.transaction().execute(async (tx) => {
    await tx.selectFrom('saved_replies').select('id').where('id', '=', id).forUpdate().execute()
    const rename = world.as(olga)(`/saved-replies/${id}`, json('PATCH', { name: 'Después' }))
    for (let turn = 0; turn < 200 && (await nobodyWaits()); turn++) await setTimeout(10)
    await changeReply(tx, id, { texts }, nico)
    return { rename }
  })
  assert.equal((await renamed.rename).status, 200)
  const kept = one.parse(await (await world.as(nico)(`/saved-replies/${id}`, json('GET'))).json())
  assert.deepEqual([kept.name, kept.texts, kept.version], ['Después', texts, 3])
})

const nobodyWaits = async (): Promise<boolean> => {
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return (await waiting.execute(world.db)).rows.length === 0
}

test('one that is removed is offered to nobody, and comes back', async () => {
  const { nico } = world.cast
  const { id } = await write(nico, { ...hello, name: 'De quita y pon' })
  const { id: conversation } = await someConversation(world.db)
  const as = world.as(nico)
  const offered = async () => {
    const answer = await as(`/conversations/${conversation}/saved-replies?q=quita`, json('GET'))
    return z.object({ saved_replies: z.array(z.unknown()) }).parse(await answer.json()).saved_replies.length
  }
  assert.equal(await offered(), 1)
  const insertion = `/conversations/${conversation}/saved-replies/${id}/insertion`
  await as(`/saved-replies/${id}/removal`, json('PUT'))
  await as(`/saved-replies/${id}/removal`, json('PUT'))
  assert.equal(await offered(), 0)
  assert.equal((await as(insertion, json('POST', {}))).status, 409)
  const gone = list.parse(await (await as('/saved-replies?removed=1', json('GET'))).json())
  assert.deepEqual(
    gone.saved_replies.map(({ name }) => name),
    ['De quita y pon'],
  )
  await as(`/saved-replies/${id}/removal`, json('DELETE'))
  assert.equal(await offered(), 1)
  const kinds = await world.db.selectFrom('events').select('kind').where('kind', 'like', 'saved-reply.re%').execute()
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['saved-reply.removed', 'saved-reply.restored'],
  )
})

test('they are found by words as one types them, by team, and page by page', async () => {
  const { nico } = world.cast
  await write(nico, { name: 'Devolución sin ticket', texts: { es: 'Puedes devolverlo en treinta días.' } })
  const names = async (query: string) => {
    const answer = list.parse(await (await world.as(nico)(`/saved-replies?${query}`, json('GET'))).json())
    return { names: answer.saved_replies.map(({ name }) => name), after: answer.after }
  }
  for (const q of ['devoluci', 'devolucion', 'TREINTA día', 'tick'])
    assert.deepEqual((await names(`q=${encodeURIComponent(q)}`)).names, ['Devolución sin ticket'], q)
  assert.deepEqual((await names(`q=${encodeURIComponent("' & | ! :* (")}&limit=1`)).names.length, 1)
  assert.ok((await names(`team=${team}`)).names.every((name) => name === 'Otro'))
  const all = await names('')
  const pages: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = await names(`limit=2&after=${after}`)
    pages.push(...page.names)
    after = page.after
  }
  assert.deepEqual(pages, all.names)
})

test('a team’s are at hand for its members and where the team has the conversation', async () => {
  const { nico, marta } = world.cast
  const { id } = await write(nico, { name: 'Solo de tienda', texts: { es: 'Pásate por la tienda.' }, team })
  const { id: conversation } = await someConversation(world.db)
  const insertion = `/conversations/${conversation}/saved-replies/${id}/insertion`
  assert.equal((await world.as(marta)(insertion, json('POST', {}))).status, 404)
  assert.equal((await world.as(martaInTeam)(insertion, json('POST', {}))).status, 201)
  await world.as(nico)(`/conversations/${conversation}/assignment`, json('PUT', { to: `team:${team}` }))
  assert.equal((await world.as(marta)(insertion, json('POST', {}))).status, 201)
})

const offeredText = z.object({ text: z.string(), gaps: z.array(z.string()), language: z.string() })

test('its variables are filled in for whoever is answered, in their language', async () => {
  const { nico, marta } = world.cast
  const { id } = await write(nico, { ...hello, name: 'Rellenar' })
  const spanish = said('1', { body: { text: '¿Cuándo llega mi pedido? Sigo esperando\nLucía' }, language: 'es' })
  const { id: conversation } = await someConversation(world.db, spanish)
  await world.db.updateTable('conversations').set({ language: 'es' }).where('id', '=', conversation).execute()
  const insert = async (body: object) => {
    const answer = await world.as(marta)(
      `/conversations/${conversation}/saved-replies/${id}/insertion`,
      json('POST', body),
    )
    return offeredText.parse(await answer.json())
  }
  assert.deepEqual(await insert({}), { text: 'Hola, Lucía. Soy Marta, de Café Central.', gaps: [], language: 'es' })
  assert.deepEqual(await insert({ language: 'en' }), { text: 'Hi Lucía.', gaps: [], language: 'en' })
})

test('what nobody knows is a gap, which is not sent until it is filled in; what was written is kept', async () => {
  const { nico, marta } = world.cast
  const { id } = await write(nico, { ...hello, name: 'Con hueco' })
  const nameless = { externalId: 'https://example.org/@x99', name: 'x99', handle: '@x99@example.org' }
  const { id: conversation } = await someConversation(world.db, said('1', { author: nameless }))
  const as = world.as(marta)
  const filled = await as(
    `/conversations/${conversation}/saved-replies/${id}/insertion`,
    json('POST', { language: 'es' }),
  )
  const { text, gaps } = offeredText.parse(await filled.json())
  assert.deepEqual([text, gaps], ['Hola, ⟦nombre⟧. Soy Marta, de Café Central.', ['nombre']])
  const refused = await as(`/conversations/${conversation}/replies`, json('POST', { text }))
  assert.equal(refused.status, 422)
  assert.match(problem.parse(await refused.json()).fields.text ?? '', /gap is still to be filled in: nombre/)
  const parts = await as(`/conversations/${conversation}/replies`, json('POST', { text: 'a', parts: ['a', text] }))
  assert.equal(parts.status, 422)
  const page = await as(`/conversations/${conversation}/replies`, form('POST', { text }))
  assert.equal(page.status, 422)
  assert.ok((await page.text()).includes(`${text}</textarea>`))
  const mended = await as(
    `/conversations/${conversation}/replies`,
    json('POST', { text: text.replace('⟦nombre⟧', 'Ana') }),
  )
  assert.equal(mended.status, 201)
})

test('without script what was written is kept, the list is a page, and what is chosen comes after it', async () => {
  const { nico, marta } = world.cast
  const { id } = await write(nico, { name: 'Domingos', texts: { es: 'Abrimos de 9 a 14.' } })
  const { id: conversation } = await someConversation(
    world.db,
    said('1'),
    said('2', { author: rosa, saidAt: minute(3) }),
  )
  const as = world.as(marta)
  const path = `/conversations/${conversation}/saved-replies`
  const left = await as(path, form('POST', { text: 'Hola, Rosa:' }))
  assert.equal(left.status, 303)
  const page = await as(left.headers.get('location') ?? '')
  assert.match(await page.text(), new RegExp(`${path}/${id}/insertion`))
  const back = await as(`${path}/${id}/insertion`, form('POST', { language: 'es' }))
  assert.equal(back.headers.get('location'), `/conversations/${conversation}`)
  assert.match(
    await (await as(`/conversations/${conversation}`)).text(),
    /Hola, Rosa:\n\nAbrimos de 9 a 14.<\/textarea>/,
  )
})
