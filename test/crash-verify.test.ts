import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { record } from '../src/core/events.ts'
import { newId } from '../src/lib/ids.ts'
import { someChannel } from './channel.ts'
import { type Network, NetworkWindow } from './crash/network.ts'
import { random } from './crash/random.ts'
import { Tally } from './crash/tally.ts'
import { verify } from './crash/verify.ts'
import { testDatabase } from './database.ts'
import { heard, said, us } from './talk.ts'

test('the crash test counts a question after closing as said once, and finds it where it was not', async (t) => {
  t.mock.method(console, 'log', () => {})
  const database = await testDatabase()
  t.after(() => database.drop())
  const { db } = database
  const channel = await someChannel(db, 'keyed')
  const text = '¿Qué tal lo hicimos?'
  await heard(db, channel, said('a'), said('q', { author: us, parentExternalId: 'a', body: { text } }))
  const ids = { survey: newId(), reply: newId(), delivery: newId() }
  const { conversation_id: conversation, person_id: person } = await db
    .selectFrom('messages')
    .innerJoin('identities', 'identities.id', 'messages.identity_id')
    .select(['conversation_id', 'person_id'])
    .where('messages.external_id', '=', 'a')
    .executeTakeFirstOrThrow()
  const at = (id: string) => sql`(select id from messages where external_id = ${id})`
  await sql`insert into replies (id, conversation_id, in_reply_to, text) values (${ids.reply}, ${conversation}, ${at('a')}, ${text})`.execute(
    db,
  )
  await sql`insert into deliveries (id, reply_id, part, channel_id, text, state, message_id, settled_at)
    values (${ids.delivery}, ${ids.reply}, 0, ${channel.id}, ${text}, 'sent', ${at('q')}, now())`.execute(db)
  await sql`insert into surveys (id, conversation_id, closed_at, channel_id, person_id, in_reply_to, language, privately,
      ask_at, state, asked_at, reply_id)
    values (${ids.survey}, ${conversation}, now(), ${channel.id}, ${person}, ${at('a')}, 'es', false, now(), 'asked', now(),
      ${ids.reply})`.execute(db)
  const network = saying(text)
  const found = async () => {
    const tally = new Tally()
    await verify(database, network, [], tally)
    return tally.violations
  }
  assert.deepEqual(await found(), ['questions after closing were sent and nobody was told: 1'])
  await db.transaction().execute((tx) => record(tx, 'reply.asked-after', { data: { delivery: ids.delivery } }))
  assert.deepEqual(await found(), [])
  network.windows.keyed.accepted.get(text)?.ids.push('again')
  assert.match((await found()).join(), /accepted 2 times/)
})

/** A network that told one message, and took this text from us. */
function saying(text: string): Network {
  const window = (name: 'keyed' | 'found' | 'blind') => new NetworkWindow(name, 0, random(1))
  const keyed = window('keyed')
  keyed.story.final.set('a', { text: 'Hola a', thread: 'a' })
  keyed.story.final.set('q', { text, thread: 'a' })
  keyed.accepted.set(text, { ids: ['q'], inReplyTo: 'a' })
  const windows = { keyed, found: window('found'), blind: window('blind') }
  return { url: '', windows, interrupt: () => {}, close: async () => {} }
}
