import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { emptyDatabase } from '../../test/database.ts'
import { bools, bytes, ints, smallints, texts, times, uuids } from './arrays.ts'
import { openDatabase } from './database.ts'

let database: ReturnType<typeof openDatabase>
let drop: () => Promise<void>
before(async () => {
  const empty = await emptyDatabase()
  database = openDatabase({ connectionString: empty.url }, 1)
  drop = empty.drop
})
after(async () => {
  await database.close()
  await drop()
})

/** What PostgreSQL makes of an array. */
async function asRead(array: RawBuilder<unknown>): Promise<unknown[]> {
  const { rows } = await sql<{ value: unknown }>`select value from unnest(${array}) as value`.execute(database.db)
  return rows.map(({ value }) => value)
}

/** Whatever the values, what is sent is what PostgreSQL reads. */
async function arrives<T>(values: fc.Arbitrary<T>, array: (values: readonly (T | null)[]) => RawBuilder<unknown>) {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(values), { maxLength: 30 }), async (sent) => {
      assert.deepEqual(await asRead(array(sent)), sent)
    }),
    { numRuns: 50 },
  )
}

test('what is sent as an array is what PostgreSQL reads', async () => {
  const text = fc.string({ unit: 'binary' }).map((one) => one.replaceAll('\0', '"\\{},'))
  await arrives(text, (values) => sql`${texts(values)}::text[]`)
  await arrives(fc.uuid(), (values) => sql`${uuids(values)}::uuid[]`)
  await arrives(fc.boolean(), (values) => sql`${bools(values)}::bool[]`)
  await arrives(fc.integer({ min: -32_768, max: 32_767 }), (values) => sql`${smallints(values)}::smallint[]`)
  await arrives(fc.integer(), (values) => sql`${ints(values)}::int[]`)
  await arrives(
    fc.uint8Array().map((one) => Buffer.from(one)),
    (values) => sql`${bytes(values)}::bytea[]`,
  )
  const moments = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  await arrives(moments, (values) => sql`${times(values)}::timestamptz[]`)
})

test('no array is as good as an empty one, and one that is long is whole', async () => {
  assert.deepEqual(await asRead(sql`${texts([])}::text[]`), [])
  const many = Array.from({ length: 20_000 }, (_, nth) => `ñandú ${nth}`)
  assert.deepEqual(await asRead(sql`${texts(many)}::text[]`), many)
})

test('what is no UUID, no moment or no small number is refused before it is sent', () => {
  const id = '0198c0de-0000-7000-8000-00000000000'
  for (const wrong of ['', id, `${id}g`, `${id}ñ`, `${id}12`, `${id}1-`, 'no-uuid'])
    assert.throws(() => uuids([wrong]), TypeError, wrong)
  assert.equal(uuids([`${id}F`]).at(-1), 0x0f)
  assert.throws(() => times([new Date(Number.NaN)]), RangeError)
  assert.throws(() => smallints([32_768]), RangeError)
})
