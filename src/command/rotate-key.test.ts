import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { ensureSetupLink, isSealedWith, readSignInSecret } from '../access/index.ts'
import { type App, createApp } from '../app.ts'
import { openSettings, sealSettings } from '../channels/index.ts'
import { createCipher } from '../core/cipher.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import { promoteNextKey, settledKey, writeNextKey } from '../core/next-key.ts'
import { newId } from '../lib/ids.ts'
import { findMailRoad } from '../notifications/index.ts'
import { CommandError } from './command.ts'
import { rotate } from './rotate-key.ts'

let folder: string
let database: Awaited<ReturnType<typeof testDatabase>>
let app: App
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertulia-key-'))
  await sql`truncate sign_in_secrets, setup_links, channels, mail_settings, processes cascade`.execute(database.db)
  app = await open()
})
afterEach(async () => {
  await close(app)
  await rm(folder, { recursive: true })
})

const open = (env: Record<string, string> = {}): Promise<App> => {
  const config = readConfig({ DATABASE_URL: database.url, TERTULIA_DATA: folder, ...env })
  return createApp(config, { log: createLog('silent') })
}

async function close(one: App): Promise<void> {
  await one.stop()
  await one.close()
}

const keyFile = async () => (await readFile(join(folder, 'key'), 'utf8')).trim()

/** One of every secret that we keep sealed; answers what they say to whoever has the key. */
async function secrets({ core }: App) {
  const channel = await someChannel(core.db)
  const settings = sealSettings(core.cipher, channel.id, { token: 'geheim' })
  await core.db.updateTable('channels').set({ settings }).where('id', '=', channel.id).execute()
  const password = core.cipher.seal('secreta', 'mail')
  await core.db
    .insertInto('mail_settings')
    .values({ host: 'x', port: 25, security: 'none', sender: 'a@x', username: 'u', password, changed_by: null })
    .execute()
  const link = await ensureSetupLink(core)
  const signIn = await readSignInSecret(core.db, core.cipher)
  return async (by: App) => {
    assert.deepEqual(await openSettings(by.core.db, by.core.cipher, channel.id), { token: 'geheim' })
    assert.equal((await findMailRoad(by.core))?.password, 'secreta')
    assert.equal(await ensureSetupLink(by.core), link)
    assert.equal(await readSignInSecret(by.core.db, by.core.cipher), signIn)
  }
}

test('refused while a Tertulia runs, since it would go on sealing with the old key', async () => {
  const before = await keyFile()
  await app.core.db.insertInto('processes').values({ id: newId(), role: 'all' }).execute()
  await assert.rejects(rotate(app.core, undefined), CommandError)
  assert.equal(await keyFile(), before)
  await assert.rejects(readFile(join(folder, 'key.next')))
})

test('what somebody forgot to seal anew stops it, and nothing is changed', async () => {
  const all = await secrets(app)
  const before = await keyFile()
  await sql`create table forgotten (secret bytea)`.execute(database.db)
  try {
    await sql`insert into forgotten values (${app.core.cipher.seal('x', 'y')})`.execute(database.db)
    await assert.rejects(rotate(app.core, undefined), /forgotten\.secret is still sealed with the old key/)
  } finally {
    await sql`drop table forgotten`.execute(database.db)
  }
  assert.equal(await keyFile(), before)
  const again = await open()
  await all(again)
  await close(again)
})

test('every secret is sealed anew, the old key opens none, and the new one is in its place', async () => {
  const all = await secrets(app)
  const before = await keyFile()
  assert.deepEqual(await rotate(app.core, undefined), { sealed: 1, lost: 0 })
  assert.notEqual(await keyFile(), before)
  await assert.rejects(readFile(join(folder, 'key.next')))
  const again = await open()
  await all(again)
  assert.equal(await isSealedWith(again.core.db, app.core.cipher.keyId), false)
  await assert.rejects(all(app))
  await close(again)
})

test('killed before the commit, the old key goes on; killed after it, the next start puts the new one in its place', async () => {
  const all = await secrets(app)
  const before = await keyFile()
  await writeNextKey(folder, 'ab'.repeat(32))
  const early = await open()
  await all(early)
  assert.equal(await keyFile(), before)
  await close(early)

  await rotate(app.core, undefined)
  const next = await keyFile()
  await writeFile(join(folder, 'key'), `${before}\n`)
  await writeNextKey(folder, next)
  const late = await open()
  await all(late)
  assert.equal(await keyFile(), next)
  await close(late)
  await promoteNextKey(folder)
  assert.equal(await settledKey(late.core.config, async () => false), next)
})

test('a key of the environment is the operator’s: the next one is theirs to say, and no file is written', async () => {
  const [key, next] = ['aa'.repeat(32), 'bb'.repeat(32)]
  const fixed = await open({ TERTULIA_KEY: key })
  await readSignInSecret(fixed.core.db, fixed.core.cipher)
  for (const given of [undefined, '', 'short', key.toUpperCase()])
    await assert.rejects(rotate(fixed.core, given), /TERTULIA_NEXT_KEY/)
  const before = await keyFile()
  await rotate(fixed.core, next)
  assert.equal(await keyFile(), before)
  assert.equal(await isSealedWith(database.db, createCipher(next).keyId), true)
  await close(fixed)
})

test('a window sealed with a key that is long gone is counted, and stays to be connected again', async () => {
  const { id } = await someChannel(app.core.db)
  const before = await app.core.db
    .selectFrom('channels')
    .select('settings')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  assert.deepEqual(await rotate(app.core, undefined), { sealed: 0, lost: 1 })
  const row = await app.core.db.selectFrom('channels').select('settings').where('id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual(row.settings, before.settings)
})
