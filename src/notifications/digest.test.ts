import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { someConversation } from '../../test/talk.ts'
import { assign } from '../conversations/assign.ts'
import { note } from '../conversations/note.ts'
import { choose, lettersOf } from './choices.ts'
import { mailSummary } from './mail.ts'
import { createMailer } from './mailer.ts'
import { type SmtpServer, startSmtp } from './smtp.test-kit.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
let smtp: SmtpServer
before(async () => {
  smtp = await startSmtp()
  world = await createWorld({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}?from=casa@example.org` })
})
after(async () => {
  await world.drop()
  await smtp[Symbol.asyncDispose]()
})
beforeEach(async () => {
  Object.assign(smtp, { refuse: 'nothing', letters: [] })
  for (const table of ['notifications', 'summaries_due', 'letters'] as const)
    await world.app.core.db.deleteFrom(table).execute()
})

const wants = (...choices: Parameters<typeof lettersOf>) =>
  world.tx((tx) => choose(tx, world.cast.marta.id, lettersOf(...choices)))

async function given(): Promise<string> {
  const { id } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
  return id
}
const noted = (id: string, text: string) => world.tx((tx) => note(tx, id, text, world.cast.nico))

const due = async () => {
  const rows = await world.app.core.db.selectFrom('summaries_due').select(['what', 'due_at']).orderBy('what').execute()
  return rows.map(({ what, due_at }) => ({ what, at: due_at }))
}
const makeDue = (what: string) =>
  sql`update summaries_due set due_at = now() - interval '1 second' where what = ${what}`.execute(world.app.core.db)
const summary = () => {
  const { core, translator } = world.app
  return mailSummary(core, createMailer(core), translator, world.cast.marta.id)
}
const lastLetter = () => smtp.letters.at(-1)?.text.replaceAll('=\n', '') ?? ''
const jobs = async () => {
  const { rows } = await world.app.core.pool.query(
    `select 1 from graphile_worker.jobs j join notifications n on j.key = 'notifications.mail:' || n.id`,
  )
  return rows.length
}

test('each kind is chosen by itself, by the form and the API; what cannot be is refused', async () => {
  const set = await world.as('marta').json('PUT', '/notifications/settings', {
    ...{ mail_assigned: 'daily', mail_due: true, mail_named: 'hourly', daily_at: '7:15', working_days: true },
  })
  assert.deepEqual(await set.json(), {
    ...{
      mail_assigned: 'daily',
      mail_reply_failed: 'never',
      mail_approval: 'never',
      mail_mentions: 'never',
      mail_due: 'at-once',
    },
    ...{ mail_named: 'hourly', mail_followed: 'never', daily_at: '07:15', working_days: true },
    ...{
      push_assigned: true,
      push_reply_failed: true,
      push_approval: true,
      push_mentions: true,
      push_due: true,
      push_named: true,
    },
    ...{ push_followed: true, push_words: false },
  })
  const sent = new URLSearchParams([
    ...[
      ['_method', 'PUT'],
      ['push_assigned', '0'],
      ['push_due', '0'],
      ['push_due', '1'],
      ['daily_at', '07:15'],
    ],
  ])
  const form = { ...world.cast.marta.headers, 'content-type': 'application/x-www-form-urlencoded' }
  const saved = await world.app.request('/notifications/settings', {
    method: 'POST',
    headers: form,
    body: sent.toString(),
  })
  assert.equal(saved.status, 303)
  const now = await (await world.as('marta').json('GET', '/notifications/settings')).json()
  assert.deepEqual([now.push_assigned, now.push_due, now.mail_assigned], [false, true, 'never'])
  const page = await (await world.as('marta').page('/notifications/settings')).text()
  assert.match(page, /name="daily_at"[^>]*value="07:15"|value="07:15"[^>]*name="daily_at"/)
  assert.equal((await world.as('marta').json('PUT', '/notifications/settings', { mail_due: 'weekly' })).status, 422)
  assert.equal((await world.as('marta').json('PUT', '/notifications/settings', { daily_at: '24:00' })).status, 422)
})

test('what is to come in the letter of an hour or a day waits for it, in no letter of its own', async () => {
  await wants({ assigned: 'hourly', followed: 'daily' })
  const id = await given()
  await noted(id, 'Ya pagó')
  const [daily, hourly, ...more] = await due()
  assert.deepEqual([daily?.what, hourly?.what, more, await jobs()], ['daily', 'hourly', [], 0])
  assert.equal(hourly?.at.getUTCMinutes(), 0)
  assert.ok(hourly && hourly.at.getTime() - Date.now() <= 3_600_000 && hourly.at > new Date())
  const clock = daily?.at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Madrid', hour: '2-digit', minute: '2-digit' })
  assert.equal(clock, '08:00')
  await makeDue('hourly')
  assert.equal(await summary(), 'sent')
  assert.match(lastLetter(), /Nico gave you a conversation/)
  assert.ok(!lastLetter().includes('Ya pagó'), 'that is for the letter of the day')
  await makeDue('daily')
  assert.equal(await summary(), 'sent')
  assert.match(lastLetter(), /Nico wrote a note: Lucas Prieto/)
  assert.ok(!lastLetter().includes('gave you'), 'what was in a letter is in no other')
  assert.equal(smtp.letters.length, 2)
})

test('a letter is short: by conversation, each with one link, as text and as HTML', async () => {
  await wants({ assigned: 'daily', followed: 'daily' })
  const [first, second] = [await given(), await given()]
  await noted(first, 'Una <b>marca</b>')
  await makeDue('daily')
  assert.equal(await summary(), 'sent')
  const letter = lastLetter()
  assert.match(letter, /Subject: 3 notices from Tertulia/)
  assert.match(letter, /multipart\/alternative/)
  const [text = '', html = ''] = letter.split('text/html')
  for (const id of [first, second]) {
    assert.equal(text.split(`/conversations/${id}`).length, 2, 'one link each')
    assert.equal(html.split(`/conversations/${id}`).length, 2)
  }
  assert.match(html, /Una &lt;b&gt;marca/)
  assert.match(text, /notifications\/settings/)
})

test('where all was read meanwhile, or is no longer wanted, no letter leaves', async () => {
  await wants({ assigned: 'hourly' })
  await given()
  await world.as('marta').json('PUT', '/notifications/reading')
  await makeDue('hourly')
  assert.equal(await summary(), 'needless')
  await given()
  await wants({})
  await makeDue('hourly')
  assert.equal(await summary(), 'needless')
  assert.deepEqual([smtp.letters.length, await due()], [0, []])
})

test('two workers that take the same letter: one sends it', async () => {
  await wants({ assigned: 'hourly' })
  await given()
  await makeDue('hourly')
  assert.deepEqual((await Promise.all([summary(), summary()])).sort(), ['needless', 'sent'])
  assert.equal(smtp.letters.length, 1)
})

test('a line that rings again after its letter is in no second one until it was read', async () => {
  await wants({ followed: 'hourly' })
  const id = await given()
  await noted(id, 'Uno')
  await makeDue('hourly')
  assert.equal(await summary(), 'sent')
  await noted(id, 'Dos')
  assert.deepEqual(await due(), [])
  await world.as('marta').json('PUT', '/notifications/reading')
  await noted(id, 'Tres')
  assert.deepEqual(
    (await due()).map(({ what }) => what),
    ['hourly'],
  )
})
