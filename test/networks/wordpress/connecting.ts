import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { failureOf, idsOf } from '../../../src/connectors/contract.test-kit.ts'
import { wordpress } from '../../../src/connectors/wordpress/index.ts'
import { listening, type Site } from './site.ts'

/** Finding a site, entering it, and being told why not. */
export function connecting(at: () => Site): void {
  describe('connecting', () => {
    test('finds the API from any page, with and without pretty addresses', async () => {
      const api = async (site: string) =>
        (await at().people.connected('marta', { settings: { site } })).account?.facts?.api
      for (const page of [
        '',
        '/2026/hello-world/',
        '/wp-admin/',
        '/wp-login.php',
        '/nothing/here',
        '/wp-json/wp/v2/posts',
      ])
        assert.equal(await api(at().wp.url + page), `${at().wp.url}/wp-json/`)
      await at().wp.php(`update_option('permalink_structure', '');`)
      const plain = await api(`${at().wp.url}/?p=1`)
      await at().wp.php(`update_option('permalink_structure', '/%year%/%postname%/');`)
      assert.match(String(plain), /rest_route=(?:\/|%2F)$/)
    })

    test('hears through an API without pretty addresses', async () => {
      await at().wp.php(`update_option('permalink_structure', '');`)
      try {
        const context = await at().people.connected('marta')
        const hear = await listening(context)
        const id = await at().people.comment('rosa', 1, `Plain ${randomUUID()}`)
        assert.deepEqual(idsOf(await hear()), ['post:1', `comment:${id}`])
      } finally {
        await at().wp.php(`update_option('permalink_structure', '/%year%/%postname%/');`)
      }
    })

    test('says what each role may hear and do', async () => {
      const keys = async (name: string) => {
        const { hears, says } = await wordpress.test(await at().people.connected(name))
        return [...hears, ...says].map(({ key }) => key.replace('wordpress.', ''))
      }
      const all = ['hears-posts', 'hears-comments']
      assert.deepEqual(await keys('marta'), [...all, 'hears-held', 'says-replies', 'says-moderates'])
      assert.deepEqual(await keys('pedro'), [...all, 'hears-held-own', 'says-replies'])
      assert.deepEqual(await keys('lucas'), [...all, 'hears-approved', 'says-replies'])
    })

    test('knows an administrator’s colleagues as ours', async () => {
      const { account } = await at().people.connected('rosa')
      const ours = ['rosa', 'marta', 'pedro'].map((name) => `${at().wp.url}/#user-${at().people.id(name)}`)
      assert.deepEqual(account?.ourIds.toSorted(), ours.toSorted())
    })

    test('says so when application passwords are off, and when the API is closed', async () => {
      const key = async () => (await failureOf(at().people.connected('marta')))?.words.key
      await at().wp.plugin(`add_filter('wp_is_application_passwords_available', '__return_false');`)
      assert.equal(await key(), 'wordpress.passwords-off')
      await at().wp.plugin(
        `add_filter('rest_authentication_errors', fn() => new WP_Error('rest_disabled', 'Closed', ['status' => 401]));`,
      )
      assert.equal(await key(), 'wordpress.api-off')
      await at().wp.plugin(`http_response_code(403); echo '<html><title>Blocked</title></html>'; exit;`)
      assert.equal(await key(), 'wordpress.not-found')
      await at().wp.plugin('')
      assert.equal(await key(), undefined)
    })

    test('asks to be connected again when the password is revoked', async () => {
      const context = await at().people.connected('pedro')
      const hear = await listening(context)
      await at().wp.php(`WP_Application_Passwords::delete_all_application_passwords(${at().people.id('pedro')});`)
      assert.equal((await failureOf(hear()))?.kind, 'reconnect')
      assert.equal((await failureOf(wordpress.test(context)))?.kind, 'reconnect')
    })
  })
}
