import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { scripted } from '../../test/channel.ts'
import { someConversation } from '../../test/talk.ts'
import { createTeam, setTeamMembers } from '../access/teams.ts'
import { noteFailure } from '../channels/health.ts'
import { ConnectorFailure, registry } from '../connectors/index.ts'
import { assign } from '../conversations/assign.ts'
import { reply } from '../conversations/reply.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { choose, lettersOf } from './choices.ts'
import { notificationJobs } from './jobs.ts'
import { createMailer } from './mailer.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())
beforeEach(() => world.app.core.db.deleteFrom('notifications').execute())

interface Line {
  id: string
  kind: string
  text: string
  href: string
  read_at: string | null
}

async function bell(who: 'olga' | 'nico' | 'marta' | 'vera'): Promise<Line[]> {
  const answer = await world.as(who).json('GET', '/notifications')
  return (await answer.json()).notifications
}

/** Which lines of the bell a letter is to follow. */
async function lettersAbout(): Promise<string[]> {
  const { rows } = await world.app.core.pool.query<{ id: string }>(
    `select n.id from notifications n join graphile_worker.jobs j on j.key = 'notifications.mail:' || n.id`,
  )
  return rows.map(({ id }) => id)
}

/** How marta's number is drawn, live. */
const counted = (number: string) =>
  new RegExp(`target="nav-count-bell-${world.cast.marta.id}"><template><span[^>]*>${number}</span>`)

const readings = async (): Promise<number> => {
  const events = await world.app.core.db
    .selectFrom('events')
    .select('seq')
    .where('kind', '=', 'notification.read')
    .execute()
  return events.length
}

/** What the open pages of somebody else hear, from now on. */
function listen() {
  const ended = new AbortController()
  let text = ''
  const reading = (async () => {
    const stream = await world.app.request('/events', { headers: world.cast.vera.headers, signal: ended.signal })
    if (!stream.body) return
    for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) text += chunk
  })().catch(() => {})
  return {
    text: () => text,
    async until(pattern: RegExp): Promise<void> {
      for (let waited = 0; waited < 200 && !pattern.test(text); waited += 1) await sleep(50)
      assert.match(text, pattern)
    },
    async end() {
      ended.abort()
      await reading
    },
  }
}

async function given(): Promise<string> {
  const { id } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
  return id
}

test('nobody without signing in, and nobody reads or marks the line of another', async () => {
  assert.equal((await world.app.request('/notifications', { headers: { accept: 'application/json' } })).status, 401)
  await given()
  const [line] = await bell('marta')
  assert.deepEqual(await bell('nico'), [])
  assert.equal((await world.as('nico').json('GET', `/notifications/${line?.id}`)).status, 404)
  assert.equal((await world.as('nico').json('PUT', `/notifications/${line?.id}/reading`)).status, 404)
  assert.equal((await world.as('nico').json('GET', '/notifications/7')).status, 404)
  assert.equal((await bell('marta'))[0]?.read_at, null)
})

test('whoever is given a conversation is told by whom; who takes one is not', async () => {
  const id = await given()
  const [line] = await bell('marta')
  assert.deepEqual([line?.text, line?.href], ['Nico gave you a conversation: Lucas Prieto', `/conversations/${id}`])
  const { id: taken } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, taken, { userId: world.cast.marta.id }, world.cast.marta))
  assert.equal((await bell('marta')).length, 1)
})

test('what is given to a team is told to those of it who can take it, and not to who gave it', async () => {
  const { marta, nico, olga, vera } = world.cast
  const { core } = world.app
  const team = await world.tx((tx) => createTeam(tx, 'Molienda', olga))
  const ids = [marta.id, nico.id, olga.id, vera.id]
  await world.tx((tx) => setTeamMembers(tx, team.id, ids, olga))
  await world.tx((tx) => choose(tx, marta.id, lettersOf({ assigned: 'at-once' })))
  const { id } = await someConversation(core.db)
  await world.tx((tx) => assign(tx, id, { teamId: team.id }, nico))
  const [line, ...more] = await bell('marta')
  assert.deepEqual(
    [line?.text, line?.href, more],
    ['Nico gave Molienda a conversation: Lucas Prieto', `/conversations/${id}`, []],
  )
  assert.equal((await bell('olga')).length, 1)
  assert.deepEqual([...(await bell('nico')), ...(await bell('vera'))], [])
  assert.deepEqual(await lettersAbout(), [line?.id])
  await world.tx((tx) => assign(tx, id, { userId: marta.id }, nico))
  assert.deepEqual(
    (await bell('marta')).map((one) => one.text),
    ['Nico gave you a conversation: Lucas Prieto'],
  )
})

test('who left is told nothing, and who is named in the name of a team is told alone', async () => {
  const { marta, nico, olga } = world.cast
  const { db } = world.app.core
  const team = await world.tx((tx) => createTeam(tx, 'Envíos', olga))
  await world.tx((tx) => setTeamMembers(tx, team.id, [marta.id, nico.id], olga))
  const { id } = await someConversation(db)
  await world.tx((tx) => assign(tx, id, { userId: nico.id, teamId: team.id }, olga))
  assert.deepEqual(await bell('marta'), [])
  assert.equal((await bell('nico'))[0]?.text, 'Olga gave you a conversation: Lucas Prieto')
  const gone = await db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', marta.id)
  await gone.execute()
  await world.tx((tx) => assign(tx, id, { teamId: team.id }, olga))
  await db.updateTable('users').set({ deactivated_at: null }).where('id', '=', marta.id).execute()
  assert.deepEqual(await bell('marta'), [])
})

test('a line that waits to be read is renewed and not doubled; one that was read does not hide the next', async () => {
  const id = await given()
  const assigned = async () => (await bell('marta')).filter((line) => line.kind === 'assigned')
  const again = async () => {
    await world.tx((tx) => assign(tx, id, { userId: world.cast.nico.id }, world.cast.olga))
    await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.olga))
  }
  await again()
  assert.deepEqual(
    (await assigned()).map((line) => line.text),
    ['Olga gave you a conversation: Lucas Prieto'],
  )
  await world.as('marta').json('PUT', '/notifications/reading')
  await again()
  assert.deepEqual(
    (await assigned()).map((line) => line.read_at === null),
    [true, false],
  )
})

test('a reply that failed, or of which nobody knows, goes back to its author alone', async () => {
  const { id, channel } = await someConversation(world.app.core.db)
  const connectors = registry([scripted])
  const { id: replyId } = await world.tx((tx) =>
    reply(tx, connectors, id, { text: 'Gracias, Lucas', parts: ['Gracias, Lucas'] }, world.cast.marta),
  )
  const about = { conversation: { id }, channel, data: { reply: replyId, part: 0 } }
  await world.tx((tx) => record(tx, 'reply.failed', about))
  await world.tx((tx) => record(tx, 'reply.uncertain', about))
  assert.deepEqual((await bell('marta')).map((line) => line.text).sort(), [
    'Nobody knows whether your reply arrived: Lucas Prieto',
    'Your reply did not arrive: Lucas Prieto',
  ])
  assert.deepEqual(await bell('nico'), [])
})

test('a window that lost its access is told to those who may mend it, even when it failed otherwise before', async () => {
  const { channel } = await someConversation(world.app.core.db)
  const fail = (kind: 'temporary' | 'reconnect') =>
    world.tx((tx) => noteFailure(tx, channel.id, new ConnectorFailure(kind, words('http.server')), new Date()))
  await fail('temporary')
  assert.deepEqual(await bell('nico'), [])
  await fail('reconnect')
  await fail('reconnect')
  for (const who of ['nico', 'olga'] as const) {
    const [line, ...more] = await bell(who)
    assert.deepEqual([line?.kind, line?.href, more], ['channel-failed', `/channels/${channel.id}`, []])
    assert.match(line?.text ?? '', /Café Alameda no longer lets us in/)
  }
  assert.deepEqual([...(await bell('marta')), ...(await bell('vera'))], [])
})

test('what a network still had and we had not is told with its number; nothing missing is no news', async () => {
  const { channel } = await someConversation(world.app.core.db)
  await world.tx((tx) => record(tx, 'channel.reconciled', { channel, data: { seen: 9, missing: 0 } }))
  assert.deepEqual(await bell('nico'), [])
  await world.tx((tx) => record(tx, 'channel.reconciled', { channel, data: { seen: 9, missing: 2 } }))
  assert.match((await bell('nico'))[0]?.text ?? '', /^2 messages of Café Alameda had not reached us/)
})

test('following a line leads to its place and marks it as read; all can be marked at once', async () => {
  const id = await given()
  await given()
  const page = await (await world.as('marta').page('/notifications')).text()
  assert.match(page, new RegExp(`id="nav-count-bell-${world.cast.marta.id}"[^>]*>2<`))
  const line = (await bell('marta')).find((one) => one.href.endsWith(id))
  const followed = await world.as('marta').page(`/notifications/${line?.id}`)
  assert.deepEqual([followed.status, followed.headers.get('location')], [303, `/conversations/${id}`])
  assert.equal((await bell('marta')).filter((one) => !one.read_at).length, 1)
  const all = await world.as('marta').form('PUT', '/notifications/reading')
  assert.equal(all.headers.get('location'), '/notifications')
  const after = await (await world.as('marta').page('/notifications')).text()
  assert.match(after, new RegExp(`id="nav-count-bell-${world.cast.marta.id}"[^>]*><`))
  assert.ok(!after.includes('Mark as read'))
})

test('my settings lead to what I want to be told', async () => {
  const [, main = ''] = (await (await world.as('vera').page('/me')).text()).split('<main')
  assert.match(main, /<a [^>]*href="\/notifications\/settings"/)
})

test('an empty bell says what it is for', async () => {
  assert.match(await (await world.as('vera').page('/notifications')).text(), /Nothing to tell you/)
})

test('when two conversations become one, the line leads to the one that stays', async () => {
  const [absorbed, into] = [await given(), await given()]
  await world.tx((tx) => record(tx, 'conversation.united', { conversation: { id: into }, data: { absorbed } }))
  assert.deepEqual(new Set((await bell('marta')).map((line) => line.href)), new Set([`/conversations/${into}`]))
})

test('a bell that rings shows on the open pages of its person, and says no more to others than a number', async () => {
  const heard = listen()
  try {
    await given()
    await heard.until(counted('1'))
    assert.match(heard.text(), new RegExp(`target="notifications-news-${world.cast.marta.id}"`))
    assert.ok(!heard.text().includes('gave you a conversation'))
  } finally {
    await heard.end()
  }
})

test('what somebody has looked at leaves the number on all their pages, and is no matter of the audit', async () => {
  const heard = listen()
  try {
    await given()
    await heard.until(counted('1'))
    // One at a time: the first of two at once may be drawn with the number of both, and the second come later.
    await given()
    await heard.until(counted('2'))
    const before = heard.text().length
    const [line] = await bell('marta')
    await world.as('marta').page(`/notifications/${line?.id}`)
    await heard.until(new RegExp(`${counted('2').source}[^]*${counted('1').source}`))
    await world.as('marta').form('PUT', '/notifications/reading')
    await heard.until(counted(''))
    assert.ok(!heard.text().slice(before).includes('notifications-news'))
    const events = await readings()
    await world.as('marta').form('PUT', '/notifications/reading')
    assert.equal(await readings(), events, 'nothing was left to read, so nothing happened')
  } finally {
    await heard.end()
  }
  const audit = await (await world.as('olga').page('/audit')).text()
  assert.ok(audit.includes('<main') && !audit.includes('notification.read'))
})

test('what was read long ago is cleared away; what was not stays', async () => {
  await given()
  await given()
  const [first] = await bell('marta')
  const old = new Date(Date.now() - 91 * 86_400_000)
  const { core, translator } = world.app
  await core.db.updateTable('notifications').set({ at: old }).execute()
  await core.db
    .updateTable('notifications')
    .set({ read_at: old })
    .where('id', '=', first?.id ?? newId())
    .execute()
  await notificationJobs(core, createMailer(core), translator)['notifications.tidy']?.({})
  const left = await bell('marta')
  assert.deepEqual([left.length, left[0]?.read_at], [1, null])
})
