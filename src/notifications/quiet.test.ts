import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { heard, said, someConversation } from '../../test/talk.ts'
import { endAbsence, setAbsence } from '../conversations/absence/absence.ts'
import { assign } from '../conversations/assign.ts'
import { record } from '../core/events.ts'
import { choose, lettersOf } from './choices.ts'
import { notificationJobs } from './jobs.ts'
import { mailNotification, mailSummary } from './mail.ts'
import { createMailer } from './mailer.ts'
import { type SmtpServer, startSmtp } from './smtp.test-kit.ts'
import { wakeSummaries } from './summaries.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
let smtp: SmtpServer
before(async () => {
  smtp = await startSmtp()
  world = await createWorld({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}?from=casa@example.org` })
  // No night in which clocks are changed lies in between.
  await world.app.core.db.updateTable('users').set({ time_zone: 'UTC' }).where('id', '=', world.cast.marta.id).execute()
})
after(async () => {
  await world.drop()
  await smtp[Symbol.asyncDispose]()
})
beforeEach(async () => {
  Object.assign(smtp, { refuse: 'nothing', letters: [] })
  for (const table of ['notifications', 'quiet_hours', 'summaries_due', 'absences', 'letters'] as const)
    await world.app.core.db.deleteFrom(table).execute()
  await world.tx((tx) => choose(tx, world.cast.marta.id, lettersOf({ assigned: 'at-once', due: 'at-once' })))
})

/** What marta's clock shows in so many hours. */
const wallHour = (inHours: number) =>
  new Date(Date.now() + inHours * 3_600_000).toLocaleTimeString('en-GB', {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
  })
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const quietNow = () => ({ days: everyDay, from: wallHour(-2), until: wallHour(2) })
const put = (body: object) => world.as('marta').json('PUT', '/notifications/quiet-hours', body)

async function given(): Promise<string> {
  const { id } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
  return id
}

const lineAbout = async (id: string, kind = 'assigned') => {
  const { rows } = await sql<{ id: string }>`
    select id from notifications where about = ${id} and kind = ${kind}`.execute(world.app.core.db)
  return rows[0]?.id ?? ''
}
const mail = (id: string) => mailNotification(world.app.core, createMailer(world.app.core), world.app.translator, id)
const summary = () => {
  const { core, translator } = world.app
  return mailSummary(core, createMailer(core), translator, world.cast.marta.id)
}
/** In so many minutes, or within the last one of them: hours of the day have no seconds. */
async function isDueIn(minutes: number, held: boolean): Promise<void> {
  const row = await world.app.core.db.selectFrom('summaries_due').select(['due_at', 'held']).executeTakeFirstOrThrow()
  const late = minutes - (row.due_at.getTime() - Date.now()) / 60_000
  assert.ok(late > -0.1 && late < 1.5, `${late} minutes sooner than ${minutes}`)
  assert.equal(row.held, held)
}
/** Without the line breaks that letters are given on their way. */
const lastLetter = () => smtp.letters.at(-1)?.text.replaceAll('=\n', '') ?? ''
const makeDue = () => sql`update summaries_due set due_at = now() - interval '1 second'`.execute(world.app.core.db)

test('they are asked for by signing in, understood by the API and the form, and refused beside the field', async () => {
  assert.equal(
    (await world.app.request('/notifications/quiet-hours', { headers: { accept: 'application/json' } })).status,
    401,
  )
  const set = await put({ days: [5, 1], from: '9:30', until: '07:00', whole_days: ['6'], even_late: true })
  assert.deepEqual(await set.json(), {
    ...{ days: [1, 5], from: '09:30', until: '07:00', whole_days: [6], even_late: true, even_now: false },
    ...{
      time_zone: 'UTC',
      quiet_until: (await (await world.as('marta').json('GET', '/notifications/quiet-hours')).json()).quiet_until,
    },
  })
  const wrong = async (body: object) => {
    const answered = await put(body)
    assert.equal(answered.status, 422)
    return (await answered.json()).errors.map((one: { field: string }) => one.field)
  }
  assert.deepEqual(await wrong({ days: [1], from: '25:00', until: '8' }), ['from', 'until'])
  assert.deepEqual(await wrong({ days: [7] }), ['days'])
  assert.deepEqual(await wrong({ days: [1], from: '8:00', until: '8:00' }), ['until'])
  assert.deepEqual(await wrong({ whole_days: everyDay }), ['whole_days'])
  const again = await world
    .as('marta')
    .form('PUT', '/notifications/quiet-hours', { days: '1', from: '25:00', until: '7:00' })
  assert.equal(again.status, 422)
  const html = await again.text()
  assert.match(html, /Write a time like 22:00/)
  assert.match(html, /name="days" value="1" checked/)
  assert.equal((await world.as('marta').form('DELETE', '/notifications/quiet-hours')).status, 303)
  assert.equal((await (await world.as('marta').json('GET', '/notifications/quiet-hours')).json()).quiet_until, null)
})

test('what rings in the quiet waits behind the bell, and is told once, in one letter, when it ends', async () => {
  await put(quietNow())
  const [first, second, read] = [await given(), await given(), await given()]
  for (const id of [first, second, read]) assert.equal(await mail(await lineAbout(id)), 'waits')
  const { notifications } = await (await world.as('marta').json('GET', '/notifications')).json()
  assert.equal(notifications.length, 3, 'the bell counts on')
  await isDueIn(120, true)
  assert.equal(await summary(), 'needless', 'not before it ends')
  await makeDue()
  assert.equal(await summary(), 'waits', 'woken too early it waits again')
  await world.as('marta').json('DELETE', '/notifications/quiet-hours')
  await world.as('marta').json('PUT', `/notifications/${await lineAbout(read)}/reading`)
  await makeDue()
  assert.equal(await wakeSummaries(world.app.core.db, new Date()), 1)
  assert.equal(await summary(), 'sent')
  assert.equal(await summary(), 'needless')
  for (const id of [first, second]) assert.equal(await mail(await lineAbout(id)), 'needless')
  assert.equal(smtp.letters.length, 1)
  const letter = lastLetter()
  assert.match(letter, /Subject: 2 notices from Tertulia/)
  for (const id of [first, second]) assert.ok(letter.includes(`/conversations/${id}`))
  assert.ok(!letter.includes(read), 'what was read at the desk is left out')
})

test('what somebody chose reaches them all the same: late, and what reads as urgent now; nothing else', async () => {
  await put({ ...quietNow(), even_late: true })
  const id = await given()
  const late = (kind: string) =>
    world.tx((tx) =>
      record(tx, kind, { conversation: { id }, data: { users: [world.cast.marta.id], teams: [], managers: false } }),
    )
  await late('conversation.due-soon')
  await late('conversation.late')
  assert.equal(await mail(await lineAbout(id, 'due-soon')), 'waits')
  assert.equal(await mail(await lineAbout(id, 'late')), 'sent')
  assert.match(smtp.letters[0]?.text ?? '', /Late: Lucas Prieto/)
  assert.ok(!smtp.letters[0]?.text.includes('Due soon'))
  const [calm, urgent] = [await given(), await given()]
  await world.app.core.db.updateTable('conversations').set({ urgency: 3 }).where('id', '=', urgent).execute()
  assert.equal(await mail(await lineAbout(urgent)), 'waits', 'not chosen')
  await put({ ...quietNow(), even_now: true })
  assert.equal(await mail(await lineAbout(urgent)), 'sent')
  assert.equal(await mail(await lineAbout(calm)), 'waits')
})

test('who is out of office has quiet until they are back; who is back sooner hears sooner', async () => {
  const { marta } = world.cast
  const now = new Date()
  const until = new Date(now.getTime() + 5 * 3_600_000)
  const away = { userId: marta.id, from: new Date(now.getTime() - 1_000), until, note: null, standInId: null }
  const absence = await world.tx((tx) => setAbsence(tx, away, marta, now))
  const id = await given()
  assert.equal(await mail(await lineAbout(id)), 'waits')
  await isDueIn(300, true)
  await world.tx((tx) => endAbsence(tx, absence.id, marta, new Date()))
  await isDueIn(0, true)
  await makeDue()
  assert.equal(await summary(), 'sent')
})

test('an absence that ends at night goes on until the morning', async () => {
  const { marta } = world.cast
  const now = new Date()
  const until = new Date(now.getTime() + 3 * 3_600_000)
  await world.tx((tx) =>
    setAbsence(tx, { userId: marta.id, from: now, until, note: null, standInId: null }, marta, now),
  )
  await put({ days: everyDay, from: wallHour(2), until: wallHour(6) })
  const { quiet_until } = await (await world.as('marta').json('GET', '/notifications/quiet-hours')).json()
  const minutes = (Date.parse(quiet_until) - now.getTime()) / 60_000
  assert.ok(minutes > 358 && minutes <= 361, String(minutes))
})

test('a letter that was cut off is not said again, and the page says that nobody knows', async () => {
  const id = await given()
  smtp.refuse = 'answer'
  assert.equal(await mail(await lineAbout(id)), 'unknown')
  smtp.refuse = 'nothing'
  assert.equal(await mail(await lineAbout(id)), 'needless')
  assert.match(await (await world.as('marta').page('/notifications/settings')).text(), /did not say whether it took it/)
})

test('a process that dies while a letter leaves: it is written down, and nobody says it again', async () => {
  const { core, translator } = world.app
  const id = await given()
  const dies = { ...createMailer(core), send: () => new Promise<never>(() => {}) }
  void mailNotification(core, dies, translator, await lineAbout(id))
  const leaving = () => core.db.selectFrom('letters').select(['id', 'state']).executeTakeFirst()
  while (!(await leaving())) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await mail(await lineAbout(id)), 'needless')
  const jobs = notificationJobs(core, createMailer(core), translator)
  await jobs['notifications.wake']?.({})
  assert.equal((await leaving())?.state, 'leaving', 'it may still be under way')
  await sql`update letters set begun_at = now() - interval '11 minutes'`.execute(core.db)
  await jobs['notifications.wake']?.({})
  assert.equal((await leaving())?.state, 'unknown')
  assert.equal(await mail(await lineAbout(id)), 'needless')
  assert.equal(smtp.letters.length, 0)
})

test('a summary that the server refuses is tried again later; nothing is lost and nothing doubled', async () => {
  await put(quietNow())
  const id = await given()
  await mail(await lineAbout(id))
  await world.as('marta').json('DELETE', '/notifications/quiet-hours')
  await makeDue()
  smtp.refuse = 'sender'
  assert.equal(await summary(), 'waits')
  await isDueIn(10, false)
  smtp.refuse = 'nothing'
  await makeDue()
  assert.equal(await summary(), 'sent')
  assert.equal(smtp.letters.length, 1)
})

test('everybody to whom something is due is woken by one job each, however many they are', async () => {
  const { db, pool } = world.app.core
  await sql`insert into users (id, name, email, role, language, time_zone)
    select gen_random_uuid(), 'Barista ' || n, 'barista' || n || '@example.org', 'agent', 'es', 'UTC'
    from generate_series(1, 500) n`.execute(db)
  await sql`insert into summaries_due (user_id, what, due_at, held)
    select id, 'at-once', now() - interval '1 second', true from users where email like 'barista%'`.execute(db)
  for (let turn = 0; turn < 2; turn++) assert.equal(await wakeSummaries(db, new Date()), 500)
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int from graphile_worker.jobs where task_identifier = 'notifications.summary'`,
  )
  assert.ok((rows[0]?.count ?? 0) >= 500 && (rows[0]?.count ?? 0) <= 501)
})

test('a line that is heard in batches waits as one by one', async () => {
  await put(quietNow())
  await world.tx((tx) => choose(tx, world.cast.marta.id, lettersOf({ followed: 'at-once' })))
  const { id, channel } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.marta))
  for (const n of ['2', '3'])
    await heard(world.app.core.db, channel, said(n, { parentExternalId: '1', saidAt: new Date() }))
  assert.equal(await mail(await lineAbout(id, 'spoke')), 'waits')
  await world.as('marta').json('DELETE', '/notifications/quiet-hours')
  await makeDue()
  assert.equal(await summary(), 'sent')
  assert.equal(smtp.letters[0]?.text.match(/They wrote again/g)?.length, 2, 'once as text and once as HTML')
})
