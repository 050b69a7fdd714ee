import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { createToken } from '../access/index.ts'
import { approvalRuleGiven } from '../conversations/approval/rule.ts'
import { approvalRules } from '../conversations/approval/save-rule.ts'
import { setTrainees } from '../conversations/approval/trainees.ts'
import { reply } from '../conversations/reply.ts'
import { newId } from '../lib/ids.ts'
import { findNotification } from './notification.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
let rule: string
before(async () => {
  world = await createWorld()
  const { marta, nico, olga } = world.cast
  await world.tx(async (tx) => {
    const named = { name: 'Learning', trainees: true, user_ids: [nico.id, olga.id] }
    rule = await approvalRules.make(tx, approvalRuleGiven.parse(named), olga)
    await setTrainees(tx, [marta.id], olga)
  })
})
after(() => world.drop())

const db = () => world.app.core.db
const text = 'Hola, Lucas: mañana llega.'

async function asked() {
  const { id } = await someConversation(db())
  const replyId = newId()
  const { connectors } = world.app.board
  await world.tx((tx) => reply(tx, connectors, id, { id: replyId, text }, world.cast.marta))
  return { id, replyId }
}

const linesOf = async (who: keyof World['cast'], replyId: string) => {
  const rows = await db()
    .selectFrom('notifications')
    .select(['kind', 'read_at'])
    .where('user_id', '=', world.cast[who].id)
    .where('about', '=', replyId)
    .orderBy('at')
    .execute()
  return rows.map((row) => `${row.kind}${row.read_at ? ' read' : ''}`)
}

test('whoever may decide is told once, whoever wrote it what became of it; what is decided calls nobody any more', async () => {
  const { id, replyId } = await asked()
  assert.deepEqual(await linesOf('nico', replyId), ['to-approve'])
  assert.deepEqual(await linesOf('olga', replyId), ['to-approve'])
  assert.deepEqual([await linesOf('marta', replyId), await linesOf('vera', replyId)], [[], []])
  const bell = await (await world.as('nico').page('/notifications')).text()
  assert.ok(bell.includes('Marta asks you to approve an answer'))
  const { id: line } = await db()
    .selectFrom('notifications')
    .select('id')
    .where('user_id', '=', world.cast.nico.id)
    .where('about', '=', replyId)
    .executeTakeFirstOrThrow()
  const { href } = await findNotification(db(), line)
  assert.equal(href, `/conversations/${id}?decide=${replyId}#decide`)
  const remark = 'Dile a qué hora.'
  assert.equal((await world.as('nico').json('POST', `/replies/${replyId}/return`, { remark })).status, 200)
  assert.deepEqual(
    [await linesOf('nico', replyId), await linesOf('olga', replyId)],
    [['to-approve read'], ['to-approve read']],
  )
  assert.deepEqual(await linesOf('marta', replyId), ['sent-back'])
  const hers = await (await world.as('marta').page('/notifications')).text()
  assert.ok(hers.includes('Nico sent your answer back') && hers.includes(remark))
})

test('an approval that is taken back calls again, and its author has nothing to be glad of yet', async () => {
  const { replyId } = await asked()
  await world.as('nico').json('POST', `/replies/${replyId}/approval`, { wait: true })
  assert.deepEqual(await linesOf('marta', replyId), ['approved'])
  await world.as('nico').json('DELETE', `/replies/${replyId}/approval`)
  assert.deepEqual(await linesOf('marta', replyId), ['approved read'])
  assert.deepEqual((await linesOf('olga', replyId)).at(-1), 'to-approve')
})

test('others may decide as the rule changes: whoever was not told is, and nobody twice', async () => {
  const { marta, olga } = world.cast
  const { replyId } = await asked()
  const pepe = newId()
  await db()
    .insertInto('users')
    .values({ id: pepe, name: 'Pepe', email: 'p@example.org', role: 'agent', deactivated_at: null, image: null })
    .execute()
  const given = approvalRuleGiven.parse({ name: 'Learning', trainees: true, user_ids: [pepe, olga.id], is_on: false })
  await world.tx((tx) => approvalRules.change(tx, rule, given, olga))
  const rows = await db().selectFrom('notifications').select(['user_id', 'kind']).where('about', '=', replyId).execute()
  const told = rows.map((row) => row.user_id)
  assert.ok(told.includes(pepe))
  assert.equal(told.filter((id) => id === olga.id).length, 1)
  assert.ok(!told.includes(marta.id))
  assert.equal((await world.as('nico').json('POST', `/replies/${replyId}/approval`)).status, 403, 'no more')
  assert.equal((await world.as('marta').json('DELETE', `/replies/${replyId}`)).status, 200)
  assert.deepEqual(await linesOf('olga', replyId), ['to-approve read'])
})

test('an owner whom the rule does not name may decide and is not rung for it, while somebody named is here', async () => {
  const { nico, olga } = world.cast
  const naming = (user_ids: string[]) => {
    const given = approvalRuleGiven.parse({ name: 'Learning', trainees: true, user_ids })
    return world.tx((tx) => approvalRules.change(tx, rule, given, nico))
  }
  await naming([nico.id])
  const { replyId } = await asked()
  assert.deepEqual([await linesOf('nico', replyId), await linesOf('olga', replyId)], [['to-approve'], []])
  const looked = await (await world.as('olga').json('GET', `/replies/${replyId}/approval`)).json()
  assert.equal(looked.may_decide, true)
  await naming([])
  assert.deepEqual([await linesOf('nico', replyId), await linesOf('olga', replyId)], [['to-approve'], ['to-approve']])
  assert.equal(olga.role, 'owner')
})

test('a token that may reply does not approve; one that may approve does', async () => {
  const { olga } = world.cast
  await world.tx((tx) =>
    approvalRules.change(tx, rule, approvalRuleGiven.parse({ name: 'Learning', trainees: true }), olga),
  )
  const { replyId } = await asked()
  const by = async (scopes: string[]) => {
    const { token } = await createToken(world.app.core, { name: 'test', scopes })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await world.app.request(`/api/v1/replies/${replyId}/approval`, {
      method: 'POST',
      headers,
      body: '{}',
    })
    return answer.status
  }
  assert.equal(await by(['reply', 'close', 'settings']), 403)
  assert.equal(await by(['approve']), 200)
  const audit = await (await world.as('olga').page('/audit')).text()
  assert.ok(audit.includes('approved a colleague’s reply') && audit.includes('Marta asked for approval of a reply'))
  assert.ok(audit.includes('changed a rule for answers to be approved') && audit.includes('marked Marta as learning'))
})
