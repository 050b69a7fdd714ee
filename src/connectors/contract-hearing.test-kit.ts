import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Json } from '../lib/json.ts'
import type { Connector, Heard, HeardMessage } from './connector.ts'
import { drain, idsOf, type Means, messageOf, patiently } from './contract-means.test-kit.ts'

type Newest = NonNullable<Connector['newest']>

export function hearing(connector: Connector, newest: Newest, { world, context }: Means): void {
  const read = (cursor: Json | undefined) => drain((at) => newest.call(connector, context(), at), cursor)
  const hear = (cursor: Json, until: (heard: Heard[]) => boolean) =>
    patiently(
      () => read(cursor),
      ({ heard }) => until(heard),
      world().patienceMs,
    )

  test('begins from now: nothing that was said before', async () => {
    const old = await world().say('Said before you came')
    await wait(50)
    const { heard } = await patiently(
      () => read(undefined),
      () => true,
      0,
    )
    assert.deepEqual(
      idsOf(heard).filter((id) => id === old),
      [],
    )
  })

  test('hears what is said, once, and not again', async () => {
    const { cursor } = await read(undefined)
    const id = await world().say('Is anybody there?')
    const { heard, cursor: after } = await hear(cursor, (all) => idsOf(all).includes(id))
    assert.equal(idsOf(heard).filter((one) => one === id).length, 1)
    const message = messageOf(heard, id)
    assert.match(saidIn(message), /Is anybody there\?/)
    assert.notEqual(message.author.externalId, '')
    assert.ok(Math.abs(message.saidAt.getTime() - Date.now()) < 86_400_000, 'said about now')
    const again = await read(after)
    if (!world().repeats)
      assert.deepEqual(
        idsOf(again.heard).filter((one) => one === id),
        [],
      )
  })

  test('reads an old cursor again and hears the same', async () => {
    const { cursor } = await read(undefined)
    const ids = [await world().say('One'), await world().say('Two')]
    const first = await hear(cursor, (all) => ids.every((id) => idsOf(all).includes(id)))
    const second = await read(JSON.parse(JSON.stringify(cursor)))
    const both = (heard: Heard[]) =>
      idsOf(heard)
        .filter((id) => ids.includes(id))
        .sort()
    assert.deepEqual(both(second.heard), both(first.heard))
    assert.deepEqual(both(first.heard), [...ids].sort())
  })

  test('stops when it is told to', async () => {
    const { cursor } = await read(undefined)
    const { signal, stop } = stopping()
    const attempt = Promise.race([newest.call(connector, context({ signal }), cursor).catch(() => {}), overdue()])
    stop()
    assert.notEqual(await attempt, 'overdue')
  })

  test('notices changes and deletions, where the network tells them', async () => {
    const { cursor } = await read(undefined)
    const { edit, remove } = world()
    const id = await world().say('First thought')
    const { cursor: after } = await hear(cursor, (all) => idsOf(all).includes(id))
    if (edit) {
      await edit.call(world(), id, 'Second thought')
      const changed = (all: Heard[]) => idsOf(all).includes(id) && /Second thought/.test(saidIn(messageOf(all, id)))
      const message = messageOf((await hear(after, changed)).heard, id)
      assert.match(saidIn(message), /Second thought/)
      assert.ok(message.editedAt, 'an edited message says when')
    }
    if (remove) {
      await remove.call(world(), id)
      const gone = (all: Heard[]) => all.some((one) => one.kind === 'deletion' && one.externalId === id)
      assert.ok(gone((await hear(after, gone)).heard))
    }
  })
}

const saidIn = ({ body }: HeardMessage): string => ('text' in body ? body.text : body.html)

export function past(history: NonNullable<Connector['history']>, { world, context }: Means): void {
  test('pages through what was said since, to the end, each message once', async () => {
    const said = [await world().say('Yesterday, more or less'), await world().say('And the day before')]
    const since = new Date(Date.now() - 30 * 86_400_000)
    const read = () => drain((cursor) => history(context(), cursor, since), undefined)
    const missing = (heard: Heard[]) => said.filter((id) => !idsOf(heard).includes(id))
    const { heard } = await patiently(read, (page) => missing(page.heard).length === 0, world().patienceMs)
    if (world().historyHolds ?? true) assert.deepEqual(missing(heard), [])
    const ids = idsOf(heard)
    if (!world().repeats) assert.equal(new Set(ids).size, ids.length, 'no message twice')
  })

  test('finds nothing older than asked', async () => {
    const since = new Date(Date.now() + 3_600_000)
    const { heard } = await drain((cursor) => history(context(), cursor, since), undefined)
    const old = heard.filter((one) => one.kind === 'message' && (one.message.concernsUs ?? true))
    assert.deepEqual(old, [])
  })
}

export function streaming(stream: NonNullable<Connector['stream']>, { context }: Pick<Means, 'context'>): void {
  test('stops streaming when it is told to', async () => {
    const { signal, stop } = stopping()
    const attempt = Promise.race([stream(context({ signal }), undefined, async () => {}).catch(() => {}), overdue()])
    await wait(100)
    stop()
    assert.notEqual(await attempt, 'overdue')
  })
}

const stopping = () => {
  const controller = new AbortController()
  return { signal: controller.signal, stop: () => controller.abort() }
}

const overdue = async (): Promise<'overdue'> => wait(2000, 'overdue' as const, { ref: false })
