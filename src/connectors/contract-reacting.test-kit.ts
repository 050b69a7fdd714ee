import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connector, Reacting, Reaction } from './connector.ts'
import { drain, idsOf, type Means, messageOf, patiently } from './contract-means.test-kit.ts'

export function reacting(
  connector: Connector,
  react: NonNullable<Connector['react']>,
  { world, context }: Means,
): void {
  const all = Object.entries(react) as [Reaction, Reacting][]

  test('has its network’s word for each reaction', () => {
    for (const [, { label }] of all)
      for (const language of ['en', 'es'] as const) assert.ok(connector.words[language][label], `${label}, ${language}`)
  })

  test('does each reaction once, however often it is told to, and takes it back', async () => {
    const to = { ...(await heardNow(connector, { world, context })), key: crypto.randomUUID() }
    for (const [kind, { set }] of all) {
      const before = await countOf(kind, to.externalId)
      for (const [on, times] of [
        [true, 2],
        [false, 2],
        [true, 1],
        [false, 1],
      ] as const) {
        for (let time = 0; time < times; time++) await set(context(), to, on)
        const wanted = before + Number(on)
        const count = await patiently(
          () => countOf(kind, to.externalId),
          (one) => one === wanted,
          world().patienceMs,
        )
        assert.equal(count, wanted, `${kind} ${on ? 'done' : 'taken back'}`)
      }
    }
  })

  async function countOf(kind: Reaction, externalId: string): Promise<number> {
    const counts = await world().reactions?.(externalId)
    assert.ok(counts, 'the world of a connector that reacts tells how many did')
    return counts[kind]
  }
}

/** Something said and heard now. */
async function heardNow(connector: Connector, { world, context }: Means) {
  const { newest } = connector
  assert.ok(newest, 'a connector that reacts hears what it reacts to')
  const { cursor } = await drain((at) => newest.call(connector, context(), at), undefined)
  const id = await world().say(`Something to like ${crypto.randomUUID().slice(0, 8)}`)
  const { heard } = await patiently(
    () => drain((at) => newest.call(connector, context(), at), cursor),
    (page) => idsOf(page.heard).includes(id),
    world().patienceMs,
  )
  return { externalId: id, replyKey: messageOf(heard, id).replyKey }
}
