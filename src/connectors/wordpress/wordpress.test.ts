import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { type FakeWordPress, startFakeWordPress } from '../../../test/networks/wordpress/fake.ts'
import { hearing } from '../../../test/networks/wordpress/hearing.ts'
import { moderating } from '../../../test/networks/wordpress/moderating.ts'
import { peopleOf } from '../../../test/networks/wordpress/people.ts'
import type { Stage } from '../../../test/networks/wordpress/site.ts'
import { connectorContract } from '../contract.test-kit.ts'
import { wordpress } from './index.ts'

// What test/networks/wordpress tries on WordPress itself, on our fake of it: the same suites must pass on both.

let fake: FakeWordPress
let stage: Stage | undefined
const at = (): Stage => {
  assert.ok(stage)
  return stage
}

before(async () => {
  fake = await startFakeWordPress()
  const people = peopleOf(fake)
  stage = { people, marta: await people.connected('marta') }
})
after(() => fake.stop())

connectorContract(wordpress, async () => {
  const { people } = at()
  const post = await people.post('rosa', 'The contract')
  const route = (id: string) => id.replace('comment:', 'comments/')
  return {
    settings: people.settingsOf('marta'),
    wrongSettings: [
      { why: 'a wrong password', settings: people.settingsOf('marta', { applicationPassword: 'abcd' }) },
      { why: 'a user who is not there', settings: people.settingsOf('marta', { username: 'nobody' }) },
      { why: 'nothing chosen', settings: people.settingsOf('marta', { hearPosts: false, hearComments: false }) },
      { why: 'no address', settings: people.settingsOf('marta', { site: 'our blog' }) },
    ],
    say: async (text) => `comment:${await people.comment('rosa', post, text)}`,
    edit: async (id, text) => void (await people.change('rosa', route(id), { content: text })),
    remove: async (id) => void (await people.erase('rosa', route(id))),
    standing: people.standing,
    close: async () => {},
  }
})

hearing(at)
moderating(at)
