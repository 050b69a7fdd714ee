import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measure } from '../lib/text-limit.ts'
import type { Account, Connector, Speech, Spoken, SpokenAttachment } from './connector.ts'
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

  const attach = speak.attach
  if (attach) attaching(speak, { world, context, account, spoken, standing })

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

interface Trying extends Means {
  account: () => Account
  spoken: (text: string) => Promise<Spoken>
  standing: (text: string) => Promise<number | undefined>
}

function attaching(speak: Speech, { world, context, account, spoken, standing }: Trying): void {
  const picture = async (): Promise<SpokenAttachment> => ({
    key: crypto.randomUUID(),
    name: 'cup.png',
    mime: 'image/png',
    bytes: tinyPng.length,
    alt: `A cup ${crypto.randomUUID().slice(0, 8)}`,
    size: { width: 1, height: 1 },
    url: 'https://example.org/attachments/cup',
    read: async () => tinyPng,
  })
  const attachable = () => {
    const told = speak.attach?.(account())
    assert.ok(told && 'kinds' in told, 'this account may attach')
    return told
  }

  test('says what may go with a text', () => {
    const { most, kinds } = attachable()
    assert.ok(most > 0)
    assert.ok(Object.keys(kinds).length > 0)
    for (const [kind, bytes] of Object.entries(kinds)) assert.ok(kind.includes('/') && bytes > 0, kind)
  })

  test('says a text with a picture and what is to be seen in it; twice the same, it stands once', async () => {
    assert.ok((attachable().kinds['image/png'] ?? 0) >= tinyPng.length)
    const reply = { ...(await spoken(`Look ${crypto.randomUUID().slice(0, 8)}`)), attachments: [await picture()] }
    const said = await speak.send(context(), reply)
    const again = speak.idempotent ? await speak.send(context(), reply) : said
    assert.equal(again.externalId, said.externalId)
    assert.equal(await standing(reply.text), 1)
    assert.ok(world().attached, 'the world of a connector that attaches tells what stands with a text')
    assert.deepEqual(
      await world().attached?.(said.externalId),
      reply.attachments.map(({ alt }) => alt),
    )
  })
}

/** One pixel. */
const tinyPng = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

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
