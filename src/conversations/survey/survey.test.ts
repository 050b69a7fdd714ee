import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { scripted, someChannel } from '../../../test/channel.ts'
import { heard, rosa, said, us } from '../../../test/talk.ts'
import { type HeardAuthor, registry } from '../../connectors/index.ts'
import { subscribe } from '../../core/events.ts'
import { createTranslator } from '../../core/i18n/translator.ts'
import type { Env } from '../../core/web.ts'
import { newId } from '../../lib/ids.ts'
import { claimNext } from '../../outbox/claim.ts'
import { outboxSubscribers } from '../../outbox/index.ts'
import { spokenFor } from '../../outbox/spoken.ts'
import { close, reopen } from '../close.ts'
import { findConversation } from '../conversation.ts'
import { findDraft } from '../draft.ts'
import { withdraw } from '../withdraw.ts'
import { createWorld } from '../world.test-kit.ts'
import { askDue } from './ask.ts'
import { askedRoutes } from './asked-routes.tsx'
import { callOff, callOn } from './call-off.ts'
import { secretsIn } from './link.ts'
import { findAsked, mark } from './mark.ts'
import { allow, refuse } from './refusal.ts'
import { saveSetting, settingGiven } from './save-setting.ts'
import { usualQuestions } from './setting.ts'
import { surveySubscribers } from './subscribers.ts'

const minuteMs = 60_000
/** A Tuesday at noon in Madrid. */
let now = new Date(Date.UTC(2026, 4, 5, 10))
const discreet = { ...scripted, speak: { ...(scripted.speak ?? assert.fail()), privately: true as const } }
const world = await createWorld(registry([discreet]), { now: () => now })
after(() => world.drop())
subscribe({
  inTx: outboxSubscribers.inTx,
  together: surveySubscribers(world.connectors).together,
  later: new Map(),
})
beforeEach(async () => {
  now = new Date(Date.UTC(2026, 4, 5, 10))
  await sql`truncate survey_settings, surveys, survey_refusals cascade`.execute(world.db)
})

const asks = (more: object = {}) =>
  settingGiven.parse({
    on: true,
    question_en: usualQuestions.en,
    question_es: usualQuestions.es,
    after_minutes: 60,
    every_days: 30,
    in_public: false,
    ...more,
  })

/** A conversation that one of us answered and closed at a window that asks. */
async function answered({
  visibility = 'direct',
  setting = {},
  author = rosa,
}: {
  visibility?: string
  setting?: object
  author?: HeardAuthor
} = {}) {
  const channel = await someChannel(world.db)
  const long = new Date(Date.UTC(2020, 0, 1))
  await world.tx((tx) => saveSetting(tx, channel.id, asks(setting), world.cast.nico, long))
  const at = (minutes: number) => new Date(Date.now() - 3_600_000 + minutes * minuteMs)
  await heard(
    world.db,
    channel,
    said('1', { author, visibility: visibility as 'direct', saidAt: at(1), language: 'es' }),
    said('2', { author: us, visibility: visibility as 'direct', saidAt: at(2), parentExternalId: '1' }),
  )
  const { conversation_id: id } = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('channel_id', '=', channel.id)
    .limit(1)
    .executeTakeFirstOrThrow()
  return { channel, id }
}

const closed = (id: string) => world.tx((tx) => close(tx, id, world.cast.marta))
const surveysOf = (id: string) =>
  world.db.selectFrom('surveys').selectAll().where('conversation_id', '=', id).orderBy('closed_at').execute()
const deliveriesIn = (id: string) =>
  world.db
    .selectFrom('deliveries')
    .innerJoin('replies', 'replies.id', 'deliveries.reply_id')
    .selectAll('deliveries')
    .where('conversation_id', '=', id)
    .execute()

/** Well after it was closed, at noon. */
async function laterAsked(days = 1): Promise<number> {
  const noon = new Date(Date.now() + days * 86_400_000)
  noon.setUTCHours(10, 0, 0, 0)
  now = noon
  return askDue(world.core, world.connectors)
}

async function asked(more: Parameters<typeof answered>[0] = {}) {
  const it = await answered(more)
  await closed(it.id)
  assert.equal(await laterAsked(), 1)
  const [delivery] = await deliveriesIn(it.id)
  const [secret = ''] = secretsIn(delivery?.text ?? '')
  return { ...it, delivery: delivery ?? assert.fail(), secret }
}

test('closing plans one question, to be asked later and by day; asking it twice over sends one', async () => {
  const { id } = await answered()
  await closed(id)
  const [survey] = await surveysOf(id)
  assert.equal(survey?.state, 'planned')
  assert.equal(survey?.language, 'es')
  now = new Date((survey?.ask_at.getTime() ?? 0) - 1000)
  assert.equal(await askDue(world.core, world.connectors), 0)
  now = survey?.ask_at ?? now
  const both = await Promise.all([askDue(world.core, world.connectors), askDue(world.core, world.connectors)])
  assert.equal(both[0] + both[1], 1)
  const [delivery, ...others] = await deliveriesIn(id)
  assert.equal(others.length, 0)
  assert.match(
    delivery?.text ?? '',
    /^Gracias por escribirnos, Rosa Camacho\..*\nhttp:\/\/localhost\/asked\/[\w-]{22}$/,
  )
  assert.equal(delivery?.privately, false)
  assert.equal((await world.eventsOf(id)).includes('reply.decided'), false)
})

test('at night nobody is asked: the moment moves to the morning', async () => {
  const { id } = await answered()
  await closed(id)
  const night = new Date(Date.now() + 86_400_000)
  night.setUTCHours(23, 30, 0, 0)
  now = night
  assert.equal(await askDue(world.core, world.connectors), 0)
  const [survey] = await surveysOf(id)
  assert.equal(survey?.state, 'planned')
  assert.match(
    new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'Europe/Madrid', hourCycle: 'h23' }).format(
      survey?.ask_at,
    ),
    /^09:00/,
  )
})

for (const [why, more] of [
  ['is off', { setting: { on: false } }],
  ['was written by software', { author: { ...rosa, externalId: 'bot', isBot: true } }],
] as const)
  test(`nobody is asked where it ${why}`, async () => {
    const { id } = await answered(more)
    await closed(id)
    assert.deepEqual(await surveysOf(id), [])
  })

test('nobody is asked where none of us answered', async () => {
  const { channel } = await answered({ author: { ...rosa, externalId: 'other' } })
  await heard(world.db, channel, said('alone', { visibility: 'direct' }))
  const { conversation_id: id } = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('channel_id', '=', channel.id)
    .where('external_id', '=', 'alone')
    .executeTakeFirstOrThrow()
  await closed(id)
  assert.deepEqual(await surveysOf(id), [])
})

test('whoever wrote in public is asked in private, where the network can: the network is told so, and nobody else named', async () => {
  const { delivery, channel, id } = await asked({ visibility: 'public' })
  assert.equal(delivery.privately, true)
  const claimed = await claimNext(world.db, channel.id, newId(), new Date())
  assert.ok('claim' in claimed)
  const spoken = await spokenFor(world.core, claimed.claim)
  assert.equal(spoken?.inReplyTo.visibility, 'direct')
  assert.deepEqual(spoken?.inReplyTo.mentions, [])
  const { reply_id: reply } = delivery
  await assert.rejects(
    world.tx((tx) => withdraw(tx, reply, world.cast.marta)),
    /survey.no-answer/,
  )
  assert.equal(await findDraft(world.db, id), undefined)
})

test('where the network cannot, only if the organisation chose to ask in public', async () => {
  const loud = registry([scripted])
  subscribe({ inTx: new Map(), together: surveySubscribers(loud).together, later: new Map() })
  const quiet = await answered({ visibility: 'public' })
  await closed(quiet.id)
  assert.deepEqual(await surveysOf(quiet.id), [])
  const open = await answered({ visibility: 'public', setting: { in_public: true } })
  await closed(open.id)
  assert.equal((await surveysOf(open.id))[0]?.privately, false)
  subscribe({ inTx: outboxSubscribers.inTx, together: surveySubscribers(world.connectors).together, later: new Map() })
})

test('the same person is not asked again before the days are over, and never who asked not to be', async () => {
  await asked()
  const again = await answered()
  await closed(again.id)
  assert.deepEqual(await surveysOf(again.id), [], 'asked lately')
  await sql`update surveys set asked_at = asked_at - interval '60 days', ask_at = ask_at - interval '60 days'`.execute(
    world.db,
  )
  const { person_id: person } = await world.db.selectFrom('surveys').select('person_id').executeTakeFirstOrThrow()
  await world.tx((tx) => refuse(tx, person))
  const third = await answered()
  await closed(third.id)
  assert.deepEqual(await surveysOf(third.id), [], 'asked not to be')
  await world.tx((tx) => allow(tx, person))
  const fourth = await answered()
  await closed(fourth.id)
  assert.equal((await surveysOf(fourth.id)).length, 1)
})

test('a conversation that is opened again is not asked about, also while the question is about to leave', async () => {
  const first = await answered()
  await closed(first.id)
  await world.tx((tx) => reopen(tx, first.id, world.cast.marta))
  assert.equal(await laterAsked(), 0)
  assert.deepEqual(
    (await surveysOf(first.id)).map(({ state }) => state),
    ['let-be'],
  )
  const leaving = await asked({ author: { ...rosa, externalId: 'leaving' } })
  await world.tx((tx) => reopen(tx, leaving.id, world.cast.marta))
  assert.deepEqual(
    (await deliveriesIn(leaving.id)).map(({ state }) => state),
    ['withdrawn'],
  )
  assert.equal(await findAsked(world.db, leaving.secret), undefined)
})

test('one of us calls it off, and on again; only while it has not been asked', async () => {
  const { id } = await answered()
  await closed(id)
  const [{ id: survey } = assert.fail()] = await surveysOf(id)
  await world.tx((tx) => callOff(tx, survey, world.cast.marta))
  await world.tx((tx) => callOff(tx, survey, world.cast.nico))
  assert.equal(await laterAsked(), 0)
  await world.tx((tx) => callOn(tx, survey, world.cast.marta))
  assert.equal(await laterAsked(), 1)
  await assert.rejects(
    world.tx((tx) => callOff(tx, survey, world.cast.marta)),
    /survey.over/,
  )
  const kinds = (await world.eventsOf(id)).filter((kind) => kind.startsWith('survey'))
  assert.deepEqual(kinds, ['survey.planned', 'survey.called-off', 'survey.planned', 'survey.asked'])
})

test('what we ask is ours and answers nobody: heard from the network, it moves nothing', async () => {
  const { id, channel, delivery } = await asked()
  const before = await findConversation(world.db, id)
  const text = delivery.text
  await heard(
    world.db,
    channel,
    said('q', { author: us, visibility: 'direct', parentExternalId: '1', body: { text }, saidAt: new Date() }),
  )
  const message = await world.db
    .selectFrom('messages')
    .selectAll()
    .where('external_id', '=', 'q')
    .executeTakeFirstOrThrow()
  assert.equal(message.asks_after, true)
  assert.equal(message.conversation_id, id)
  const then = await findConversation(world.db, id)
  for (const what of ['state', 'answeredAt', 'waitingSince', 'lastAt', 'lastMessageId'] as const)
    assert.deepEqual(then[what], before[what], what)
})

test('a face is a mark; it may be changed for a week, and a first answer may take thirty days', async () => {
  const { id, secret } = await asked()
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000)
  const give = (given: Parameters<typeof mark>[2], when: Date) => world.tx((tx) => mark(tx, secret, given, when))
  assert.equal(await give({ mark: 4 }, at(31)), false)
  assert.equal(await give({ mark: 2, words: '  Tardasteis\u0000 mucho ' }, at(29)), true)
  assert.equal(await give({ mark: 2 }, at(29)), true)
  assert.equal(await give({ mark: 5 }, at(35)), true)
  assert.equal(await give({ mark: 1 }, at(36.1)), false)
  const found = await findAsked(world.db, secret)
  assert.deepEqual([found?.mark, found?.words], [5, 'Tardasteis mucho'])
  const events = await world.db
    .selectFrom('events')
    .select('data')
    .where('conversation_id', '=', id)
    .where('kind', '=', 'survey.marked')
    .orderBy('seq')
    .execute()
  assert.deepEqual(
    events.map(({ data }) => [data.mark, data.again]),
    [
      [2, false],
      [5, true],
    ],
  )
  assert.equal(await findAsked(world.db, `${secret.slice(0, 21)}${secret.endsWith('A') ? 'B' : 'A'}`), undefined)
})

test('who tries links or presses very often waits; a form that is none says which', async () => {
  const app = new Hono<Env>()
  const t = createTranslator([{ en: {}, es: {} }]).for('en')
  app.use(async (c, next) => {
    c.set('t', t)
    return next()
  })
  app.route('/', askedRoutes(world.core))
  const { secret } = await asked()
  const post = (body: string, headers = {}) =>
    app.request(`/asked/${secret}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
        ...headers,
      },
      body,
    })
  assert.equal((await post('mark=6')).status, 422)
  assert.equal((await post('mark=4', { 'content-length': '99999999' })).status, 422)
  assert.equal((await post('mark=4')).status, 303)
  const wrong = () => app.request(`/asked/${'B'.repeat(22)}`)
  assert.equal((await wrong()).status, 404)
  for (let tries = 0; tries < 60; tries++) await wrong()
  const slowed = await wrong()
  assert.equal(slowed.status, 429)
  assert.ok(Number(slowed.headers.get('retry-after')) > 0)
  assert.equal((await app.request(`/asked/${secret}`)).status, 200, 'a link that is one opens')
})
