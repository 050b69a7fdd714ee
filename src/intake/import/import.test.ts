import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { Refusal } from '../../core/errors.ts'
import { stop } from './begin.ts'
import { type ImportWorld, importWorld } from './import.test-kit.ts'
import { findAbandoned, findImport, stateOf } from './import.ts'
import { findRefusals } from './refusals.ts'

let world: ImportWorld
before(async () => {
  world = await importWorld()
})
after(() => world.drop())

const refusedIn = async (id: string) =>
  (await findRefusals(world.board.core.db, id)).map(({ line, reason }) => `${line} ${reason.key}`)

const head = 'id,fecha,autor,mensaje'

test('what is no file of messages is refused by name, before anything is noted', async () => {
  const channel = await world.channel()
  const refusals: [string | Buffer, string][] = [
    ['', 'import.file-empty'],
    [Buffer.from('504b030414000600', 'hex'), 'import.file-spreadsheet'],
    [Buffer.from('1f8b0800', 'hex'), 'import.file-compressed'],
    ['[{"id":1}]', 'import.file-array'],
    [Buffer.from([1, 0, 0, 0, 5, 200, 0, 0, 0, 1]), 'import.file-not-text'],
    ['"id,fecha\n1,2', 'import.file-no-columns'],
    ['id,fecha,autor\n1,2024-05-03,Lucas', 'import.needs-text'],
    ['id,fecha,mensaje\n1,2024-05-03,Hola', 'import.needs-author'],
  ]
  for (const [content, key] of refusals)
    await assert.rejects(
      world.begun(channel, content),
      (error: Error) => error instanceof Refusal && error.words.key === key,
      key,
    )
})

test('messages come in with their threads and their people, and a second time nothing is doubled', async () => {
  const channel = await world.channel()
  const csv = `id;Fecha;Autor;Teléfono;Mensaje;En respuesta a\n1;03/05/2024 10:20;Lucas;+34600;Hola;\n2;03/05/2024 10:21;Marta;us;"Dime; ""Lucas""\nte leo";1\n3;2024-05-03T10:00:00Z;Lucas P.;+34600;Otra;1\n`
  const first = await world.taken(channel, csv)
  assert.deepEqual([stateOf(first), first.fresh, first.refused, first.line], ['done', 3, 0, 5])
  const again = await world.taken(channel, csv)
  assert.deepEqual([again.fresh, again.known], [0, 3])
  assert.deepEqual(await world.texts(channel), ['Hola', 'Dime; "Lucas"\nte leo', 'Otra'])
  const rows = await world.board.core.db
    .selectFrom('messages as m')
    .innerJoin('identities as i', 'i.id', 'm.identity_id')
    .select(['m.conversation_id', 'i.external_id', 'm.said_at'])
    .where('m.channel_id', '=', channel.id)
    .orderBy('m.said_at')
    .execute()
  assert.equal(new Set(rows.map((row) => row.conversation_id)).size, 1)
  assert.deepEqual([...new Set(rows.map((row) => row.external_id))].sort(), [
    `${channel.externalId}/+34600`,
    `${channel.externalId}/us`,
  ])
  assert.equal(rows[0]?.said_at.toISOString(), '2024-05-03T08:20:00.000Z')
})

test('killed or stopped at any batch, it goes on where it was: nothing lost, nothing doubled', async () => {
  const lines = fc.array(fc.constantFrom('a', 'b', '"c\nd"', '"broken', 'á'), { minLength: 1, maxLength: 25 })
  const kills = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(lines, kills, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (texts, cuts, batch, ids) => {
      const rows = texts.map((text, at) => `${ids ? `${at},` : ''}2024-05-03,Lucas,${text}`)
      const csv = [ids ? head : head.slice(3), ...rows, ''].join('\n')
      const whole = await world.taken(await world.channel(), csv)
      const channel = await world.channel()
      const { id } = await world.begun(channel, csv)
      for (const cut of cuts) await killedAfter(id, cut, batch)
      await world.run(id, { batch })
      const it = await findImport(world.board.core.db, id)
      assert.deepEqual([it.fresh, it.refused, it.line, stateOf(it)], [whole.fresh, whole.refused, whole.line, 'done'])
      assert.equal((await world.texts(channel)).length, whole.fresh)
      assert.deepEqual(await refusedIn(id), await refusedIn(whole.id))
    }),
    { numRuns: 12 },
  )
})

/** Runs some batches, then behaves as a process that died: it gives nothing back and tells nobody. */
async function killedAfter(id: string, steps: number, batch: number): Promise<void> {
  let left = steps
  const die = () => {
    if (left === 0) throw new Error('killed')
    left -= 1
  }
  await world.run(id, { batch, onStep: die }).catch((error: Error) => assert.equal(error.message, 'killed'))
}

test('a batch that fails with its place is not half stored', async () => {
  const { db } = world.board.core
  const channel = await world.channel()
  const { id } = await world.begun(channel, `${head}\n1,2024-05-03,Lucas,Hola\n2,2024-05-03,Lucas,Adiós\n`)
  const stopNow = async () => db.transaction().execute(async (tx) => stop(tx, await findImport(tx, id), undefined))
  const stopping: Promise<void>[] = []
  const end = await world.run(id, { batch: 1, onStep: () => void stopping.push(stopNow()) })
  await Promise.all(stopping)
  const it = await findImport(db, id)
  assert.equal((await world.texts(channel)).length, it.fresh)
  if (end === 'lost') assert.equal(stateOf(it), 'stopped')
  assert.deepEqual(await findAbandoned(db), [])
})

test('an import whose process died is found again; one that a living process reads is left alone', async () => {
  const { db } = world.board.core
  const { id } = await world.begun(await world.channel(), `${head}\n1,2024-05-03,Lucas,Hola\n`)
  assert.deepEqual(await findAbandoned(db), [id])
  const living = '00000000-0000-7000-8000-00000000000a'
  await db.insertInto('processes').values({ id: living, role: 'all' }).execute()
  await db.updateTable('imports').set({ run_by: living }).where('id', '=', id).execute()
  assert.deepEqual(await findAbandoned(db), [])
  assert.equal(await world.run(id), 'elsewhere')
  await db.deleteFrom('processes').where('id', '=', living).execute()
  assert.equal(await world.run(id), 'done')
})

test('a file that changed or went is not gone on with, and says so', async () => {
  const { db } = world.board.core
  const it = await world.begun(await world.channel(), `${head}\n1,2024-05-03,Lucas,Hola\n`)
  await writeFile(it.path, `${head}\n1,2024-05-03,Ana,Hola\n`)
  assert.equal(await world.run(it.id), 'failed')
  assert.equal((await findImport(db, it.id)).failure?.key, 'import.file-changed')
  await rm(it.path)
  await world.run(it.id)
  assert.equal((await findImport(db, it.id)).failure?.key, 'import.file-gone')
})

test('each line that cannot come in is kept with its number and its reason; the others come in', async () => {
  const channel = await world.channel()
  const bad = [
    '1,2024-05-03,Lucas,"never closed',
    '2,2024-05-03,Lucas,"he said "hi" to me"',
    '3,31/02/2024,Lucas,bad day',
    '4,,Lucas,no date',
    ',2024-05-03,Lucas,no id',
    '6,2024-05-03,,nobody',
    '7,2024-05-03,Lucas,',
    '8,2024-05-03,Lucas,too,many',
    '9,2024-05-03',
    `10,2024-05-03,Lucas,${'x'.repeat(3 * 1024 * 1024)}`,
    `11,2024-05-03,Lucas,${'x'.repeat(600_000)}`,
    `${'y'.repeat(2_500)},2024-05-03,Lucas,long id`,
    '13,2024-05-03,Lucas,N\0UL and \u{1f600}',
    `14,2024-05-03,Lucas,${'long '.repeat(20_000)}`,
  ]
  const it = await world.taken(channel, `${head}\n${bad.join('\n')}\n`)
  assert.deepEqual(await refusedIn(it.id), [
    '2 import.refused-open-quote',
    '3 import.refused-quote',
    '4 import.refused-date',
    '5 intake.refused-no-date',
    '6 intake.refused-no-id',
    '7 intake.refused-no-author',
    '8 import.refused-no-text',
    '9 import.refused-columns',
    '10 import.refused-columns',
    '11 import.refused-line-long',
    '12 intake.refused-too-long',
    '13 intake.refused-long-id',
  ])
  const texts = await world.texts(channel)
  assert.deepEqual([it.fresh, it.refused, texts.length], [2, 12, 2])
  assert.equal(
    texts.find((text) => text.startsWith('N')),
    'NUL and 😀',
  )
})

test('JSON Lines, with the author inside; what is no object is refused by its line', async () => {
  const channel = await world.channel()
  const lines = [
    { id: 1, author: { id: 'a', name: 'Lucas' }, text: 'Hola', said_at: '2024-05-03T10:00:00Z', visibility: 'public' },
    { id: '2', author: { id: 'a', name: 'Lucas' }, html: '<p>Sí<script>x</script></p>', said_at: 1714730400 },
    { id: 3, author: { id: 'a', name: 'Lucas' }, text: 'x', said_at: '2024-05-03T10:00:00Z', visibility: 'nadie' },
  ].map((line) => JSON.stringify(line))
  const it = await world.taken(channel, [...lines, '{"id":', '7', 'null', ''].join('\r\n'), { name: 'm.jsonl' })
  assert.deepEqual(await world.texts(channel), ['Hola', 'Sí'])
  assert.deepEqual(await refusedIn(it.id), [
    '3 import.refused-visibility',
    '4 import.refused-not-json',
    '5 import.refused-not-json',
    '6 import.refused-not-json',
  ])
})

test('the same words come in from every charset, separator and end of line', async () => {
  const rows = [head, '1,2024-05-03,Íñigo,«Señor»: ¿qué tal? €', '2,2024-05-04,Íñigo,adiós', '']
  for (const charset of ['utf8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252', 'utf-16le-bom'])
    for (const [separator, newline] of [
      [',', '\n'],
      [';', '\r\n'],
      ['\t', '\r'],
    ] as const) {
      const text = rows.map((row) => row.replaceAll(',', separator)).join(newline)
      const content = iconv.encode(text, charset.replace('-bom', ''), { addBOM: charset.endsWith('-bom') })
      const channel = await world.channel()
      const it = await world.taken(channel, content)
      const what = `${charset} ${JSON.stringify(separator + newline)}`
      assert.deepEqual(await world.texts(channel), ['«Señor»: ¿qué tal? €', 'adiós'], what)
      assert.deepEqual([it.refused, it.line], [0, 3], what)
    }
})

test('lines without an identifier: equal ones are all here, and the file in another order is the same', async () => {
  const channel = await world.channel()
  const rows = ['2024-05-03,Lucas,Hola', '2024-05-03,Lucas,Hola', '2024-05-04,Ana,Adiós']
  const first = await world.taken(channel, ['fecha,autor,mensaje', ...rows].join('\n'))
  assert.equal(first.fresh, 3)
  const more = ['fecha,autor,mensaje', '2024-05-05,Eva,Nueva', ...rows.toReversed()]
  const second = await world.taken(channel, more.join('\n'))
  assert.deepEqual([second.fresh, second.known], [1, 3])
})

test('what is long past waits for nobody, unless the file says who waits', async () => {
  const { db } = world.board.core
  const csv = `${head}\n1,2024-05-03,Lucas,Hola\n`
  const waits = async (waiting: boolean) => {
    const channel = await world.channel()
    await world.taken(channel, csv, { waiting })
    const row = await db
      .selectFrom('conversations')
      .select('waiting_since')
      .where('channel_id', '=', channel.id)
      .executeTakeFirst()
    return row?.waiting_since !== null
  }
  assert.deepEqual([await waits(false), await waits(true)], [false, true])
})
