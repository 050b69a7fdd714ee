import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { someConversation } from '../../test/talk.ts'
import { assign } from '../conversations/assign.ts'
import type { Core } from '../core/core.ts'
import type { Translator } from '../core/i18n/translator.ts'
import { choose, lettersOf } from './choices.ts'
import { mailNotification, mailSummary } from './mail.ts'
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

const wants = (assigned: 'at-once' | 'daily') =>
  world.tx((tx) => choose(tx, world.cast.marta.id, lettersOf({ assigned })))

/** The line that rings for her. */
async function given(): Promise<string> {
  const { db } = world.app.core
  const { id } = await someConversation(db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
  return (await db.selectFrom('notifications').select('id').where('about', '=', id).executeTakeFirstOrThrow()).id
}
const makeDue = () => sql`update summaries_due set due_at = now() - interval '1 second'`.execute(world.app.core.db)
const owed = async () => {
  const { rows } = await sql<{ what: string; tries: number; isLater: boolean }>`
    select what, tries, due_at > now() as "isLater" from summaries_due`.execute(world.app.core.db)
  return rows
}
const letters = async () => {
  const rows = await world.app.core.db.selectFrom('letters').select('state').orderBy('begun_at').execute()
  return rows.map(({ state }) => state)
}

const summary = ({ core = world.app.core, translator = world.app.translator } = {}) =>
  mailSummary(core, createMailer(core), translator, world.cast.marta.id)
const mail = (id: string, { translator, core } = world.app) =>
  mailNotification(core, createMailer(core), translator, id)

const wordless = (): Translator => ({
  ...world.app.translator,
  for: () => {
    throw new Error('no words today')
  },
})

test('a summary that cannot be written is still owed, later, and told once when it can', async () => {
  await wants('daily')
  await given()
  await makeDue()
  await assert.rejects(summary({ translator: wordless() }), /no words today/)
  assert.deepEqual([await letters(), await owed()], [[], [{ what: 'daily', tries: 1, isLater: true }]])
  assert.equal(await summary(), 'needless', 'its turn has not come')
  await makeDue()
  assert.equal(await summary(), 'sent')
  assert.deepEqual([smtp.letters.length, await letters(), await owed()], [1, ['left'], []])
})

test('a letter at once that cannot be written leaves its line for the next try', async () => {
  await wants('at-once')
  const id = await given()
  await assert.rejects(mail(id, { ...world.app, translator: wordless() }), /no words today/)
  assert.deepEqual(await letters(), [])
  assert.equal(await mail(id), 'sent')
  assert.equal(smtp.letters.length, 1)
})

test('what went into the refused letter of another line is told although that line was read', async () => {
  await wants('at-once')
  const [first, second] = [await given(), await given()]
  smtp.refuse = 'sender'
  await assert.rejects(mail(first))
  smtp.refuse = 'nothing'
  await world.as('marta').json('PUT', `/notifications/${first}/reading`)
  assert.equal(await mail(first), 'needless')
  // The job of the second line may have come while it was in that letter: it is done and comes no more.
  assert.deepEqual(await owed(), [{ what: 'at-once', tries: 1, isLater: true }])
  await makeDue()
  assert.equal(await summary(), 'sent')
  assert.equal(await mail(second), 'needless')
  assert.deepEqual([smtp.letters.length, await letters()], [1, ['refused', 'left']])
})

test('a letter that was refused while the database was away is owed when it is back, and counts as told to nobody', async () => {
  await wants('daily')
  await given()
  await makeDue()
  smtp.refuse = 'sender'
  assert.equal(await summary({ core: awayAfterFirst(world.app.core) }), 'waits')
  assert.deepEqual([await letters(), await owed()], [['refused'], [{ what: 'daily', tries: 1, isLater: true }]])
  smtp.refuse = 'nothing'
  await makeDue()
  assert.equal(await summary(), 'sent')
  assert.equal(smtp.letters.length, 1)
})

/** The database is away when the second transaction begins, and back for the third. */
function awayAfterFirst(core: Core): Core {
  let begun = 0
  const db = new Proxy(core.db, {
    get(target, name) {
      if (name === 'transaction' && ++begun === 2) throw Object.assign(new Error('gone'), { code: '57P01' })
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...core, db }
}
