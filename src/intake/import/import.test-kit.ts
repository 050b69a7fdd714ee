import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testCore } from '../../../test/cast.ts'
import { scripted, someChannel } from '../../../test/channel.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Channel, findChannel, type Switchboard } from '../../channels/index.ts'
import { registry } from '../../connectors/index.ts'
import { begin, createImport } from './begin.ts'
import { findImport, type Import } from './import.ts'
import type { Plan } from './plan.ts'
import { fingerprintOf, guessPlan, withFile } from './prepare-file.ts'
import { type RunEnd, runImport } from './run.ts'

/** A window, a database and a folder for files. */
export interface ImportWorld {
  board: Switchboard
  folder: string
  channel(): Promise<Channel>
  /** Notes a file and begins it; it is not read. */
  begun(channel: Channel, content: string | Buffer, more?: Partial<Plan> & { name?: string }): Promise<Import>
  run(id: string, more?: { signal?: AbortSignal; batch?: number; onStep?: () => void }): Promise<RunEnd>
  /** Both, and how it stands afterwards. */
  taken(channel: Channel, content: string | Buffer, more?: Partial<Plan> & { name?: string }): Promise<Import>
  texts(channel: Channel): Promise<string[]>
  drop(): Promise<void>
}

export async function importWorld(): Promise<ImportWorld> {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'imports-'))
  const core = testCore(database, { TERTULIA_DATA: folder })
  const { db } = core
  const http = () => {
    throw new Error('A file asks no network.')
  }
  const board: Switchboard = { core, connectors: registry([scripted]), http }
  const world: ImportWorld = {
    board,
    folder,
    channel: async () => findChannel(db, (await someChannel(db)).id),
    async begun(channel, content, { name = 'messages.csv', ...plan } = {}) {
      const path = join(folder, `${randomUUID()}-${name}`)
      await writeFile(path, content)
      const found = await withFile(path, async (file) => ({
        plan: { ...(await guessPlan(file, name, { timeZone: 'Europe/Madrid', language: 'es' })), ...plan },
        ...(await fingerprintOf(file)),
      }))
      const id = await createImport(db, { channel, name, path, uploaded: false, ...found, by: undefined })
      const how = { by: undefined, now: core.clock.now(), job: false }
      await db.transaction().execute(async (tx) => begin(tx, await findImport(tx, id), how))
      return findImport(db, id)
    },
    run: (id, { signal = new AbortController().signal, batch = 500, onStep } = {}) =>
      runImport(board, id, {
        processId: randomUUID(),
        signal,
        batch: { entries: batch, characters: 4_000_000 },
        ...(onStep ? { onStep } : {}),
      }),
    async taken(channel, content, more) {
      const { id } = await world.begun(channel, content, more)
      await world.run(id)
      return findImport(db, id)
    },
    async texts(channel) {
      const rows = await db
        .selectFrom('messages')
        .select('text')
        .where('channel_id', '=', channel.id)
        .orderBy('said_at')
        .orderBy('external_id')
        .execute()
      return rows.map(({ text }) => text)
    },
    async drop() {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return world
}
