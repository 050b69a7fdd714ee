import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { identify } from '../reading/index.ts'
import { usualAt } from './said-of.ts'

const world = { database: undefined as unknown as Awaited<ReturnType<typeof testDatabase>> }
before(async () => {
  world.database = await testDatabase()
  await world.database.db
    .insertInto('organisation')
    .values({ name: 'Café Alameda', language: 'es', time_zone: 'America/Mexico_City', public_url: 'http://localhost' })
    .execute()
})
after(() => world.database.drop())

const languageOf = async (text: string, channelId: string) => {
  const usual = await usualAt(world.database.db, channelId)
  return identify([{ text, ...(usual ? { usual } : {}) }])[0]?.value
}

test('where nothing was heard yet, two words are taken for the organisation’s language before its neighbour', async () => {
  const { id } = await someChannel(world.database.db)
  assert.equal(identify([{ text: 'no funciona' }])[0]?.value, 'ca')
  assert.equal(await languageOf('no funciona', id), 'es')
  assert.equal(await languageOf('hola', id), 'es')
  assert.equal(await languageOf('thanks', id), 'en')
  assert.equal(await languageOf('quin horari feu?', id), 'ca')
})

test('what was said at a window of late outweighs what was expected there', async () => {
  const { db } = world.database
  const { id } = await someChannel(db)
  await sql`insert into conversations (id, channel_id, last_at, language)
    select gen_random_uuid(), ${id}, now(), 'ca' from generate_series(1, 180)`.execute(db)
  assert.deepEqual(await usualAt(db, id), { ca: 0.9, es: 0.08, en: 0.02 })
  assert.equal(await languageOf('no funciona', id), 'ca')
})
