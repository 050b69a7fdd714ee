import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/database.ts'
import { type Author, identify } from './identify.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const author = (at: number, name = `Persona ${at}`): Author => ({ externalId: `https://example.org/@p${at}`, name })
const meet = (authors: Author[]) => database.db.transaction().execute((tx) => identify(tx, 'scripted', authors))

test('the same account is the same identity, with a person of its own', async () => {
  const first = await meet([author(1), author(2), author(1)])
  const again = await meet([author(2), author(1)])
  assert.equal(first.size, 2)
  assert.deepEqual(new Map([...first].sort()), new Map([...again].sort()))
  const people = await database.db.selectFrom('identities').select('person_id').execute()
  assert.equal(new Set(people.map((row) => row.person_id)).size, 2)
})

test('a new name is taken over; what is not told stays', async () => {
  await meet([{ ...author(3), handle: '@p3' }])
  await meet([author(3, 'Lucía')])
  const row = await database.db
    .selectFrom('identities')
    .selectAll()
    .where('external_id', '=', author(3).externalId)
    .executeTakeFirstOrThrow()
  assert.deepEqual([row.name, row.handle], ['Lucía', '@p3'])
})

test('windows that meet the same strangers at the same moment, in any order, do not stop each other', async () => {
  const crowd = Array.from({ length: 400 }, (_, at) => author(1_000 + at))
  for (let round = 0; round < 6; round += 1) {
    const renamed = crowd.map((one, at) => ({
      ...one,
      name: `${one.name} ${round}`,
      externalId: `${one.externalId}-${Math.floor(round / 2)}-${at % 7}`,
    }))
    const orders = [renamed, renamed.toReversed(), renamed.toSorted(() => Math.random() - 0.5), renamed.toReversed()]
    const met = await Promise.all(orders.map(meet))
    for (const ids of met) assert.deepEqual(new Map([...ids].sort()), new Map([...(met[0] ?? [])].sort()))
  }
})

test('somebody is renamed while a message of theirs is being stored', async () => {
  await meet([author(7)])
  const { db } = database
  await db.transaction().execute(async (storing) => {
    // What the row of a message does to the row of its author.
    await sql`select from identities where external_id = ${author(7).externalId} for key share`.execute(storing)
    await db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '2s'`.execute(tx)
      await identify(tx, 'scripted', [author(7, 'Lucas')])
    })
  })
  const row = await db
    .selectFrom('identities')
    .select('name')
    .where('external_id', '=', author(7).externalId)
    .executeTakeFirstOrThrow()
  assert.equal(row.name, 'Lucas')
})
