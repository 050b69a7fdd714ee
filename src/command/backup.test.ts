import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { emptyDatabase } from '../../test/database.ts'
import { asTests } from '../../test/program.ts'
import { openDatabase } from '../core/database.ts'
import { startHouse } from '../core/files/house.test-kit.ts'
import { root } from '../core/root.ts'

const house = await startHouse()
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertulia-commands-'))
})
after(async () => {
  await house.stop()
  await rm(folder, { recursive: true })
})

/** The command line as a person types it, with the bucket's settings. */
async function run(url: string, ...words: string[]): Promise<{ code: number | null; said: string }> {
  const { PATH = '' } = process.env
  const env = { PATH, TERTULIA_DATA: folder, TERTULIA_KEY: '11'.repeat(32), DATABASE_URL: url, ...house.fake.env }
  const child = spawn(process.execPath, [...asTests, 'src/main.ts', ...words], { cwd: root, env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk)
    })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

async function placesAfterRestore(file: string): Promise<{ said: string; code: number | null; places: string[] }> {
  const empty = await emptyDatabase()
  const { db, close } = openDatabase({ connectionString: empty.url }, 2)
  try {
    const restored = await run(empty.url, 'restore', file)
    const rows = await db.selectFrom('files').select('place').execute()
    return { ...restored, places: rows.map(({ place }) => place) }
  } finally {
    await close()
    await empty.drop()
  }
}

test('files of a bucket are backed up and restored into it; while it fails, no backup, but a restore', async () => {
  await house.keep(house.core(), randomBytes(3000))
  const { url } = house.database
  const file = join(folder, 'backup')

  house.fake.fault = 'forbidden'
  const refused = await run(url, 'backup', file)
  assert.notEqual(refused.code, 0)
  assert.match(refused.said, /403 \(AccessDenied\)\. Files are in it, so no backup was written/)
  assert.doesNotMatch(refused.said, /\n\s+at /)

  house.fake.fault = undefined
  const backedUp = await run(url, 'backup', file)
  assert.equal(backedUp.code, 0, backedUp.said)
  assert.match(backedUp.said, /rows of \d+ tables, and 1 files of the bucket, are in/)

  const there = await placesAfterRestore(file)
  assert.equal(there.code, 0, there.said)
  assert.match(there.said, /1 files are in the bucket/)
  assert.deepEqual(there.places, ['bucket'])
  assert.equal(house.fake.objects.size, 2)

  house.fake.fault = 'broken'
  const away = await placesAfterRestore(file)
  assert.equal(away.code, 0, away.said)
  assert.match(away.said, /500 \(InternalError\)\. The other files are safe in the database/)
  assert.deepEqual(away.places, ['database'])
})
