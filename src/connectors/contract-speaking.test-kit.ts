import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measure } from '../lib/text-limit.ts'
import type { Account, Connector, Spoken } from './connector.ts'
import { drain, idsOf, type Means, messageOf, patiently } from './contract-means.test-kit.ts'

export function speaking(connector: Connector, { world, context, account }: Means & { account: () => Account }): void {
  const { speak } = connector
  assert.ok(speak)
  const standing = async (text: string) => {
    assert.ok(world().standing, 'the world of a connector that speaks tells what stands')
    return await world().standing?.(text)
  }
  const spoken = async (text: string): Promise<Spoken> => ({
    text,
    key: crypto.randomUUID(),
    inReplyTo: await heardForReply(connector, { world, context }),
    decidedAt: new Date(),
  })

  test('has a limit that counts', () => {
    const limit = speak.limit(account())
    assert.ok(limit.max > 0)
    assert.equal(measure('Hola', limit), 4)
  })

  test('says it where it was asked', async () => {
    const reply = await spoken(`We are here ${crypto.randomUUID().slice(0, 8)}`)
    const said = await speak.send(context(), reply)
    assert.notEqual(said.externalId, '')
    assert.equal(await standing(reply.text), 1)
    if (said.url !== undefined) assert.ok(URL.canParse(said.url), 'its place is an address')
  })

  if (speak.idempotent)
    test('says the same key twice and it stands once', async () => {
      const reply = await spoken(`Once only ${crypto.randomUUID().slice(0, 8)}`)
      const first = await speak.send(context(), reply)
      const second = await speak.send(context(), reply)
      assert.equal(second.externalId, first.externalId)
      assert.equal(await standing(reply.text), 1)
    })

  const find = speak.find
  if (find)
    test('finds what was said, and not what was not', async () => {
      const reply = await spoken(`Look for me ${crypto.randomUUID().slice(0, 8)}`)
      assert.notEqual(typeof (await find.call(speak, context(), reply)), 'object')
      const said = await speak.send(context(), reply)
      const found = await patiently(
        () => find.call(speak, context(), reply),
        (one) => typeof one === 'object',
      )
      assert.ok(typeof found === 'object', 'found')
      assert.equal(found.externalId, said.externalId)
    })
}

/** A message said and heard now, as the outbox hands it to the connector that answers it. */
async function heardForReply(connector: Connector, { world, context }: Means): Promise<Spoken['inReplyTo']> {
  const { newest } = connector
  assert.ok(newest, 'a connector that speaks hears what it answers')
  const { cursor } = await drain((at) => newest.call(connector, context(), at), undefined)
  const id = await world().say(`A question ${crypto.randomUUID().slice(0, 8)}`)
  const { heard } = await patiently(
    () => drain((at) => newest.call(connector, context(), at), cursor),
    (page) => idsOf(page.heard).includes(id),
    world().patienceMs,
  )
  const { rootExternalId, visibility, author, mentions = [], language, replyKey } = messageOf(heard, id)
  return { externalId: id, rootExternalId, visibility, author, mentions, language, replyKey }
}
