import assert from 'node:assert/strict'
import { after, afterEach, before } from 'node:test'
import { connectorContract } from '../../../src/connectors/contract.test-kit.ts'
import { wordpress } from '../../../src/connectors/wordpress/index.ts'
import { connecting } from './connecting.ts'
import { hearing } from './hearing.ts'
import { hearingInside } from './hearing-inside.ts'
import { misbehaving } from './misbehaving.ts'
import { moderating } from './moderating.ts'
import { peopleOf } from './people.ts'
import type { Site } from './site.ts'
import { speaking } from './speaking.ts'
import { startWordPress } from './start.ts'

// The connector against WordPress itself. A machine where it cannot run fails here; it does not pass.

let site: Site | undefined
const at = (): Site => {
  assert.ok(site, 'the site is up')
  return site
}

before(async () => {
  const wp = await startWordPress()
  const people = peopleOf(wp)
  site = {
    wp,
    people,
    marta: await people.connected('marta').catch(async (error) => {
      await wp.stop()
      throw error
    }),
  }
})
afterEach(() => site?.wp.plugin(''))
after(() => site?.wp.stop())

connectorContract(wordpress, async () => {
  const { people } = at()
  const post = await people.post('rosa', 'The contract')
  return {
    settings: people.settingsOf('marta'),
    wrongSettings: [
      { why: 'a wrong password', settings: people.settingsOf('marta', { applicationPassword: 'abcd efgh ijkl' }) },
      { why: 'a user who is not there', settings: people.settingsOf('marta', { username: 'nobody' }) },
      { why: 'nothing chosen', settings: people.settingsOf('marta', { hearPosts: false, hearComments: false }) },
      {
        why: 'no WordPress',
        settings: people.settingsOf('marta', { site: 'http://127.0.0.1:9/' }),
        kinds: ['temporary', 'invalid'],
      },
    ],
    say: async (text) => `comment:${await people.comment('rosa', post, text)}`,
    edit: async (id, text) =>
      void (await people.change('rosa', id.replace('comment:', 'comments/'), { content: text })),
    remove: async (id) => void (await people.erase('rosa', id.replace('comment:', 'comments/'))),
    standing: people.standing,
    close: async () => {},
  }
})

connecting(at)
hearing(at)
hearingInside(at)
speaking(at)
moderating(at)
misbehaving(at)
