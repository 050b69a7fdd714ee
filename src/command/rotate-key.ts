import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { readSignInSecret, resealAccess } from '../access/index.ts'
import { resealChannels } from '../channels/index.ts'
import { type Cipher, createCipher } from '../core/cipher.ts'
import type { Core } from '../core/core.ts'
import { type Tx, transaction } from '../core/database.ts'
import { promoteNextKey, writeNextKey } from '../core/next-key.ts'
import { silenceS } from '../core/process.ts'
import { resealMailPassword, resealPushKey } from '../notifications/index.ts'
import { type Command, CommandError } from './command.ts'
import { withApp } from './opened.ts'

export const rotateKey: Command = {
  about: 'Makes a new key and seals every secret with it',
  usage: '',
  async run() {
    await withApp(async ({ core }) => {
      const { sealed, lost } = await rotate(core, process.env.TERTULIA_NEXT_KEY)
      console.log(`There is a new key. The settings of ${sealed} windows and all our own secrets are sealed with it.`)
      if (lost > 0) console.log(`${lost} windows were sealed with a key that is gone: connect them again.`)
      if (core.config.key) console.log('Now let TERTULIA_KEY say what TERTULIA_NEXT_KEY said, and start Tertulia.')
      console.log('A backup made before now needs the old key.')
    })
  },
}

/**
 * Seals everything anew in one transaction. The new key is written beside the old one first, and takes its place last:
 * killed before the commit, the old key still opens everything; killed after it, the next start finds which key the
 * database is sealed with and puts it in its place. A key from the environment is the operator's to keep: they say the
 * next one (`given`) before anything is sealed with it.
 */
export async function rotate(core: Core, given: string | undefined): Promise<{ sealed: number; lost: number }> {
  await refuseRunning(core)
  const { key: fixed, dataFolder } = core.config
  const next = fixed ? chosen(given, fixed) : randomBytes(32).toString('hex')
  if (!fixed) await writeNextKey(dataFolder, next)
  // There is always one: it is what tells which key the database is sealed with.
  await readSignInSecret(core.db, core.cipher)
  const channels = await transaction(core.db, (tx) => resealAll(tx, core.cipher, createCipher(next)))
  if (!fixed) await promoteNextKey(dataFolder)
  return channels
}

async function resealAll(tx: Tx, from: Cipher, to: Cipher): Promise<{ sealed: number; lost: number }> {
  await resealAccess(tx, from, to)
  await resealMailPassword(tx, from, to)
  await resealPushKey(tx, from, to)
  const channels = await resealChannels(tx, from, to)
  await refuseForgotten(tx, from)
  return channels
}

/** A process that runs has the old key in its memory, and would go on sealing with it. */
async function refuseRunning({ db }: Core): Promise<void> {
  const { rows } = await sql`select from processes where beat_at > now() - make_interval(secs => ${silenceS})`.execute(
    db,
  )
  if (rows.length > 0)
    throw new CommandError(
      `Tertulia runs, or ended less than ${silenceS} seconds ago. Stop it, wait a moment and do this again. Nothing was changed.`,
    )
}

function chosen(given: string | undefined, before: string): string {
  const next = given?.trim().toLowerCase() ?? ''
  if (/^[0-9a-f]{64}$/.test(next) && next !== before.toLowerCase()) return next
  throw new CommandError(
    'The key comes from TERTULIA_KEY. Make another one (openssl rand -hex 32), keep it safe, and say it as TERTULIA_NEXT_KEY. Nothing was changed.',
  )
}

/** Whatever anybody sealed begins with a version and the id of its key: what a room forgot is noticed before the commit. */
async function refuseForgotten(tx: Tx, from: Cipher): Promise<void> {
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and data_type = 'bytea' and table_name <> 'files'`.execute(tx)
  const head = Buffer.concat([Buffer.from([1]), from.keyId])
  for (const { table, column } of columns) {
    const { rows } = await sql`
      select from ${sql.table(table)} where substring(${sql.ref(column)} from 1 for 5) = ${head} limit 1`.execute(tx)
    if (rows.length > 0) throw new Error(`${table}.${column} is still sealed with the old key. Nothing was changed.`)
  }
}
