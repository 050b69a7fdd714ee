import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { testApp } from '../../test/app.ts'
import { scripted, someChannel } from '../../test/channel.ts'
import { lucas, said } from '../../test/talk.ts'
import { registry } from '../connectors/index.ts'
import { reply } from '../conversations/reply.ts'
import { take } from '../intake/index.ts'
import { tinyInPlace } from '../intake/understand.test-kit.ts'
import { newId } from '../lib/ids.ts'
import type { Operation } from './operation.ts'
import { approvals } from './operations-approval.ts'
import { assignment } from './operations-assignment.ts'
import { attaching, attachingToNotes } from './operations-attachments.ts'
import { automations } from './operations-automations.ts'
import { bulk } from './operations-bulk.ts'
import { coaching } from './operations-coach.ts'
import { house } from './operations-house.ts'
import { imports } from './operations-imports.ts'
import { learning } from './operations-learning.ts'
import { listening } from './operations-listening.ts'
import { news } from './operations-news.ts'
import { rearranging } from './operations-rearrange.ts'
import { savedReplies } from './operations-saved-replies.ts'
import { savedViews } from './operations-saved-views.ts'
import { serviceLevels } from './operations-service-levels.ts'
import { surveys } from './operations-surveys.ts'
import { writing } from './operations-writing.ts'

// Real answers about the team and its work, held against what the document promises: in this order, each once at least.

let app: Awaited<ReturnType<typeof testApp>>
let folder: string
let conversation: string
let message: string
let channel: string
let marta: string
const asked = new Set<Operation>()

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answers-'))
  const moderating = {
    ...scripted,
    moderate: { hold: async () => {} },
    react: { like: { label: 'ui.undo', set: async () => {} } },
  }
  app = await testApp({ connectors: registry([moderating]) }, { TERTULIA_DATA: folder })
  const { db } = app.core
  const window = await someChannel(db)
  channel = window.id
  await take(
    db,
    moderating,
    window,
    { heard: [said('1', { author: lucas })], cursor: 1 },
    { moves: 'newest', now: new Date(), understanding: tinyInPlace },
  )
  const row = await db.selectFrom('messages').select(['id', 'conversation_id']).executeTakeFirstOrThrow()
  ;[message, conversation] = [row.id, row.conversation_id]
  marta = newId()
  const user = { name: 'Marta', email: 'marta@example.org', role: 'agent', deactivated_at: null, image: null } as const
  await db
    .insertInto('users')
    .values({ id: marta, ...user })
    .execute()
})
after(async () => {
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Asks for an operation; its answer is what the document says, and no more. */
async function hold(all: readonly Operation[], deed: string, where: Record<string, string> = {}, body?: unknown) {
  const [method = '', path = ''] = deed.split(' ')
  const operation = all.find((one) => one.method === method && one.path === path)
  assert.ok(operation, deed)
  asked.add(operation)
  const query = where.query ?? ''
  const real = path.replace(/:(\w+)/g, (_, name: string) => where[name] ?? '')
  const answer = await app.request(`/api/v1${real}${query}`, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${app.token}`,
      // A form with files says its own type.
      ...(body instanceof FormData ? {} : { 'content-type': operation.bodyType ?? 'application/json' }),
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.equal(answer.status, operation.status ?? 200, `${deed}: ${text}`)
  const schema = operation.answer instanceof z.ZodObject ? operation.answer.strict() : operation.answer
  const parsed = schema.safeParse(operation.type ? text : JSON.parse(text))
  assert.ok(parsed.success, `${deed}: ${parsed.error?.message} ${text}`)
  return z.object({ id: z.string() }).safeParse(parsed.data).data?.id ?? ''
}

const wasAllAsked = (all: readonly Operation[]) =>
  assert.deepEqual(
    all.filter((one) => !asked.has(one)).map(({ method, path }) => `${method} ${path}`),
    [],
  )

test('attaching', async () => {
  const at = { id: conversation }
  const form = new FormData()
  form.set('file', new Blob([Buffer.from(onePixel, 'base64')]), 'cup.png')
  form.set('alt', 'A cup')
  await hold(attaching, 'post /conversations/:id/attachments', at, form)
  await hold(attaching, 'get /conversations/:id/attachments', at)
  const { id } = await app.core.db.selectFrom('attachments').select('id').executeTakeFirstOrThrow()
  await hold(attaching, 'put /attachments/:id', { id }, { alt: 'A cracked cup' })
  await hold(attaching, 'delete /attachments/:id', { id })
  await hold(attaching, 'put /attachments/:id/place', { id })
  const url = 'https://example.org/'
  await hold(attaching, 'get /conversations/:id/link-preview', { ...at, query: `?url=${url}` })
  await hold(attaching, 'delete /conversations/:id/link-preview', at, { url })
  await hold(attaching, 'put /conversations/:id/link-preview', at, { url })
  wasAllAsked(attaching)
})

test('attaching to notes', async () => {
  const at = { id: conversation }
  const form = new FormData()
  form.set('file', new Blob([Buffer.from(onePixel, 'base64')]), 'cup.png')
  form.set('alt', 'A cup')
  await hold(attachingToNotes, 'post /conversations/:id/note-attachments', at, form)
  await hold(attachingToNotes, 'get /conversations/:id/note-attachments', at)
  const { id } = await app.core.db.selectFrom('note_attachments').select('id').executeTakeFirstOrThrow()
  await hold(attachingToNotes, 'put /note-attachments/:id', { id }, { alt: 'A cracked cup' })
  await hold(attachingToNotes, 'delete /note-attachments/:id', { id })
  await hold(attachingToNotes, 'put /note-attachments/:id/place', { id })
  await hold(writing, 'post /conversations/:id/notes', at, { text: 'Look at the handle', attachments: [id] })
  wasAllAsked(attachingToNotes)
})

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('writing', async () => {
  const at = { id: conversation }
  await hold(writing, 'put /conversations/:id/draft', at, { text: 'Hola' })
  await hold(writing, 'get /conversations/:id/draft', at)
  await hold(writing, 'delete /conversations/:id/draft', at)
  await hold(attaching, 'get /conversations/:id/attachments', at)
  await hold(writing, 'put /conversations/:id/presence', at, { doing: 'writing' })
  await hold(writing, 'get /conversations/:id/presence', at)
  await hold(writing, 'delete /conversations/:id/presence', at, {})
  const note = await hold(writing, 'post /conversations/:id/notes', at, { text: 'Es cliente' })
  await hold(writing, 'delete /notes/:id', { id: note })
  await hold(writing, 'put /notes/:id', { id: note })
  await hold(writing, 'post /conversations/:id/tags', at, { name: 'molienda' })
  await hold(writing, 'put /conversations/:id/read', at)
  await hold(writing, 'put /conversations/:id/following', at)
  await hold(writing, 'delete /conversations/:id/following', at)
  await hold(writing, 'delete /conversations/:id/read', at)
  await hold(writing, 'put /messages/:id/reactions/:kind', { id: message, kind: 'like' })
  await hold(writing, 'delete /messages/:id/reactions/:kind', { id: message, kind: 'like' })
  await hold(writing, 'put /messages/:id/moderation', { id: message }, { as: 'hold' })
  wasAllAsked(writing)
})

test('what stands together', async () => {
  const { db } = app.core
  const window = await someChannel(db)
  const heard = [said('2', { author: lucas }), said('3', { parentExternalId: '2' })]
  await take(db, scripted, window, { heard, cursor: 1 }, { moves: 'newest', now: new Date() })
  const { rows } = await sql<{ id: string; other: string }>`
    select id, conversation_id as other from messages where channel_id = ${window.id} order by external_id desc`.execute(
    db,
  )
  const [{ id: taken, other } = { id: '', other: '' }] = rows
  const at = { id: conversation }
  await hold(rearranging, 'get /conversations/:id/merge', at)
  const merged = await hold(rearranging, 'post /conversations/:id/merge', at, { other })
  await hold(rearranging, 'get /conversations/:id/rearrangements', at)
  await hold(rearranging, 'delete /rearrangements/:id', { id: merged })
  const query = `?message=${taken}`
  await hold(rearranging, 'get /conversations/:id/move', { id: other, query })
  await hold(rearranging, 'get /conversations/:id/split', { id: other, query })
  const moved = await hold(
    rearranging,
    'post /conversations/:id/move',
    { id: other },
    { message_id: taken, other: conversation },
  )
  await hold(rearranging, 'delete /rearrangements/:id', { id: moved })
  await hold(rearranging, 'post /conversations/:id/split', { id: other }, { message_id: taken })
  await hold(rearranging, 'post /conversations/:id/links', at, { other, why: 'El mismo pedido' })
  await hold(rearranging, 'get /conversations/:id/links', at)
  const link = await db.selectFrom('conversation_links').select('id').executeTakeFirstOrThrow()
  await hold(rearranging, 'delete /conversation-links/:id', { id: link.id })
  wasAllAsked(rearranging)
})

test('asking after', async () => {
  const { db, clock } = app.core
  const path = '/settings/surveys'
  const wanted = { on: true, question_en: 'How?', question_es: '¿Qué tal?', after_minutes: 60, every_days: 30 }
  await hold(surveys, `put ${path}/:id`, { id: channel }, { ...wanted, in_public: true })
  await hold(surveys, `get ${path}`)
  await hold(surveys, `get ${path}/:id`, { id: channel })
  const { person_id: person } = await db.selectFrom('identities').select('person_id').executeTakeFirstOrThrow()
  const [id, closed_at] = [newId(), new Date()]
  await db
    .insertInto('surveys')
    .values({
      ...{ id, closed_at, conversation_id: conversation, channel_id: channel, person_id: person, in_reply_to: message },
      ...{ user_id: marta, team_id: null, language: 'es', privately: false, ask_at: closed_at },
    })
    .execute()
  await db
    .insertInto('conversation_closures')
    .values({ conversation_id: conversation, closed_by: null, closed_at })
    .execute()
  await hold(surveys, 'delete /surveys/:id', { id })
  await hold(surveys, 'put /surveys/:id', { id })
  await db.deleteFrom('conversation_closures').execute()
  const marked_at = clock.now()
  const asked = { state: 'asked', asked_at: marked_at, mark: 5, words: 'Bien', marked_at } as const
  await db.updateTable('surveys').set(asked).where('id', '=', id).execute()
  await hold(surveys, 'get /satisfaction')
  await hold(surveys, 'get /satisfaction/export')
  await hold(surveys, 'put /people/:id/survey-refusal', { id: person })
  await hold(surveys, 'get /people/:id/survey-refusal', { id: person })
  await hold(surveys, 'delete /people/:id/survey-refusal', { id: person })
  wasAllAsked(surveys)
})

test('the coach', async () => {
  const at = { id: conversation }
  await hold(coaching, 'post /conversations/:id/coach', at, { text: 'Hola. El almacén se equivocó. ¡¡Perdona!!' })
  await hold(coaching, 'post /conversations/:id/coach/dismissals', at, { kind: 'blames', language: 'es' })
  await hold(coaching, 'get /settings/coach')
  await hold(coaching, 'delete /conversations/:id/coach/dismissals/:kind', { ...at, kind: 'blames' })
  wasAllAsked(coaching)
})

test('automations and macros', async () => {
  const path = '/settings/automations'
  const wanted = { name: 'A', when: { on: 'message.heard' }, if: { words: ['hola'] }, deeds: [{ do: 'tag', tag: 'x' }] }
  const id = await hold(automations, `post ${path}`, {}, wanted)
  await hold(automations, `get ${path}`)
  await hold(automations, `get ${path}/:id`, { id })
  await hold(automations, `put ${path}/:id`, { id }, { ...wanted, name: 'B' })
  await hold(automations, `put ${path}/:id/place`, { id }, { to: 'up' })
  await hold(automations, `post ${path}/:id/rehearsals`, { id })
  await hold(automations, `get ${path}/:id/rehearsal`, { id })
  await hold(automations, `put ${path}/:id/running`, { id })
  await hold(automations, `delete ${path}/:id/running`, { id })
  const macro = await hold(automations, 'post /macros', {}, { name: 'M', deeds: [{ do: 'tag', tag: 'm' }] })
  await hold(automations, 'get /macros')
  await hold(automations, 'get /macros/:id', { id: macro })
  await hold(automations, 'put /macros/:id', { id: macro }, { name: 'N', deeds: [{ do: 'tag', tag: 'n' }] })
  for (let times = 0; times < 2; times++)
    await hold(automations, 'post /conversations/:id/macros/:macro', { id: conversation, macro })
  const { rows } = await sql<{
    id: string
  }>`update automation_runs set automation_id = ${id}, macro_id = null, run_by = null
    returning id`.execute(app.core.db)
  const [run] = rows
  await hold(automations, `get ${path}/:id/runs`, { id })
  await hold(automations, `put ${path}/runs/:id/undoing`, { id: run?.id ?? '' })
  await sql`update automation_runs set undone_at = null`.execute(app.core.db)
  await hold(automations, 'put /macros/runs/:id/undoing', { id: run?.id ?? '' })
  const batch = await hold(automations, 'post /macros/batches', {}, { macro, ids: [conversation] })
  await hold(automations, 'get /macros/batches/:id', { id: batch })
  await hold(automations, 'put /macros/batches/:id/cancellation', { id: batch })
  await hold(automations, 'put /macros/batches/:id/undoing', { id: batch })
  await hold(automations, 'delete /macros/:id', { id: macro })
  await hold(automations, 'delete /macros/:id/removal', { id: macro })
  await hold(automations, `delete ${path}/:id`, { id })
  await hold(automations, `delete ${path}/:id/removal`, { id })
  wasAllAsked(automations)
})

test('four eyes', async () => {
  const path = '/settings/approval'
  await hold(approvals, `put ${path}/trainees`, {}, { user_ids: [marta] })
  const id = await hold(approvals, `post ${path}`, {}, { name: 'Aprenden', trainees: true })
  await hold(approvals, `put ${path}/:id`, { id }, { name: 'Aprenden', trainees: true, words: ['café'] })
  await hold(approvals, `put ${path}/:id/place`, { id }, { to: 'up' })
  await hold(approvals, `get ${path}/:id`, { id })
  const { db } = app.core
  const asks = async () => {
    const written = { id: newId(), text: 'Hola, Lucas: tu café llega mañana.' }
    await db.transaction().execute((tx) => reply(tx, app.board.connectors, conversation, written, { id: marta }))
    return { id: written.id }
  }
  const first = await asks()
  await hold(approvals, 'get /approvals')
  await hold(approvals, `get ${path}`)
  await hold(approvals, 'get /replies/:id/approval', first)
  await hold(approvals, 'post /replies/:id/approval', first, { text: 'Hola, Lucas: llega mañana.', wait: true })
  await hold(approvals, 'delete /replies/:id/approval', first)
  await hold(approvals, 'get /replies/:id/approval', first)
  await hold(approvals, 'post /replies/:id/return', first, { remark: 'Dile también a qué hora.' })
  await hold(approvals, `delete ${path}/:id`, { id })
  await hold(approvals, `delete ${path}/:id/removal`, { id })
  await hold(approvals, `delete ${path}/:id`, { id })
  wasAllAsked(approvals)
})

test('assignment', async () => {
  const path = '/settings/assignment'
  const id = await hold(assignment, `post ${path}`, {}, { name: 'Pedidos', user_ids: [marta] })
  await hold(assignment, `put ${path}/:id`, { id }, { name: 'Pedidos', user_ids: [marta], how: 'least-busy' })
  await hold(assignment, `put ${path}/:id/place`, { id }, { to: 'up' })
  await hold(assignment, `put ${path}/people/:id`, { id: marta }, { capacity: 5 })
  await hold(assignment, `post ${path}/backlog`, {}, {})
  await hold(assignment, `get ${path}`)
  await hold(assignment, 'put /skills/:id', { id: marta }, { languages: ['es'], networks: ['mastodon'] })
  await hold(assignment, 'get /skills/:id', { id: marta })
  const away = await hold(assignment, 'post /absences', {}, { user_id: marta, until: '2199-01-01T09:00:00Z' })
  await hold(assignment, 'get /absences')
  await hold(assignment, 'delete /absences/:id', { id: away })
  await hold(assignment, 'delete /absences/:id/ending', { id: away })
  await hold(assignment, `get ${path}/:id`, { id })
  await hold(assignment, `delete ${path}/:id`, { id })
  await hold(assignment, `delete ${path}/:id/removal`, { id })
  wasAllAsked(assignment)
})

test('saved replies', async () => {
  const texts = { es: 'Hola, {nombre}. {enlace}', en: 'Hi {name}.' }
  const id = await hold(savedReplies, 'post /saved-replies', {}, { name: 'Saludo', texts })
  await hold(savedReplies, 'get /saved-replies', { query: '?q=sal' })
  await hold(savedReplies, 'patch /saved-replies/:id', { id }, { name: 'Saludo breve', version: 1 })
  await hold(savedReplies, 'get /saved-replies/:id', { id })
  await hold(savedReplies, 'put /saved-replies/:id/removal', { id })
  await hold(savedReplies, 'delete /saved-replies/:id/removal', { id })
  await hold(savedReplies, 'get /conversations/:id/saved-replies', { id: conversation })
  const insertion = 'post /conversations/:id/saved-replies/:saved/insertion'
  await hold(savedReplies, insertion, { id: conversation, saved: id }, { language: 'en' })
  wasAllAsked(savedReplies)
})

test('one deed on many conversations', async () => {
  const id = await hold(bulk, 'post /bulk', {}, { deed: { do: 'tag', tag: 'x' }, ids: [conversation] })
  await hold(bulk, 'get /bulk/count')
  await hold(bulk, 'get /bulk/:id', { id })
  await hold(bulk, 'put /bulk/:id/cancellation', { id })
  await hold(bulk, 'put /bulk/:id/undoing', { id })
  wasAllAsked(bulk)
})

test('saved views', async () => {
  const conditions = { view: 'open', mood: 'negative' }
  const id = await hold(savedViews, 'post /conversations/views', {}, { name: 'Upset', whose: 'everybody', conditions })
  await hold(savedViews, 'get /conversations/views')
  await hold(savedViews, 'put /conversations/views/:id', { id }, { name: 'Upset people' })
  await hold(savedViews, 'put /conversations/views/:id/position', { id }, { to: 'up' })
  await hold(savedViews, 'put /conversations/views/:id/removal', { id })
  await hold(savedViews, 'delete /conversations/views/:id/removal', { id })
  wasAllAsked(savedViews)
})

test('service levels', async () => {
  const [calendars, levels] = ['/settings/calendars', '/settings/service-levels']
  const week = ['', '9-17', '9-17', '9-17', '9-17', '9-15', '']
  const madrid = { name: 'Madrid', time_zone: 'Europe/Madrid', week }
  const id = await hold(serviceLevels, `post ${calendars}`, {}, madrid)
  await hold(serviceLevels, `post ${calendars}/:id/days`, { id }, { day: '12-25', name: 'Navidad' })
  await hold(serviceLevels, `get ${calendars}`)
  await hold(serviceLevels, `get ${calendars}/:id`, { id })
  await hold(serviceLevels, `put ${calendars}/:id`, { id }, { ...madrid, time_zone: 'America/Bogota' })
  await hold(serviceLevels, `delete ${calendars}/:id/days/:day`, { id, day: '12-25' })
  const steps = [{ after_minutes: 60, deed: 'give', to: `user:${marta}` }]
  const wanted = { name: 'Todos', calendar_id: id, first_answer: 240, conditions: { languages: ['es'] }, steps }
  const level = await hold(serviceLevels, `post ${levels}`, {}, wanted)
  await hold(serviceLevels, `get ${levels}`)
  await hold(serviceLevels, `get ${levels}/:id`, { id: level })
  await hold(serviceLevels, `put ${levels}/:id`, { id: level }, { ...wanted, first_answer: 60 })
  await hold(serviceLevels, `put ${levels}/:id/place`, { id: level }, { to: 'up' })
  await hold(serviceLevels, `delete ${levels}/:id`, { id: level })
  await hold(serviceLevels, `delete ${calendars}/:id`, { id })
  await hold(serviceLevels, `delete ${calendars}/:id/removal`, { id })
  await hold(serviceLevels, `delete ${levels}/:id/removal`, { id: level })
  await hold(serviceLevels, `delete ${levels}/:id`, { id: level })
  wasAllAsked(serviceLevels)
})

test('listening', async () => {
  const asked = { name: 'Domingo', text: 'hola', group: 'Nosotros', fill: true }
  await hold(listening, 'post /listening/check', {}, { text: '(hola' })
  await hold(listening, 'post /listening/preview', {}, { text: 'hola 1' })
  const id = await hold(listening, 'post /listening/queries', {}, asked)
  await app.core.db
    .insertInto('mentions')
    .columns(['query_id', 'message_id', 'said_at', 'channel_id', 'identity_id'])
    .expression((eb) =>
      eb.selectFrom('messages').select([eb.val(id).as('q'), 'id', 'said_at', 'channel_id', 'identity_id']),
    )
    .execute()
  await hold(listening, 'get /listening')
  await hold(listening, 'get /listening/queries/:id', { id })
  await hold(listening, 'get /listening/queries/:id/figures', { id })
  await hold(listening, 'get /listening/queries/:id/mentions.csv', { id, query: '?days=7' })
  await hold(listening, 'get /listening/queries/:id/mentions.json', { id })
  await hold(listening, 'get /listening/share')
  await hold(listening, 'post /listening/queries/:id/alerts', { id }, { to: 'me' })
  await hold(listening, 'get /listening/queries/:id/alerts', { id })
  const alert = await app.core.db.selectFrom('query_alerts').select('id').executeTakeFirstOrThrow()
  await hold(listening, 'delete /listening/alerts/:id', { id: alert.id })
  await hold(listening, 'delete /listening/messages/:id/conversation', { id: message })
  await hold(listening, 'put /listening/messages/:id/conversation', { id: message })
  await hold(listening, 'patch /listening/queries/:id', { id }, { text: 'adiós' })
  await hold(listening, 'get /listening/queries/:id/text', { id })
  await hold(listening, 'put /listening/queries/:id/pause', { id })
  await hold(listening, 'delete /listening/queries/:id/pause', { id })
  await hold(listening, 'put /listening/queries/:id/removal', { id })
  await hold(listening, 'delete /listening/queries/:id/removal', { id })
  wasAllAsked(listening)
})

test('how messages are read, and what is learned', async () => {
  const at = { id: message }
  await hold(learning, 'get /messages/:id/reading', at)
  await hold(learning, 'put /messages/:id/reading', at, { mood: 'positive', intents: ['praise'] })
  await hold(learning, 'delete /messages/:id/reading', { ...at, query: '?what=mood' })
  await hold(learning, 'post /messages/:id/topics', at, { name: 'Envíos' })
  await hold(learning, 'put /messages/:id/topics/:name', { ...at, name: 'Horarios' })
  await hold(learning, 'delete /messages/:id/topics/:name', { ...at, name: 'Horarios' })
  const id = await hold(learning, 'post /settings/learning/topics', {}, { name: 'La mezcla' })
  await hold(learning, 'put /settings/learning/topics/:id', { id }, { name: 'La mezcla nueva' })
  await hold(learning, 'delete /settings/learning/topics/:id', { id })
  await hold(learning, 'get /settings/learning')
  await hold(learning, 'get /settings/learning/export')
  wasAllAsked(learning)
})

test('news, and how letters leave', async () => {
  const { db } = app.core
  const olga = await db.selectFrom('users').select('id').where('role', '=', 'owner').executeTakeFirstOrThrow()
  const id = newId()
  await db
    .insertInto('notifications')
    .values({
      ...{ id, user_id: olga.id, kind: 'assigned', about: conversation, event_seq: 1, by_user: marta },
      ...{ conversation_id: conversation, channel_id: null, missing: null, read_at: null, mailed_at: null },
    })
    .execute()
  await hold(news, 'get /notifications')
  await hold(news, 'get /notifications/:id', { id })
  await hold(news, 'put /notifications/:id/reading', { id })
  await hold(news, 'put /notifications/reading')
  await hold(news, 'get /notifications/settings')
  await hold(news, 'put /notifications/settings', {}, { mail_assigned: true })
  await hold(news, 'get /notifications/quiet-hours')
  const quiet = { days: [1, 5], from: '22:00', until: '08:00', whole_days: [0], even_late: true }
  await hold(news, 'put /notifications/quiet-hours', {}, quiet)
  await hold(news, 'delete /notifications/quiet-hours')
  await hold(news, 'get /settings/mail')
  const mail = { host: '127.0.0.1', port: 1, security: 'none', sender: 'hola@example.org' }
  await hold(news, 'put /settings/mail', {}, mail)
  await hold(news, 'get /settings/mail')
  await hold(news, 'post /settings/mail/test')
  await hold(news, 'delete /settings/mail')
  wasAllAsked(news)
})

test('imports', async () => {
  const file = 'fecha,autor,mensaje\n2026-01-02T10:00:00Z,Lucas,Hola\n'
  const query = `?channel=${channel}&name=a.csv`
  const id = await hold(imports, 'post /imports', { query }, file)
  await hold(imports, 'get /imports')
  await hold(imports, 'get /imports/:id', { id })
  const map = { said_at: 'fecha', author_name: 'autor', text: 'mensaje' }
  await hold(imports, 'patch /imports/:id', { id }, { deed: 'start', map, time_zone: 'Europe/Madrid' })
  await hold(imports, 'put /imports/:id/stop', { id })
  await hold(imports, 'delete /imports/:id/stop', { id })
  await hold(imports, 'put /imports/:id/stop', { id })
  await hold(imports, 'get /imports/:id/refused.csv', { id })
  await hold(imports, 'delete /imports/:id', { id })
  wasAllAsked(imports)
})

test('the house', async () => {
  const invited = await hold(house, 'post /team/invitations', {}, { email: 'ines@example.org', role: 'agent' })
  await hold(house, 'get /team')
  await hold(house, 'post /team/invitations/:id/link', { id: invited })
  await hold(house, 'delete /team/invitations/:id', { id: invited })
  await hold(house, 'put /team/:id/role', { id: marta }, { role: 'manager' })
  await hold(house, 'put /team/:id/deactivation', { id: marta })
  await hold(house, 'delete /team/:id/deactivation', { id: marta })
  const team = await hold(house, 'post /teams', {}, { name: 'Tarde' })
  await hold(house, 'patch /teams/:id', { id: team }, { name: 'Noche' })
  await hold(house, 'put /teams/:id/members', { id: team }, { user_id: [marta] })
  await hold(house, 'get /teams')
  await hold(house, 'delete /teams/:id', { id: team })
  const token = await hold(house, 'post /tokens', {}, { name: 'Tienda', scopes: ['read'] })
  await hold(house, 'get /tokens')
  await hold(house, 'delete /tokens/:id', { id: token })
  await hold(house, 'get /audit')
  await hold(house, 'get /settings/organisation')
  await hold(house, 'put /settings/organisation', {}, { name: 'Café Alameda 2' })
  wasAllAsked(house)
})
