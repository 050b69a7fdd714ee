import { sql } from 'kysely'
import { isSealedWith } from '../../access/index.ts'
import { createCipher } from '../../core/cipher.ts'
import type { Config } from '../../core/config.ts'
import { keyPath } from '../../core/key.ts'
import { readMigrations } from '../../core/migrate.ts'
import { readIfThere } from '../../core/postgres/folder.ts'
import { type Finding, good, note, wrong } from './finding.ts'
import type { Opened } from './opened.ts'

const oldest = 150_000
const clockMs = 5_000

/** Its version, its migrations, the key it is sealed with, its clock. `usable`: the rest can be looked at. */
export async function checkDatabase(opened: Opened): Promise<{ findings: Finding[]; usable: boolean }> {
  const version = await checkVersion(opened)
  const { finding, usable } = await checkMigrations(opened)
  const findings = [version, finding, ...(await checkClock(opened))]
  return { findings: usable ? [...findings, ...(await checkSeal(opened))] : findings, usable }
}

async function checkVersion({ db }: Opened): Promise<Finding> {
  const { rows } = await sql<{ number: string; name: string }>`
    select current_setting('server_version_num') as number, current_setting('server_version') as name`.execute(db)
  const [row] = rows
  if (Number(row?.number) >= oldest) return good(`The database answers: PostgreSQL ${row?.name}.`)
  return wrong(`PostgreSQL ${row?.name} is too old: 15 or newer is needed.`)
}

async function checkMigrations({ db }: Opened): Promise<{ finding: Finding; usable: boolean }> {
  const wanted = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]))
  const { rows: there } = await sql<{ there: boolean }>`select to_regclass('migrations') is not null as there`.execute(
    db,
  )
  if (!there[0]?.there) return { finding: note('The database is empty: the first start fills it.'), usable: false }
  const applied = await db.selectFrom('migrations').select(['name', 'checksum']).execute()
  const strange = applied.find(({ name, checksum }) => wanted.get(name) !== checksum)
  if (strange) {
    const why = wanted.has(strange.name) ? 'was edited after it had been applied' : 'belongs to a newer Tertulia'
    return {
      finding: wrong(`The migration ${strange.name} ${why}. Start that version, or restore a backup.`),
      usable: false,
    }
  }
  const pending = wanted.size - applied.length
  if (pending === 0) return { finding: good('The database is up to date.'), usable: true }
  const text = `${pending} changes of the database wait: the next start (or “migrate”) makes them. Look again then.`
  return { finding: note(text), usable: false }
}

/** A database on another machine has a clock of its own; and one that was set back shows in what happened last. */
async function checkClock({ db, isElsewhere }: Opened): Promise<Finding[]> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const apartMs = Math.abs((rows[0]?.now.getTime() ?? Date.now()) - Date.now())
  if (!isElsewhere) return []
  if (apartMs < clockMs) return [good('The clocks of this machine and of the database agree.')]
  const text = `The clocks of this machine and of the database are ${Math.round(apartMs / 1000)} seconds apart.`
  return [wrong(`${text} Let both be set by NTP: second steps and “since when” depend on it.`)]
}

/** Whether our key opens what the database keeps; nothing is sealed before the first sign-in. */
async function checkSeal({ db, config }: Opened): Promise<Finding[]> {
  const sealed = await db.selectFrom('sign_in_secrets').select('key_id').execute()
  const hex = await keyOf(config)
  if (sealed.length === 0 || hex === undefined) return []
  if (await isSealedWith(db, createCipher(hex).keyId)) return [good('The key opens what the database keeps sealed.')]
  const next = await readIfThere(`${keyPath(config.dataFolder)}.next`)
  if (next && (await isSealedWith(db, createCipher(next.trim()).keyId)))
    return [
      note('A rotation of the key was cut short after it was done: the next start puts the new key in its place.'),
    ]
  return [
    wrong(
      'The key is not the one that this database was sealed with. Put the right key file back, or connect every window again.',
    ),
  ]
}

const keyOf = async ({ key, dataFolder }: Config): Promise<string | undefined> =>
  key ?? (await readIfThere(keyPath(dataFolder)))?.trim()
