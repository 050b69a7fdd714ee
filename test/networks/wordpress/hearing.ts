import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { idsOf, messageOf } from '../../../src/connectors/contract.test-kit.ts'
import { deletionsIn, htmlOf, later, listening, type Stage, surroundings } from './site.ts'

/** What people say and do on a site, heard; by its REST API alone, so that our fake can be held against it. */
export function hearing(at: () => Stage): void {
  describe('hearing', () => {
    test('hears a thread: whose answer to what, under which post', async () => {
      const post = await at().people.post('rosa', 'A thread')
      const hear = await listening(at().marta)
      const first = await at().people.comment('rosa', post, 'First')
      const second = await at().people.comment('marta', post, 'Second', { parent: first })
      const heard = await hear()
      const root = messageOf(heard, `post:${post}`)
      assert.equal(root.concernsUs, false)
      const said = messageOf(heard, `comment:${second}`)
      assert.deepEqual([said.parentExternalId, said.rootExternalId], [`comment:${first}`, `post:${post}`])
      assert.equal(messageOf(heard, `comment:${first}`).parentExternalId, `post:${post}`)
      assert.ok(at().marta.account?.ourIds.includes(said.author.externalId), 'what we say in WordPress itself is ours')
      const around = idsOf(await surroundings(at().marta, `comment:${first}`))
      assert.deepEqual(around, [`post:${post}`, `comment:${first}`, `comment:${second}`])
    })

    test('notices edits, states and deletions of comments', async () => {
      const post = await at().people.post('rosa', 'Changes')
      const ids = [await at().people.comment('rosa', post, 'One'), await at().people.comment('rosa', post, 'Two')]
      const hear = await listening(at().marta)
      const route = `comments/${ids[0]}`
      await at().people.change('rosa', route, { content: 'One, better' })
      const edited = messageOf(await hear(), `comment:${ids[0]}`)
      assert.match(htmlOf(edited), /One, better/)
      assert.ok(edited.editedAt)
      for (const [status, state] of [
        ['hold', 'held'],
        ['approved', 'approved'],
        ['spam', 'spam'],
        ['approved', 'approved'],
        ['trash', 'trash'],
      ]) {
        await at().people.change('rosa', route, { status: status ?? '' })
        const message = messageOf(await hear(), `comment:${ids[0]}`)
        assert.deepEqual([message.moderation, message.editedAt], [state, undefined])
        assert.deepEqual(await hear(), [], 'once')
      }
      await at().people.erase('rosa', `comments/${ids[1]}`)
      assert.deepEqual(deletionsIn(await hear()), [`comment:${ids[1]}`])
    })

    test('notices when the trash is emptied', async () => {
      const post = await at().people.post('rosa', 'The trash')
      const id = await at().people.comment('rosa', post, 'To be forgotten')
      const hear = await listening(at().marta)
      await at().people.change('rosa', `comments/${id}`, { status: 'trash' })
      assert.equal(messageOf(await hear(), `comment:${id}`).moderation, 'trash')
      await at().people.erase('rosa', `comments/${id}`)
      assert.deepEqual(deletionsIn(await hear(later(at().marta, 3_700_000))), [`comment:${id}`])
    })

    test('notices changes of posts, and what is taken away', async () => {
      const old = await at().people.post('rosa', 'An old post', { date: '2020-01-01T10:00:00' })
      const hear = await listening(at().marta)
      await at().people.change('rosa', `posts/${old}`, { title: 'An old post, renewed' })
      const renewed = messageOf(await hear(), `post:${old}`)
      assert.equal(renewed.subject, 'An old post, renewed')
      assert.ok(renewed.editedAt && Date.now() - renewed.editedAt.getTime() < 60_000)
      await at().people.change('rosa', `posts/${old}`, { status: 'draft' })
      assert.deepEqual(await hear(), [], 'taken back to be worked on is not deleted')
      await at().people.change('rosa', `posts/${old}`, { status: 'publish' })
      assert.deepEqual(idsOf(await hear()), [`post:${old}`])
      await at().people.call('rosa', 'DELETE', `posts/${old}`)
      assert.deepEqual(deletionsIn(await hear()), [`post:${old}`])
      assert.deepEqual(await hear(), [])
    })

    test('hears only what everybody may see when it may not moderate', async () => {
      const post = await at().people.post('rosa', 'As a reader')
      const hear = await listening(await at().people.connected('lucas'))
      const seen = await at().people.comment('rosa', post, 'Seen')
      const held = await at().people.comment('rosa', post, 'Held')
      await at().people.change('rosa', `comments/${held}`, { status: 'hold' })
      assert.deepEqual(idsOf(await hear()), [`post:${post}`, `comment:${seen}`])
      await at().people.change('rosa', `comments/${held}`, { status: 'approved' })
      assert.deepEqual(idsOf(await hear()), [`comment:${held}`], 'approved late, heard all the same')
    })

    test('tells what is withheld from it from what is deleted, though it may not moderate', async () => {
      const post = await at().people.post('rosa', 'Withheld')
      const lucas = await at().people.connected('lucas')
      const hear = await listening(lucas)
      const ids = []
      for (const text of ['Held', 'Spam', 'Deleted']) ids.push(await at().people.comment('rosa', post, text))
      const [held, spam, deleted] = ids
      await hear()
      await at().people.change('rosa', `comments/${held}`, { status: 'hold' })
      await at().people.change('rosa', `comments/${spam}`, { status: 'spam' })
      await at().people.erase('rosa', `comments/${deleted}`)
      const heard = await hear()
      assert.deepEqual(deletionsIn(heard), [`comment:${deleted}`])
      assert.deepEqual(idsOf(heard), [])
      assert.deepEqual(await hear(), [])
      await at().people.change('rosa', `comments/${held}`, { status: 'approved' })
      assert.equal(messageOf(await hear(), `comment:${held}`).moderation, 'approved')
      await at().people.erase('rosa', `comments/${spam}`)
      assert.deepEqual(deletionsIn(await hear(later(lucas, 3_700_000))), [`comment:${spam}`])
    })
  })
}
