import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { emptyDatabase, testDatabase } from '../../test/database.ts'
import { openDatabase } from './database.ts'
import { record } from './events.ts'
import { createTranslator } from './i18n/translator.ts'
import { type Live, type LiveEvent, startLive } from './live.ts'
import { createBroadcast } from './live-stream.ts'
import { createLog } from './log.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let live: Live
const log = createLog('silent')
before(async () => {
  database = await testDatabase()
  live = await startLive(database.db, { connectionString: database.url }, log)
})
after(async () => {
  await live.stop()
  await database.drop()
})

const say = (kind: string) => database.db.transaction().execute((tx) => record(tx, kind))

async function until(true_: () => boolean): Promise<void> {
  for (let waited = 0; waited < 200 && !true_(); waited += 1) await sleep(25)
  assert.ok(true_(), 'it did not happen within five seconds')
}

test('events are told after they are committed, in the order of commits, once', async () => {
  const told: LiveEvent[] = []
  const stop = live.follow((events) => told.push(...events))
  // The slow transaction takes its number first and commits last: it must neither be missed nor overtake.
  let finish = () => {}
  const slow = database.db.transaction().execute(async (tx) => {
    await record(tx, 'slow')
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  await sleep(50)
  await say('quick')
  await sleep(300)
  assert.deepEqual(
    told.map(({ kind }) => kind),
    [],
    'nothing is told that something older could still precede',
  )
  finish()
  await slow
  await until(() => told.length === 2)
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['slow', 'quick'],
  )
  stop()
})

test('a long transaction of another database on the same server holds nothing back', async () => {
  const told: string[] = []
  const stop = live.follow((events) => told.push(...events.map(({ kind }) => kind)))
  const elsewhere = await emptyDatabase()
  const other = openDatabase({ connectionString: elsewhere.url }, 1)
  try {
    await other.db.transaction().execute(async (tx) => {
      await sql`select pg_current_xact_id()`.execute(tx)
      await say('meanwhile')
      await until(() => told.includes('meanwhile'))
    })
  } finally {
    stop()
    await other.close()
    await elsewhere.drop()
  }
})

test('whoever was away catches up from where they were', async () => {
  const place = live.place()
  await say('one')
  await say('two')
  await until(() => live.place() !== place)
  await sleep(100)
  assert.deepEqual(
    (await live.since(place))?.map(({ kind }) => kind),
    ['one', 'two'],
  )
  assert.equal(await live.since('nonsense'), undefined)
})

test('it goes on by itself when the database cut the line', async () => {
  const told: string[] = []
  const stop = live.follow((events) => told.push(...events.map(({ kind }) => kind)))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen events' and datname = current_database()`.execute(
    database.db,
  )
  await say('after the cut')
  await until(() => told.includes('after the cut'))
  stop()
})

test('a batch is drawn once for each language and reaches every reader of it', async () => {
  const translator = createTranslator([])
  const drawn: string[] = []
  const draw = async (events: readonly LiveEvent[], t: { language: string }) => {
    drawn.push(t.language)
    return `<turbo-stream>${t.language}:${events.map(({ kind }) => kind)}</turbo-stream>`
  }
  const broadcast = createBroadcast(live, draw, log)
  const away = new AbortController()
  const readers = ['es', 'es', 'en'].map((language) =>
    read(broadcast.pages({ t: translator.for(language), mayReply: true }, undefined, away.signal)),
  )
  const program = read(broadcast.events(undefined, away.signal))
  await until(() => broadcast.count() === 4)
  await say('drawn')
  await until(() => [...readers, program].every(({ text }) => text().includes('drawn')))
  assert.deepEqual(drawn.sort(), ['en', 'es'])
  assert.match(readers[0]?.text() ?? '', /event: turbo\ndata: <turbo-stream>es:drawn/)
  assert.match(program.text(), /event: drawn\ndata: \{"kind":"drawn"/)
  away.abort()
  await until(() => broadcast.count() === 0)
  broadcast.stop()
})

test('what comes while pages are drawn is drawn together, in order, and programs do not wait for it', async () => {
  const t = createTranslator([]).for('es')
  const drawn: string[][] = []
  const gate = Promise.withResolvers<void>()
  const draw = async (events: readonly LiveEvent[]) => {
    drawn.push(events.map(({ kind }) => kind))
    if (drawn.length === 1) await gate.promise
    return `<turbo-stream>${events.map(({ kind }) => kind)}</turbo-stream>`
  }
  const broadcast = createBroadcast(live, draw, log)
  const away = new AbortController()
  const page = read(broadcast.pages({ t, mayReply: true }, undefined, away.signal))
  const program = read(broadcast.events(undefined, away.signal))
  await until(() => broadcast.count() === 2)
  for (const kind of ['flood.1', 'flood.2', 'flood.3', 'flood.4']) {
    await say(kind)
    await until(() => program.text().includes(`event: ${kind}`))
  }
  assert.deepEqual(drawn, [['flood.1']])
  gate.resolve()
  await until(() => page.text().includes('flood.4'))
  assert.deepEqual(drawn, [['flood.1'], ['flood.2', 'flood.3', 'flood.4']])
  away.abort()
  await until(() => broadcast.count() === 0)
  broadcast.stop()
})

test('who begins to read while others are drawn for misses nothing from then on', async () => {
  const t = createTranslator([]).for('es')
  const gate = Promise.withResolvers<void>()
  let times = 0
  const draw = async (events: readonly LiveEvent[]) => {
    times += 1
    if (times === 1) await gate.promise
    return `<turbo-stream>${events.map(({ kind }) => kind)}</turbo-stream>`
  }
  const broadcast = createBroadcast(live, draw, log)
  const away = new AbortController()
  const program = read(broadcast.events(undefined, away.signal))
  const first = read(broadcast.pages({ t, mayReply: true }, undefined, away.signal))
  await until(() => broadcast.count() === 2)
  const told = async (kind: string) => {
    await say(kind)
    await until(() => program.text().includes(`event: ${kind}`))
  }
  await told('before.1')
  await told('before.2')
  const late = read(broadcast.pages({ t, mayReply: true }, undefined, away.signal))
  await told('after.1')
  gate.resolve()
  await until(() => broadcast.count() === 3)
  await told('after.2')
  await until(() => [first, late].every((page) => page.text().includes('after.2')))
  assert.match(late.text(), /after\.1/)
  away.abort()
  await until(() => broadcast.count() === 0)
  broadcast.stop()
})

test('a batch is drawn apart for those who only look', async () => {
  const t = createTranslator([]).for('es')
  const draw = async (_: readonly LiveEvent[], __: unknown, mayReply: boolean) => (mayReply ? 'deeds' : 'words')
  const broadcast = createBroadcast(live, draw, log)
  const away = new AbortController()
  const [answers, looks] = [true, false].map((mayReply) =>
    read(broadcast.pages({ t, mayReply }, undefined, away.signal)),
  )
  await until(() => broadcast.count() === 2)
  const place = live.place()
  await say('drawn')
  await until(() => /deeds/.test(answers?.text() ?? '') && /words/.test(looks?.text() ?? ''))
  const back = read(broadcast.pages({ t, mayReply: false }, place, away.signal))
  await until(() => back.text().includes('words'))
  assert.ok(![looks, back].some((one) => one?.text().includes('deeds')))
  away.abort()
  broadcast.stop()
})

test('who goes away while it is drawn takes nobody else’s stream along', async () => {
  const t = createTranslator([]).for('es')
  const away = new AbortController()
  const stay = new AbortController()
  const draw = async (events: readonly LiveEvent[]) => {
    away.abort()
    return events.map(({ kind }) => kind).join(' ')
  }
  const broadcast = createBroadcast(live, draw, log)
  read(broadcast.pages({ t, mayReply: true }, undefined, away.signal))
  await until(() => broadcast.count() === 1)
  const stays = read(broadcast.pages({ t, mayReply: true }, undefined, stay.signal))
  await until(() => broadcast.count() === 2)
  await say('drawn')
  await until(() => stays.text().includes('drawn'))
  assert.equal(broadcast.count(), 1)
  stay.abort()
  broadcast.stop()
})

test('what could not be drawn ends the streams, and is told to whoever comes back for it', async () => {
  const t = createTranslator([]).for('es')
  let works = false
  const draw = async (events: readonly LiveEvent[]) => {
    if (!works) throw new Error('The database went away')
    return events.map(({ kind }) => kind).join('\r')
  }
  const broadcast = createBroadcast(live, draw, log)
  const never = new AbortController().signal
  const place = live.place()
  const reader = read(broadcast.pages({ t, mayReply: true }, undefined, never))
  await until(() => broadcast.count() === 1)
  await say('unseen')
  await until(() => reader.isOver())
  assert.equal(broadcast.count(), 0)
  const tooEarly = read(broadcast.pages({ t, mayReply: true }, place, never))
  await until(() => tooEarly.isOver())
  assert.doesNotMatch(tooEarly.text(), /^id:/m, 'a place given now would pass over what was missed')
  await say('second')
  await until(() => live.place() !== place)
  await sleep(100)
  works = true
  const back = read(broadcast.pages({ t, mayReply: true }, place, never))
  await until(() => back.text().includes('data: unseen\ndata: second\n'))
  broadcast.stop()
})

test('what nobody draws moves the place all the same', async () => {
  const broadcast = createBroadcast(live, async () => '', log)
  const t = createTranslator([]).for('es')
  const place = live.place()
  const reader = read(broadcast.pages({ t, mayReply: true }, place, new AbortController().signal))
  await until(() => broadcast.count() === 1)
  await say('undrawn')
  await until(() => reader.text().includes(`id: ${live.place()}\n\n`))
  assert.notEqual(live.place(), place)
  broadcast.stop()
})

test('signs are drawn for whoever reads, all of them for whoever begins to, and move no place', async () => {
  const t = createTranslator([]).for('es')
  const asked: (readonly string[] | undefined)[] = []
  const drawSigns = async (about: readonly string[] | undefined) => {
    asked.push(about)
    return about ? `signs of ${about.join(' ')}` : 'all signs'
  }
  const broadcast = createBroadcast(live, async () => '', log, { drawSigns })
  const away = new AbortController()
  const [page, program] = [
    read(broadcast.pages({ t, mayReply: true }, undefined, away.signal)),
    read(broadcast.events(undefined, away.signal)),
  ]
  await until(() => page.text().includes('event: now\ndata: all signs\n\n'))
  const place = live.place()
  await sql`select pg_notify('signs', id) from unnest(array['a', 'b', 'a']) as id`.execute(database.db)
  await until(() => page.text().includes('event: now\ndata: signs of a b\n\n'))
  assert.deepEqual(asked.at(-1), ['a', 'b'], 'together, each once')
  assert.equal(live.place(), place)
  assert.doesNotMatch(program.text(), /signs/)
  away.abort()
  broadcast.stop()
})

test('signs that cannot be drawn end nobody’s stream', async () => {
  const t = createTranslator([]).for('es')
  let works = false
  const drawSigns = async () => {
    if (!works) throw new Error('The database went away')
    return 'drawn'
  }
  const broadcast = createBroadcast(live, async () => '', log, { drawSigns })
  const away = new AbortController()
  const page = read(broadcast.pages({ t, mayReply: true }, undefined, away.signal))
  await until(() => broadcast.count() === 1)
  works = true
  await sql`select pg_notify('signs', 'a')`.execute(database.db)
  await until(() => page.text().includes('data: drawn'))
  assert.equal(broadcast.count(), 1)
  away.abort()
  broadcast.stop()
})

test('a reader is let go after a while, to be asked who they are', async () => {
  const broadcast = createBroadcast(live, async () => '', log, { lifeMs: 50 })
  const reader = read(broadcast.events(undefined, new AbortController().signal))
  await until(() => reader.isOver())
  assert.equal(broadcast.count(), 0)
  broadcast.stop()
})

test('who went away before their turn is not kept', async () => {
  const broadcast = createBroadcast(live, async () => '', log)
  const away = new AbortController()
  broadcast.events(live.place(), away.signal)
  away.abort()
  await sleep(200)
  assert.equal(broadcast.count(), 0)
  broadcast.stop()
})

function read(stream: ReadableStream<Uint8Array>): { text(): string; isOver(): boolean } {
  let text = ''
  let isOver = false
  void (async () => {
    for await (const chunk of stream) text += new TextDecoder().decode(chunk)
    isOver = true
  })()
  return { text: () => text, isOver: () => isOver }
}
