import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { testCore } from '../../../test/cast.ts'
import { someChannel } from '../../../test/channel.ts'
import { emptyDatabase, testDatabase } from '../../../test/database.ts'
import { asTests } from '../../../test/program.ts'
import { readSignInSecret } from '../../access/index.ts'
import { createCipher } from '../../core/cipher.ts'
import { readConfig } from '../../core/config.ts'
import { bringFile } from '../../core/files/bring.ts'
import { startFakeS3 } from '../../core/files/bucket.test-kit.ts'
import { keepFile } from '../../core/files/keep.ts'
import { moveFiles } from '../../core/files/move.ts'
import { createLog } from '../../core/log.ts'
import { root } from '../../core/root.ts'
import { words } from '../../lib/words.ts'
import { startSmtp } from '../../notifications/smtp.test-kit.ts'
import { checkAddress, checkProxy } from './address.ts'
import { checkDatabase } from './database.ts'
import { checkFiles } from './files.ts'
import type { Finding } from './finding.ts'
import { checkFolder, checkKey, checkNode } from './machine.ts'
import { type Opened, withDatabase } from './opened.ts'
import { checkChannels, checkJobs, checkMail } from './work.ts'

let folder: string
let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertulia-doctor-'))
  database = await testDatabase()
})
after(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const config = (env: Record<string, string> = {}) =>
  readConfig({ TERTULIA_DATA: folder, TERTULIA_KEY: '11'.repeat(32), DATABASE_URL: database.url, ...env })

/** What a check finds in the database: marks and words. */
async function found(check: (opened: Opened) => Promise<Finding[]>, env?: Record<string, string>): Promise<string> {
  let said = ''
  const unreached = await withDatabase(config(env), createLog('silent'), async (opened) => {
    said = lines(await check(opened))
  })
  return unreached ? lines([unreached]) : said
}

const lines = (findings: readonly Finding[]): string => findings.map(({ how, text }) => `${how}: ${text}`).join('\n')
const ofDatabase = async (opened: Opened) => (await checkDatabase(opened)).findings

test('an old Node, an open folder, a damaged or open key are named with what to do', async () => {
  assert.match(lines([checkNode('20.1.0')]), /wrong: Node 20\.1\.0 is too old.*npm ci/)
  assert.match(lines(await checkFolder(join(folder, 'nowhere'))), /note: There is no data folder/)
  await chmod(folder, 0o755)
  assert.match(lines(await checkFolder(folder)), /wrong: Others on this machine may look.*chmod 700/)
  await chmod(folder, 0o700)
  assert.doesNotMatch(lines(await checkFolder(folder)), /Others/)
  const own = { ...config(), key: undefined }
  assert.match(lines(await checkKey(own)), /note: There is no key/)
  await writeFile(join(folder, 'key'), 'nonsense', { mode: 0o600 })
  assert.match(lines(await checkKey(own)), /wrong: The key in .* is damaged/)
  await writeFile(join(folder, 'key'), '11'.repeat(32))
  await chmod(join(folder, 'key'), 0o644)
  assert.match(lines(await checkKey(own)), /wrong: Others.*chmod 600/)
  await chmod(join(folder, 'key'), 0o600)
  assert.match(lines(await checkKey(own)), /good: The key file is whole/)
})

test('a database that does not answer, is empty, newer or sealed with another key', async () => {
  assert.match(
    await found(ofDatabase, { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' }),
    /wrong: The database does not answer/,
  )
  const empty = await emptyDatabase()
  assert.match(await found(ofDatabase, { DATABASE_URL: empty.url }), /note: The database is empty/)
  await empty.drop()

  await readSignInSecret(database.db, createCipher('11'.repeat(32)))
  const well = await found(ofDatabase)
  assert.match(well, /good: The database answers: PostgreSQL/)
  assert.match(well, /good: The database is up to date/)
  assert.match(well, /good: The key opens/)
  assert.match(await found(ofDatabase, { TERTULIA_KEY: '33'.repeat(32) }), /wrong: The key is not the one/)

  await sql`insert into migrations (name, checksum) values ('9999_future.sql', 'x')`.execute(database.db)
  assert.match(await found(ofDatabase), /wrong: The migration 9999_future\.sql belongs to a newer Tertulia/)
  await sql`delete from migrations where name = '9999_future.sql'`.execute(database.db)
})

test('an address where nobody or somebody else answers, without encryption, or behind a proxy that nobody named', async () => {
  const site = createServer((request, answer) => answer.end(request.url === '/healthz' ? 'ok' : 'else'))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = site.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  try {
    assert.match(await found(checkAddress), /note: Nobody has set this Tertulia up/)
    assert.equal(await found(checkAddress, { PUBLIC_URL: url }), `good: People reach us at ${url}.`)
    assert.match(await found(checkAddress, { PUBLIC_URL: `${url}/else` }), /wrong: Somebody else answers/)
  } finally {
    site.close()
  }
  assert.match(await found(checkAddress, { PUBLIC_URL: 'http://casa.invalid' }), /Nobody answers[\s\S]*not encrypted/)
  assert.match(await found(checkAddress, { PUBLIC_URL: 'https://127.0.0.1:1' }), /wrong: TRUST_PROXY is empty/)
  assert.match(lines(checkProxy({ trustProxy: ['nginx'] })), /wrong: TRUST_PROXY names “nginx”/)
  assert.match(lines(checkProxy({ trustProxy: ['0.0.0.0/0'] })), /wrong: TRUST_PROXY trusts everybody/)
  assert.deepEqual(checkProxy({ trustProxy: ['10.0.0.0/8', '::1'] }), [])
})

test('a mail server is signed in to without a letter', async () => {
  assert.match(await found(checkMail), /note: No mail server/)
  await using smtp = await startSmtp()
  const env = { SMTP_URL: `smtp://house:secreta@127.0.0.1:${smtp.port}` }
  assert.equal(await found(checkMail, env), 'good: 127.0.0.1 takes our letters.')
  smtp.refuse = 'sign-in'
  assert.match(await found(checkMail, env), /wrong: 127\.0\.0\.1 does not accept this user and password/)
  assert.deepEqual(smtp.letters, [])
})

test('the bucket is tried without leaving anything in it, and what waits to be moved is counted', async () => {
  assert.equal(await found(checkFiles), 'note: Files are kept in the database.')
  await using fake = await startFakeS3()
  await keepFile(database.db, await bringFile(testCore(database), Buffer.from('in the database')))
  assert.match(
    await found(checkFiles, fake.env),
    /good: The bucket casa takes[\s\S]*note: 1 files are still to be moved/,
  )
  assert.equal(fake.objects.size, 0)
  assert.deepEqual(await database.db.selectFrom('bucket_objects').selectAll().execute(), [])
  fake.fault = 'forbidden'
  assert.match(
    await found(checkFiles, fake.env),
    /wrong: The bucket casa answers 403 \(AccessDenied\)\. Look at S3_BUCKET/,
  )
  fake.fault = 'broken'
  assert.match(await found(checkFiles, fake.env), /wrong: .*500.*Does it run/)
  fake.fault = 'other'
  assert.match(await found(checkFiles, fake.env), /wrong: .*does not give back/)
  fake.fault = undefined
  await moveFiles(testCore(database, fake.env))
  assert.match(await found(checkFiles, fake.env), /^good: [^\n]*$/)
  assert.match(await found(checkFiles), /wrong: 1 files are in a bucket, but no setting/)
  const home = { ...fake.env, FILES_IN: 'database' }
  await moveFiles(testCore(database, home))
  assert.match(await found(checkFiles, home), /note: .* \d objects are still in the bucket/)
  await database.db.deleteFrom('bucket_objects').execute()
  assert.match(await found(checkFiles, home), /note: .*the S3 settings can go/)
})

test('a window that fails is told with its reason, and a job that nobody will try again with its name', async () => {
  assert.match(await found(checkChannels), /note: No window/)
  const { id } = await someChannel(database.db)
  assert.match(await found(checkChannels), /good: Café Alameda \(scripted\) is heard/)
  const failure = JSON.stringify({ kind: 'temporary', words: words('http.bad-encoding', { host: 'x.example' }) })
  await sql`update channel_hearings set failure = ${failure}::jsonb, failing_since = now() where channel_id = ${id}`.execute(
    database.db,
  )
  assert.match(await found(checkChannels), /wrong: Café Alameda \(scripted\) fails since .*x\.example/)

  assert.equal(await found(checkJobs), 'good: No job is stuck.')
  await sql`select graphile_worker.add_job('outbox.speak', '{}'::json, max_attempts => 1)`.execute(database.db)
  await sql`update graphile_worker._private_jobs set attempts = 1, last_error = 'Boom' || chr(10) || 'at x'`.execute(
    database.db,
  )
  assert.match(await found(checkJobs), /wrong: 1 of the jobs “outbox\.speak” failed for the last time: Boom\. /)
})

async function run(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [...asTests, 'src/main.ts', 'doctor'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', TERTULIA_DATA: folder, TERTULIA_KEY: '11'.repeat(32), ...env },
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

test('the command ends with 1 when something needs a person, and says how many things', async () => {
  const lost = await run({ DATABASE_URL: 'postgres://x@127.0.0.1:1/x' })
  assert.match(lost.said, /✗ The database does not answer/)
  assert.match(lost.said, /One thing needs you\./)
  assert.equal(lost.code, 1)
  const misspelt = await run({ PORT: 'many' })
  assert.match(misspelt.said, /✗ The setting PORT cannot be used/)
  assert.equal(misspelt.code, 1)
  const young = await run({ TERTULIA_DATA: join(folder, 'none') })
  assert.match(young.said, /· There is no database yet/)
  assert.match(young.said, /All is well\./)
  assert.equal(young.code, 0)
})
