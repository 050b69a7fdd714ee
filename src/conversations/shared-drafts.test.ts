import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { emptyDatabase } from '../../test/database.ts'
import { openDatabase } from '../core/database.ts'
import { migrate, readMigrations } from '../core/migrate.ts'
import { newId } from '../lib/ids.ts'

test('drafts that each of us had become one of each conversation, with all their words and writers', async () => {
  const empty = await emptyDatabase()
  const { db, pool, close } = openDatabase({ connectionString: empty.url })
  const all = await readMigrations()
  await migrate(
    pool,
    all.filter(({ name }) => name < '0047'),
  )
  const [marta, nico, channel, both, alone] = [newId(), newId(), newId(), newId(), newId()]
  await sql`insert into users (id, name, email, role) values
    (${marta}, 'Marta', 'marta@example.org', 'agent'), (${nico}, 'Nico', 'nico@example.org', 'agent')`.execute(db)
  await sql`insert into channels (id, network, name, external_id, account, settings) values
    (${channel}, 'api', 'Mostrador', 'x', '{}', '{}')`.execute(db)
  await sql`insert into conversations (id, channel_id, last_at) values
    (${both}, ${channel}, now()), (${alone}, ${channel}, now())`.execute(db)
  await sql`insert into drafts (conversation_id, user_id, text, kept_at) values
    (${both}, ${marta}, 'De Marta', '2026-05-01T10:00:00Z'), (${both}, ${nico}, 'De Nico', '2026-05-01T11:00:00Z'),
    (${alone}, ${marta}, 'Solo mía', '2026-05-01T10:00:00Z')`.execute(db)
  await migrate(pool, all)
  const { rows } = await sql`
    select text, kept_by, (select count(*)::int from draft_writers w where w.conversation_id = d.conversation_id) as writers
    from drafts d order by text`.execute(db)
  assert.deepEqual(rows, [
    { text: 'De Nico\n\nDe Marta', kept_by: nico, writers: 2 },
    { text: 'Solo mía', kept_by: marta, writers: 1 },
  ])
  await close()
  await empty.drop()
})
