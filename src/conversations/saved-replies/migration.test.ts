import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDatabase } from '../../../test/database.ts'
import { openDatabase } from '../../core/database.ts'
import { migrate, readMigrations } from '../../core/migrate.ts'

const insertion = `
  alter table saved_reply_insertions drop constraint saved_reply_insertions_conversation_id_fkey,
    drop constraint saved_reply_insertions_saved_reply_id_fkey;
  insert into saved_reply_insertions (conversation_id, saved_reply_id, language, text)
    values (gen_random_uuid(), gen_random_uuid(), 'es', 'Hola')`

test('a house where one was put in before its version was kept comes up to date', async () => {
  const empty = await emptyDatabase()
  const { pool, close } = openDatabase({ connectionString: empty.url }, 2)
  try {
    const all = await readMigrations()
    const before = all.filter(({ name }) => name < '0042')
    await migrate(pool, before)
    await pool.query(insertion)
    assert.equal((await migrate(pool, all)).length, all.length - before.length)
    assert.equal((await pool.query('select from saved_reply_insertions')).rowCount, 0)
  } finally {
    await close()
    await empty.drop()
  }
})
