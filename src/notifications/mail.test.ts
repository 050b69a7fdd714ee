import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { assign } from '../conversations/assign.ts'
import { createCipher } from '../core/cipher.ts'
import { newId } from '../lib/ids.ts'
import { notificationJobs } from './jobs.ts'
import { mailNotification } from './mail.ts'
import { roadOfUrl } from './mail-road.ts'
import { findMailRoad, resealMailPassword } from './mail-settings.ts'
import { createMailer } from './mailer.ts'
import { type SmtpServer, startSmtp } from './smtp.test-kit.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
let smtp: SmtpServer
before(async () => {
  smtp = await startSmtp()
  world = await createWorld()
})
after(async () => {
  await world.drop()
  await smtp[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await world.app.core.db.deleteFrom('mail_settings').execute()
  Object.assign(smtp, { refuse: 'nothing', letters: [], signedIn: [] })
})

const settings = () => ({
  host: '127.0.0.1',
  port: String(smtp.port),
  security: 'none',
  user: 'house',
  password: 'secreta',
  sender: 'Café Central <hola@example.org>',
})

test('only those who may change the settings see or try the mail server', async () => {
  for (const who of ['vera', 'marta'] as const) {
    assert.equal((await world.as(who).page('/settings/mail')).status, 403)
    assert.equal((await world.as(who).json('PUT', '/settings/mail', settings())).status, 403)
    assert.equal((await world.as(who).json('POST', '/settings/mail/test')).status, 403)
    assert.equal((await world.as(who).json('DELETE', '/settings/mail')).status, 403)
  }
})

test('what cannot be a server, a port or a sender is refused beside its field, and nothing is kept', async () => {
  const wrong = { ...settings(), host: 'http://x/y', port: '99999', sender: 'nobody' }
  const said = await world.as('nico').json('PUT', '/settings/mail', wrong)
  assert.equal(said.status, 422)
  const { errors } = await said.json()
  assert.deepEqual(errors.map((one: { field: string }) => one.field).sort(), ['host', 'port', 'sender'])
  const smuggled = { ...settings(), sender: 'x@example.org\r\nBcc: y@example.org' }
  assert.equal((await world.as('nico').json('PUT', '/settings/mail', smuggled)).status, 422)
  const page = await (await world.as('nico').form('PUT', '/settings/mail', wrong)).text()
  assert.match(page, /http:\/\/x\/y/)
  assert.equal(await findMailRoad(world.app.core), undefined)
})

test('a test says in words what happened: nobody there, a wrong password, a sender that is not allowed', async () => {
  const nico = world.as('nico')
  assert.match(await (await nico.page('/settings/mail')).text(), /No mail server is set/)
  await nico.json('PUT', '/settings/mail', { ...settings(), port: '1' })
  const nobody = await nico.form('POST', '/settings/mail/test')
  assert.equal(nobody.status, 422)
  assert.match(await nobody.text(), /could not talk with 127\.0\.0\.1 on port 1/)

  await nico.json('PUT', '/settings/mail', settings())
  smtp.refuse = 'sign-in'
  const reason = async () => (await (await nico.json('POST', '/settings/mail/test')).json()).reason
  assert.match(await reason(), /127\.0\.0\.1 does not accept this user and password: 535 wrong password\. Nothing/)
  smtp.refuse = 'sender'
  assert.match(await reason(), /did not take the letter: 550 not this sender/)
  smtp.refuse = 'everything'
  assert.match(await reason(), /go away/)
  smtp.refuse = 'nothing'
  await nico.json('PUT', '/settings/mail', { ...settings(), security: 'starttls', password: 'secreta' })
  assert.match(await reason(), /encryption with 127\.0\.0\.1/)
  assert.equal(smtp.letters.length, 0)
})

test('a test reaches oneself, over a private address that the operator chose', async () => {
  const nico = world.as('nico')
  assert.equal(
    (await nico.form('PUT', '/settings/mail', settings())).headers.get('location'),
    '/settings/mail?done=saved',
  )
  const sent = await nico.form('POST', '/settings/mail/test')
  assert.equal(sent.headers.get('location'), '/settings/mail?done=sent')
  assert.match(await (await nico.page('/settings/mail?done=sent')).text(), /took the letter for nico@example\.org/)
  const [letter] = smtp.letters
  assert.match(letter?.to ?? '', /<nico@example\.org>/)
  assert.match(letter?.from ?? '', /<hola@example\.org>/)
  assert.match(letter?.text ?? '', /letters leave as they should/)
  assert.deepEqual(smtp.signedIn, ['\0house\0secreta'])
})

test('the password is sealed, never shown, kept when left empty, and not told to another server', async () => {
  const nico = world.as('nico')
  await nico.json('PUT', '/settings/mail', settings())
  const kept = await world.app.core.db.selectFrom('mail_settings').selectAll().executeTakeFirstOrThrow()
  assert.ok(!kept.password?.includes('secreta'))
  assert.ok(!(await (await nico.page('/settings/mail')).text()).includes('secreta'))
  assert.equal((await (await nico.json('GET', '/settings/mail')).json()).has_password, true)

  const silent = { ...settings(), password: '' }
  assert.equal((await nico.json('PUT', '/settings/mail', { ...silent, sender: 'a@example.org' })).status, 200)
  assert.equal((await findMailRoad(world.app.core))?.password, 'secreta')
  const elsewhere = await nico.json('PUT', '/settings/mail', { ...silent, host: 'thief.example' })
  assert.equal(elsewhere.status, 422)
  assert.equal((await findMailRoad(world.app.core))?.host, '127.0.0.1')

  const next = createCipher('22'.repeat(32))
  assert.equal(await world.tx((tx) => resealMailPassword(tx, world.app.core.cipher, next)), 1)
  assert.equal((await findMailRoad({ ...world.app.core, cipher: next }))?.password, 'secreta')
  assert.equal((await findMailRoad(world.app.core))?.password, undefined)
  await nico.json('DELETE', '/settings/mail')
  assert.equal(await findMailRoad(world.app.core), undefined)
})

test('SMTP_URL goes before the form, is shown as such and cannot be changed there', async () => {
  const fixed = await createWorld({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}?from=casa@example.org` })
  try {
    const nico = fixed.as('nico')
    assert.match(await (await nico.page('/settings/mail')).text(), /SMTP_URL/)
    assert.equal((await nico.json('PUT', '/settings/mail', settings())).status, 409)
    assert.equal((await nico.json('DELETE', '/settings/mail')).status, 409)
    assert.equal((await (await nico.json('POST', '/settings/mail/test')).json()).sent, true)
    assert.match(smtp.letters[0]?.from ?? '', /<casa@example\.org>/)
  } finally {
    await fixed.drop()
  }
})

test('an address of a server says its port, encryption and sender', () => {
  const road = roadOfUrl('smtps://ana%40example.org:p%3Aw@mail.example.org', undefined)
  assert.deepEqual(
    [road.port, road.security, road.user, road.password, road.sender],
    [465, 'tls', 'ana@example.org', 'p:w', 'ana@example.org'],
  )
  const open = roadOfUrl('smtp://mail.example.org', 'https://casa.example.org')
  assert.deepEqual([open.port, open.security, open.sender], [587, 'offered', 'tertulia@casa.example.org'])
})

test('an invitation goes by mail when letters can leave', async () => {
  await world.as('nico').json('PUT', '/settings/mail', settings())
  await world.as('nico').json('POST', '/team/invitations', { email: 'ines@example.org', role: 'agent' })
  assert.match(smtp.letters[0]?.to ?? '', /ines@example\.org/)
})

async function assignedToMarta(): Promise<string> {
  const { id } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
  const row = await world.app.core.db
    .selectFrom('notifications')
    .select('id')
    .where('about', '=', id)
    .executeTakeFirstOrThrow()
  return row.id
}

const wantLetters = () => world.as('marta').json('PUT', '/notifications/settings', { mail_assigned: true })
const mail = (id: string) => {
  const { core, translator } = world.app
  return mailNotification(core, createMailer(core), translator, id)
}

test('without a server the choices say why they are off, and a letter that was due is let go', async () => {
  const page = await (await world.as('marta').page('/notifications/settings')).text()
  assert.match(page, /no mail server is set\. An owner or a manager can set one/)
  assert.match(page, /<input[^>]*disabled[^>]*name="mail_assigned"|name="mail_assigned"[^>]*disabled/)
  await wantLetters()
  assert.equal(await mail(await assignedToMarta()), 'off')
})

test('who asked for it is written to, once; not what was read meanwhile, and nobody who did not ask', async () => {
  await world.as('nico').json('PUT', '/settings/mail', settings())
  await wantLetters()
  const [told, read] = [await assignedToMarta(), await assignedToMarta()]
  await world.as('marta').json('PUT', `/notifications/${read}/reading`)
  assert.equal(await mail(read), 'needless')
  assert.equal(await mail(told), 'sent')
  assert.equal(await mail(told), 'needless')
  assert.equal(await mail(newId()), 'needless')
  assert.equal(smtp.letters.length, 1)
  assert.match(smtp.letters[0]?.text ?? '', /Nico gave you a conversation: Lucas Prieto/)
  await world.as('marta').json('PUT', '/notifications/settings', {})
  assert.equal(await mail(await assignedToMarta()), 'needless')
})

test('a letter waits in the queue from the transaction that rings the bell, and is tried again when refused', async () => {
  await world.as('nico').json('PUT', '/settings/mail', settings())
  await wantLetters()
  const id = await assignedToMarta()
  const { rows } = await world.app.core.pool.query(
    `select run_at > now() as later from graphile_worker.jobs where key = 'notifications.mail:${id}'`,
  )
  assert.deepEqual(rows, [{ later: true }])
  const { core, translator } = world.app
  const job = notificationJobs(core, createMailer(core), translator)['notifications.mail']
  smtp.refuse = 'sign-in'
  await assert.rejects(async () => job?.({ notification: id }))
  smtp.refuse = 'nothing'
  await job?.({ notification: id })
  assert.equal(smtp.letters.length, 1)
})
