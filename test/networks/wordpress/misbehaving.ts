import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { failureOf, idsOf } from '../../../src/connectors/contract.test-kit.ts'
import { listening, type Site } from './site.ts'

/** What plugins and servers do to answers. */
export function misbehaving(at: () => Site): void {
  describe('a site that misbehaves', () => {
    test('is read through warnings, a byte order mark and missing totals', async () => {
      const hear = await listening(at().marta)
      await at().wp.plugin(
        `add_filter('rest_pre_serve_request', function ($served) { header_remove('X-WP-Total'); echo "\\xEF\\xBB\\xBF<br />\\n<b>Warning</b>: Undefined array key \\"a[0]\\" in <b>/x.php</b> on line <b>3</b><br />\\n"; return $served; });`,
      )
      const id = await at()
        .people.post('rosa', 'Through the noise')
        .catch(() => 0)
      assert.equal(id, 0, 'the noise is there')
      assert.equal((await hear()).length, 1)
      await at().wp.plugin('')
    })

    test('is waited for when it answers pages, and its odd rows are shown', async () => {
      const hear = await listening(at().marta)
      await at().wp.plugin(
        `if (str_contains($_SERVER['REQUEST_URI'], 'wp-json')) { echo '<!doctype html><title>Back soon</title>'; exit; }`,
      )
      assert.equal((await failureOf(hear()))?.words.key, 'wordpress.not-data')
      await at().wp.plugin(
        `add_filter('rest_prepare_comment', function ($r) { $d = $r->get_data(); if (($d['author_name'] ?? '') === 'Rosa odd') $d['date_gmt'] = ['never']; $r->set_data($d); return $r; });`,
      )
      const odd = await at().people.comment('rosa', 1, `Odd ${randomUUID()}`, {
        author_name: 'Rosa odd',
        author_email: 'odd@blog.invalid',
      })
      const [refusal] = (await hear()).filter((one) => one.kind === 'refused')
      assert.equal(refusal?.externalId, `comment:${odd}`)
      assert.deepEqual(await hear(), [], 'shown once')
      await at().wp.plugin('')
      assert.deepEqual(idsOf(await hear()), ['post:1', `comment:${odd}`], 'heard when it is whole')
    })
  })
}
