import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { createLog } from '../core/log.ts'
import { newId } from '../lib/ids.ts'
import { createMatching } from './matching.ts'
import type { Listened } from './query/document.ts'

const world = { database: undefined as unknown as Awaited<ReturnType<typeof testDatabase>> }
before(async () => {
  world.database = await testDatabase()
})
after(() => world.database.drop())

let changes = 0
async function save(text: string): Promise<string> {
  const id = newId()
  changes += 1
  const row = { id, name: text.slice(0, 100), group_id: null, text, changed: changes, created_by: null }
  await world.database.db.insertInto('queries').values(row).execute()
  return id
}

const said = (text: string, more: Partial<Listened> = {}): Listened => ({
  text,
  network: 'scripted',
  channel: 'a',
  ...more,
})

test('without a query nothing matches, and no thread is begun', async () => {
  const nowhere = createMatching(createLog('silent'), new URL('file:///nowhere.mjs'))
  assert.deepEqual(await nowhere.match(world.database.db, [said('tren')]), [[]])
  await nowhere.stop()
})

test('what is saved is matched from the next message on, and our own words only where they are asked for', async () => {
  const matching = createMatching(createLog('silent'))
  const train = await save('tren')
  const messages = [said('El Tren'), said('avión'), said('tren', { isMine: true })]
  assert.deepEqual(await matching.match(world.database.db, messages), [[train], [], []])
  const ours = await save('tren AND is:mine')
  assert.deepEqual(await matching.match(world.database.db, messages), [[train], [], [ours]])
  await world.database.db.deleteFrom('queries').execute()
  await matching.stop()
})

test('what the queries ask of a message is known: its words, its language, how it reads', async () => {
  const matching = createMatching(createLog('silent'))
  const { db } = world.database
  const needs = [await matching.needs(db)]
  for (const text of ['tren', 'tren lang:es', 'tren NOT (sentiment:positive OR lang:en)']) {
    await save(text)
    needs.push(await matching.needs(db))
  }
  assert.deepEqual(needs, ['words', 'words', 'language', 'reading'])
  await db.deleteFrom('queries').execute()
  await matching.stop()
})

test('where nobody read a message its language is told first', async () => {
  const matching = createMatching(createLog('silent'))
  const { db } = world.database
  const spanish = await save('tren lang:es')
  const messages = [
    said('el tren no ha llegado todavía y llevamos una hora esperando'),
    said('tren, in English please'),
  ]
  assert.deepEqual(await matching.match(db, messages), [[], []])
  assert.deepEqual(await matching.match(db, messages, { languages: true }), [[spanish], []])
  await db.deleteFrom('queries').execute()
  await matching.stop()
})

test('a thread that dies is begun again and told everything; what kills it keeps no message out', async () => {
  const deadly = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads'
      let told = []
      parentPort.on('message', ([id, asked]) => {
        if (asked.told) told.push(...asked.told.map(({ id }) => id))
        if (asked.messages?.some(({ text }) => text === 'deadly')) process.exit(1)
        parentPort.postMessage([id, asked.told ? { size: told.length, needs: 'words' } : asked.messages.map(() => told)])
      })`)}`,
  )
  const matching = createMatching(createLog('silent'), deadly)
  const [one, two] = [await save('uno'), await save('dos')]
  const { db } = world.database
  assert.deepEqual(await matching.match(db, [said('x')]), [[one, two]])
  assert.deepEqual(await matching.match(db, [said('deadly'), said('y')]), [[], []])
  assert.deepEqual(await matching.match(db, [said('z')]), [[one, two]])
  await matching.stop()
})
