import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Heard } from '../../../src/connectors/connector.ts'
import { drain, idsOf, messageOf } from '../../../src/connectors/contract.test-kit.ts'
import type { Json } from '../../../src/lib/json.ts'
import { deletionsIn, history, listening, newest, type Site } from './site.ts'

/** What takes PHP inside the site to bring about: pictures, strangers, plans, pages, crowds. */
export function hearingInside(at: () => Site): void {
  describe('hearing what happens inside', () => {
    test('hears a post with its picture, its author and its words', async () => {
      const hear = await listening(at().marta)
      const id = await at().people.post('rosa', 'Tom &amp; Ana’s <em>día</em>')
      await at().wp.php(
        `require_once ABSPATH . 'wp-admin/includes/image.php'; $png = base64_decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='); $up = wp_upload_bits('dot.png', null, $png); $at = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'dot'], $up['file']); update_post_meta($at, '_wp_attachment_image_alt', 'A dot'); set_post_thumbnail(${id}, $at);`,
      )
      const message = messageOf(await hear(), `post:${id}`)
      assert.equal(message.subject, 'Tom & Ana’s día')
      assert.equal(message.author.externalId, `${at().wp.url}/#user-${at().people.id('rosa')}`)
      assert.equal(message.author.handle, `rosa@${new URL(at().wp.url).host}`)
      const [picture] = message.media
      assert.deepEqual({ ...picture, url: '' }, { kind: 'image', url: '', alt: 'A dot', mime: 'image/png' })
      assert.match(picture?.url ?? '', /dot.*\.png$/)
    })

    test('hears people without an account, held or not, and knows them again', async () => {
      const post = await at().people.post('rosa', 'For everybody')
      const hear = await listening(at().marta)
      const form = async (comment: string, ip: string) => {
        const body = new URLSearchParams({
          comment_post_ID: String(post),
          author: 'Tom & Ana',
          email: 'Tom@Test.invalid',
          comment,
        })
        await at().wp.plugin(
          `$_SERVER['REMOTE_ADDR'] = '${ip}'; add_filter('comment_flood_filter', '__return_false', 99);`,
        )
        const answer = await fetch(`${at().wp.url}/wp-comments-post.php`, { method: 'POST', body, redirect: 'manual' })
        assert.equal(answer.status, 302)
      }
      await form('Hello from outside', '10.0.0.1')
      await at().wp.php(`update_option('comment_moderation', 1);`)
      await form('Hello, held', '10.0.0.2')
      await at().wp.php(`update_option('comment_moderation', 0);`)
      await at().wp.plugin('')
      const [, one, two] = (await hear()).flatMap((it) => (it.kind === 'message' ? [it.message] : []))
      assert.deepEqual([one?.moderation, two?.moderation], ['approved', 'held'])
      assert.equal(one?.author.name, 'Tom & Ana')
      assert.equal(one?.author.externalId, two?.author.externalId)
      assert.match(one?.author.externalId ?? '', /#mail-[0-9a-f]{32}$/)
      assert.doesNotMatch(JSON.stringify([one, two]), /test\.invalid/i, 'the address itself is kept nowhere')
    })

    test('hears what is said under a page, and what becomes of it when its post goes to the trash', async () => {
      const page = Number(
        await at().wp.php(
          `echo wp_insert_post(['post_type' => 'page', 'post_title' => 'About us', 'post_content' => 'We.', 'post_status' => 'publish', 'comment_status' => 'open']);`,
        ),
      )
      const hear = await listening(at().marta)
      const id = await at().people.comment('rosa', page, 'Under a page')
      const heard = await hear()
      assert.equal(messageOf(heard, `post:${page}`).subject, 'About us')
      assert.equal(messageOf(heard, `comment:${id}`).rootExternalId, `post:${page}`)
      await at().wp.php(`wp_trash_post(${page});`)
      assert.equal(messageOf(await hear(), `comment:${id}`).moderation, 'trash')
    })

    test('hears a planned post when its time comes, though nothing else of it changes', async () => {
      const draft = await at().people.post('rosa', 'Planned', { status: 'draft' })
      const hear = await listening(at().marta)
      await at().wp.php(
        `global $wpdb; $wpdb->update($wpdb->posts, ['post_status' => 'publish', 'post_date' => current_time('mysql'), 'post_date_gmt' => current_time('mysql', true), 'post_modified' => '2020-02-02 02:02:02', 'post_modified_gmt' => '2020-02-02 01:02:02'], ['ID' => ${draft}]); clean_post_cache(${draft});`,
      )
      assert.deepEqual(idsOf(await hear()), [`post:${draft}`])
    })

    test('misses none of many with the same time, over pages, while some are deleted', async () => {
      const post = await at().people.post('rosa', 'A crowd')
      const context = at().marta
      const first = await drain((from) => newest(context, from), undefined)
      const make = (from: number, to: number) =>
        `foreach (range(${from}, ${to}) as $n) echo wp_insert_comment(['comment_post_ID' => ${post}, 'comment_author' => "P$n", 'comment_author_email' => "p$n@test.invalid", 'comment_content' => "Number $n", 'comment_date' => '2026-01-01 12:00:00', 'comment_date_gmt' => '2026-01-01 11:00:00', 'comment_approved' => 1]), ' ';`
      const ids = (await at().wp.php(make(1, 430))).trim().split(' ').map(Number)
      // While the walk goes down, the newest twenty go, which pulls all the others up.
      let deleted = false
      const heard: Heard[] = []
      const read = async (from: Json | undefined) => {
        const batch = await newest(context, from)
        heard.push(...batch.heard)
        if (!deleted) await at().wp.php(`foreach ([${ids.slice(-20)}] as $id) wp_delete_comment($id, true);`)
        deleted = true
        return batch
      }
      const after = await drain(read, first.cursor)
      const got = idsOf(heard).filter((id) => id.startsWith('comment:'))
      assert.deepEqual(
        ids.filter((id) => !got.includes(`comment:${id}`)),
        [],
      )
      assert.equal(new Set(got).size, got.length, 'each once')
      assert.ok(JSON.stringify(after.cursor).length < 20_000, 'the cursor stays small')
      const next = await drain((from) => newest(context, from), after.cursor)
      assert.deepEqual(deletionsIn(next.heard).length, 20)
      const past = await drain((from) => history(context, from, new Date('2026-01-01')), undefined)
      const kept = ids.slice(0, -20).map((id) => `comment:${id}`)
      assert.deepEqual(
        kept.filter((id) => !idsOf(past.heard).includes(id)),
        [],
      )
      assert.equal(new Set(idsOf(past.heard)).size, idsOf(past.heard).length, 'history tells each once')
    })
  })
}
