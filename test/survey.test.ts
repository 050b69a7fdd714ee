import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askDue } from '../src/conversations/survey/ask.ts'
import { secretsIn } from '../src/conversations/survey/link.ts'
import { atDesk, looks, nameOf, onPhone, startDesk } from './desk.ts'
import { examine } from './examine.ts'
import { said, someConversation, us } from './talk.ts'

// How it went is asked after closing and answered from a phone, by somebody who is not signed in and needs no script.

const { db, world, open, everyLook } = await startDesk()
const { core, board } = world.app

/** A conversation that we answered, at a window whose words are Lucas's and ours. */
const talk = (name = 'Lucas Prieto') =>
  someConversation(
    db,
    said('1', { language: 'es', author: { externalId: name, name }, saidAt: new Date(Date.now() - 7_200_000) }),
    said('2', { author: us, parentExternalId: '1', saidAt: new Date(Date.now() - 3_600_000) }),
  )

const setting = {
  ...{ on: true, question_en: 'How did we do, {name}?', question_es: '¿Qué tal lo hicimos, {name}?' },
  ...{ after_minutes: 60, every_days: 30, in_public: true },
}
const asksAt = async (channel: string) => {
  const answer = await world.as('nico').json('PUT', `/settings/surveys/${channel}`, setting)
  assert.equal(answer.status, 200)
}

const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '40' }

/** As the clock does it, a day after: the link. */
async function ask(conversation: string): Promise<string> {
  const tomorrow = new Date(Date.now() + 86_400_000)
  tomorrow.setUTCHours(10)
  await askDue({ ...core, clock: { now: () => tomorrow } }, board.connectors)
  await db.updateTable('surveys').set({ asked_at: new Date() }).where('conversation_id', '=', conversation).execute()
  const { text } = await db
    .selectFrom('replies')
    .select('text')
    .where('conversation_id', '=', conversation)
    .executeTakeFirstOrThrow()
  return `/asked/${secretsIn(text)[0]}`
}

test('a manager says how a window asks, and undoes it', async () => {
  const { channel } = await talk('Ana')
  const path = `/settings/surveys/${channel.id}`
  const empty = await world.as('nico').json('PUT', path, { ...setting, question_es: ' ' })
  assert.equal(empty.status, 422)
  await using page = await open('nico', path, { language: 'en' })
  await page.getByLabel('Ask people here how it went').check()
  await page.getByLabel('The question, in Spanish').fill('¿Qué tal lo hicimos?')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL('**/settings/surveys')
  await page.locator('.chip--olive').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('.chip--olive').waitFor({ state: 'detached' })
  await everyLook('nico', '/settings/surveys', 'surveys')
  await everyLook('nico', `/settings/surveys/${channel.id}`, 'survey')
})

test('whoever closes sees who will be asked and when, calls it off, and on again', async () => {
  const { id, channel } = await talk('Berta')
  await asksAt(channel.id)
  await using page = await open('marta', `/conversations/${id}`, { language: 'en' })
  await world.as('nico').json('PUT', `/conversations/${id}/closure`)
  await page.getByText('Berta will be asked how it went').waitFor()
  await page.getByRole('button', { name: 'Do not ask' }).click()
  await page.getByText('Marta decided not to ask Berta').waitFor()
  await page.getByRole('button', { name: 'Ask all the same' }).click()
  await page.getByText('They will be asked.').waitFor()
  await page.getByRole('button', { name: 'Do not ask' }).waitFor()
  const { state } = await db
    .selectFrom('surveys')
    .select('state')
    .where('conversation_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(state, 'planned')
})

test('the link opens without signing in or script; looking never answers, a face does, and it is changed', async () => {
  const { id, channel } = await talk('Carla Ruiz')
  await asksAt(channel.id)
  await using desk = await open('marta', `/conversations/${id}`, { language: 'en' })
  await world.as('marta').json('PUT', `/conversations/${id}/closure`)
  const link = await ask(id)
  for (const method of ['GET', 'HEAD']) assert.equal((await world.app.request(link, { method })).status, 200)
  const looked = await world.app.request(link)
  assert.deepEqual(looked.headers.getSetCookie(), [])
  assert.match(looked.headers.get('x-robots-tag') ?? '', /noindex/)
  assert.doesNotMatch(await looked.text(), /<script|https?:\/\/(?!localhost)/)
  const of = () =>
    db.selectFrom('surveys').select(['mark', 'words']).where('conversation_id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual(await of(), { mark: null, words: null })

  await using page = await open('marta', link, { ...onPhone, script: false })
  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('heading', { name: '¿Qué tal lo hicimos, Carla Ruiz?' }).waitFor()
  await page.getByLabel('Si quieres, cuéntanos por qué').fill('<b>Tarde</b> & mal')
  await page.getByRole('button', { name: 'Mal', exact: true }).click()
  await page.getByText('Gracias. Ya le ha llegado al equipo.').waitFor()
  assert.deepEqual(await of(), { mark: 2, words: '<b>Tarde</b> & mal' })
  await desk.getByText('Carla Ruiz on how it went: Bad (2 of 5)').waitFor()
  await desk.getByText('<b>Tarde</b> & mal').waitFor()
  await page.getByRole('button', { name: 'Bien', exact: true }).click()
  await page.getByText('Has dicho: Bien.').waitFor()
  await desk.getByText('Carla Ruiz changed it to: Good (4 of 5)').waitFor()
  assert.equal(await desk.locator('body').evaluate((body, secret) => body.innerHTML.includes(secret), link), false)
  for (const look of looks) await lookAt(link, look)
  await page.getByRole('button', { name: 'No me preguntéis más' }).click()
  await page.getByText('Entendido: no te preguntaremos más.').waitFor()
  await page.getByRole('button', { name: 'Me podéis volver a preguntar' }).click()
  await page.getByRole('button', { name: 'No me preguntéis más' }).waitFor()
})

async function lookAt(link: string, look: (typeof looks)[number]): Promise<void> {
  await using page = await open('vera', `${link}?in=${look.language}`, look)
  await examine(page, `asked-${nameOf(look)}`)
}

test('a link that is none, or over, says so kindly', async () => {
  await using page = await open('vera', `/asked/${'A'.repeat(22)}?in=es`, atDesk)
  await page.getByRole('heading', { name: 'No conocemos este enlace' }).waitFor()
  await examine(page, 'asked-unknown')
  const { id, channel } = await talk('Dora')
  await asksAt(channel.id)
  await world.as('marta').json('PUT', `/conversations/${id}/closure`)
  const link = await ask(id)
  const long = new Date(Date.now() - 40 * 86_400_000)
  await db.updateTable('surveys').set({ asked_at: long }).where('conversation_id', '=', id).execute()
  await page.goto(`${link}?in=en`)
  await page.getByRole('heading', { name: 'This question is closed' }).waitFor()
})

test('who answered is told of a bad mark; figures have their n and interval, and lead to conversations', async () => {
  const { id, channel } = await talk('Elsa')
  await asksAt(channel.id)
  await world.as('marta').json('PUT', `/conversations/${id}/assignment`, { to: 'me' })
  await world.as('marta').json('PUT', `/conversations/${id}/closure`)
  const link = await ask(id)
  await world.app.request(link, {
    method: 'POST',
    headers: form,
    body: new URLSearchParams({ mark: '1', words: 'Nadie me llamó' }).toString(),
  })
  const bell = await (await world.as('marta').json('GET', '/notifications')).json()
  assert.equal(bell.notifications[0]?.text, 'Elsa: they say that it went badly')

  await using page = await open('marta', '/satisfaction', { language: 'en' })
  await page.getByText('too few to compare').first().waitFor()
  const told = await (await world.as('marta').json('GET', '/satisfaction')).json()
  assert.equal(told.all.satisfied.n, 2)
  assert.equal(told.all.satisfied.of, 1)
  assert.deepEqual(
    told.people.map((one: { name: string }) => one.name),
    ['Marta'],
  )
  await page.getByRole('link', { name: 'Not satisfied' }).click()
  await page.getByRole('link', { name: 'Elsa: Very bad' }).click()
  await page.waitForURL(`**/conversations/${id}`)
  assert.equal((await world.as('marta').page('/satisfaction/export')).status, 403)
  const file = await (await world.as('nico').page('/satisfaction/export?format=csv')).text()
  assert.match(file, /"1","Nadie me llamó"/)
  await everyLook('nico', '/satisfaction', 'satisfaction')
  await everyLook('nico', `/conversations/${id}`, 'surveyed')
})
