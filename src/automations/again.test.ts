import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { heard, said } from '../../test/talk.ts'
import { close } from '../conversations/index.ts'
import { createActing } from './acting.test-kit.ts'
import { findAutomation } from './automation.ts'
import { beginRehearsal } from './rehearse.ts'

const { world, on, talk, read, run, tagsOf } = await createActing()
after(() => world.drop())

test('what fits only after an earlier one was answered is answered too, also at once with it', async () => {
  await on({ when: { on: 'message.heard' }, if: { words: ['vip'] }, deeds: [{ do: 'tag', tag: 'v' }] })
  await on({
    when: { on: 'message.heard' },
    if: { all: [{ tags: ['v'] }, { words: ['ayuda'] }] },
    deeds: [{ do: 'tag', tag: 'w' }],
  })
  const { id, channel } = await talk('soy vip')
  await heard(world.db, channel, said('2', { parentExternalId: '1', body: { text: 'ayuda' }, saidAt: new Date() }))
  await read()
  assert.equal(await run(), 2)
  assert.deepEqual(await tagsOf(id), ['v', 'w'])
})

test('a wait that a closing ended is not found when it looks back', async () => {
  const id = await on({ when: { on: 'waits-for-us', minutes: 60 }, if: { words: ['zzz'] }, deeds: [{ do: 'close' }] })
  const { id: closed } = await talk('zzz')
  await talk('zzz')
  await world.tx((tx) => close(tx, closed, world.cast.marta))
  const later = new Date(Date.now() + 2 * 3_600_000)
  const { found } = await beginRehearsal(world.db, await findAutomation(world.db, id), world.cast.nico, later, 60_000)
  assert.equal(found, 1)
})
