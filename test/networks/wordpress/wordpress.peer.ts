import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Context, Heard, HeardMessage, Spoken } from '../../../src/connectors/connector.ts'
import {
  connectorContract,
  drain,
  failureOf,
  idsOf,
  messageOf,
  type TestContext,
  testHttp,
} from '../../../src/connectors/contract.test-kit.ts'
import { wordpress } from '../../../src/connectors/wordpress/index.ts'
import type { Json } from '../../../src/lib/json.ts'
import { type People, peopleOf } from './people.ts'
import { startWordPress, type WordPress } from './start.ts'

const { newest, history, moderate, speak, surroundings } = wordpress
assert.ok(newest && history && moderate && speak?.find && surroundings)
const { approve, hold, spam, trash } = moderate
assert.ok(approve && hold && spam && trash)
const { find } = speak

let wp: WordPress
let people: People
let marta: TestContext

/** A listener that remembers where it was, as a channel does. */
function listener(context: Context) {
  let cursor: Json | undefined
  return async (): Promise<Heard[]> => {
    const read = await drain((at) => newest(context, at), cursor)
    cursor = read.cursor
    return read.heard
  }
}

/** The listener after its first look. */
async function listening(context: Context) {
  const hear = listener(context)
  assert.deepEqual(await hear(), [], 'nothing that was there before is new')
  return hear
}

const later = (context: TestContext, ms: number): TestContext => ({
  ...context,
  now: () => new Date(Date.now() + ms),
})

const answerTo = ({ externalId, author, ...message }: HeardMessage, text: string): Spoken => ({
  text,
  key: randomUUID(),
  decidedAt: new Date(),
  inReplyTo: {
    externalId,
    author,
    visibility: message.visibility,
    rootExternalId: message.rootExternalId,
    mentions: [],
    language: undefined,
    replyKey: message.replyKey,
  },
})

const deletionsIn = (heard: Heard[]) => heard.flatMap((one) => (one.kind === 'deletion' ? [one.externalId] : []))
const htmlOf = ({ body }: HeardMessage) => ('html' in body ? body.html : body.text)

before(async () => {
  wp = await startWordPress()
  people = peopleOf(wp)
  marta = await people.connected('marta')
})
after(() => wp?.stop())

connectorContract(wordpress, async () => {
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

describe('connecting', () => {
  test('finds the API from any page, with and without pretty addresses', async () => {
    const api = async (site: string) => (await people.connected('marta', { settings: { site } })).account?.facts?.api
    for (const page of [
      '',
      '/2026/hello-world/',
      '/wp-admin/',
      '/wp-login.php',
      '/nothing/here',
      '/wp-json/wp/v2/posts',
    ])
      assert.equal(await api(wp.url + page), `${wp.url}/wp-json/`)
    await wp.php(`update_option('permalink_structure', '');`)
    const plain = await api(`${wp.url}/?p=1`)
    await wp.php(`update_option('permalink_structure', '/%year%/%postname%/');`)
    assert.match(String(plain), /rest_route=(?:\/|%2F)$/)
  })

  test('hears through an API without pretty addresses', async () => {
    await wp.php(`update_option('permalink_structure', '');`)
    try {
      const context = await people.connected('marta')
      const hear = await listening(context)
      const id = await people.comment('rosa', 1, `Plain ${randomUUID()}`)
      assert.deepEqual(idsOf(await hear()), ['post:1', `comment:${id}`])
    } finally {
      await wp.php(`update_option('permalink_structure', '/%year%/%postname%/');`)
    }
  })

  test('says what each role may hear and do', async () => {
    const keys = async (name: string) => {
      const { hears, says } = await wordpress.test(await people.connected(name))
      return [...hears, ...says].map(({ key }) => key.replace('wordpress.', ''))
    }
    const all = ['hears-posts', 'hears-comments']
    assert.deepEqual(await keys('marta'), [...all, 'hears-held', 'says-replies', 'says-moderates'])
    assert.deepEqual(await keys('pedro'), [...all, 'hears-held-own', 'says-replies'])
    assert.deepEqual(await keys('lucas'), [...all, 'hears-approved', 'says-replies'])
  })

  test('knows an administrator’s colleagues as ours', async () => {
    const { account } = await people.connected('rosa')
    const ours = ['rosa', 'marta', 'pedro'].map((name) => `${wp.url}/#user-${people.id(name)}`)
    assert.deepEqual(account?.ourIds.toSorted(), ours.toSorted())
  })

  test('says so when application passwords are off, and when the API is closed', async () => {
    const key = async () => (await failureOf(people.connected('marta')))?.words.key
    await wp.plugin(`add_filter('wp_is_application_passwords_available', '__return_false');`)
    assert.equal(await key(), 'wordpress.passwords-off')
    await wp.plugin(
      `add_filter('rest_authentication_errors', fn() => new WP_Error('rest_disabled', 'Closed', ['status' => 401]));`,
    )
    assert.equal(await key(), 'wordpress.api-off')
    await wp.plugin(`http_response_code(403); echo '<html><title>Blocked</title></html>'; exit;`)
    assert.equal(await key(), 'wordpress.not-found')
    await wp.plugin('')
    assert.equal(await key(), undefined)
  })

  test('asks to be connected again when the password is revoked', async () => {
    const context = await people.connected('pedro')
    const hear = await listening(context)
    await wp.php(`WP_Application_Passwords::delete_all_application_passwords(${people.id('pedro')});`)
    assert.equal((await failureOf(hear()))?.kind, 'reconnect')
    assert.equal((await failureOf(wordpress.test(context)))?.kind, 'reconnect')
  })
})

describe('hearing', () => {
  test('hears a post with its picture, its author and its words', async () => {
    const hear = await listening(marta)
    const id = await people.post('rosa', 'Tom &amp; Ana’s <em>día</em>')
    await wp.php(
      `require_once ABSPATH . 'wp-admin/includes/image.php'; $png = base64_decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='); $up = wp_upload_bits('dot.png', null, $png); $at = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'dot'], $up['file']); update_post_meta($at, '_wp_attachment_image_alt', 'A dot'); set_post_thumbnail(${id}, $at);`,
    )
    const message = messageOf(await hear(), `post:${id}`)
    assert.equal(message.subject, 'Tom & Ana’s día')
    assert.equal(message.author.externalId, `${wp.url}/#user-${people.id('rosa')}`)
    assert.equal(message.author.handle, `rosa@${new URL(wp.url).host}`)
    const [picture] = message.media
    assert.deepEqual({ ...picture, url: '' }, { kind: 'image', url: '', alt: 'A dot', mime: 'image/png' })
    assert.match(picture?.url ?? '', /dot.*\.png$/)
  })

  test('hears a thread: whose answer to what, under which post', async () => {
    const post = await people.post('rosa', 'A thread')
    const hear = await listening(marta)
    const first = await people.comment('rosa', post, 'First')
    const second = await people.comment('marta', post, 'Second', { parent: first })
    const heard = await hear()
    const root = messageOf(heard, `post:${post}`)
    assert.equal(root.concernsUs, false)
    const said = messageOf(heard, `comment:${second}`)
    assert.deepEqual([said.parentExternalId, said.rootExternalId], [`comment:${first}`, `post:${post}`])
    assert.equal(messageOf(heard, `comment:${first}`).parentExternalId, `post:${post}`)
    assert.ok(marta.account?.ourIds.includes(said.author.externalId), 'what we say in WordPress itself is ours')
    const around = idsOf(await surroundings(marta, `comment:${first}`))
    assert.deepEqual(around, [`post:${post}`, `comment:${first}`, `comment:${second}`])
  })

  test('hears people without an account, held or not, and knows them again', async () => {
    const post = await people.post('rosa', 'For everybody')
    const hear = await listening(marta)
    const form = async (comment: string, ip: string) => {
      const body = new URLSearchParams({
        comment_post_ID: String(post),
        author: 'Tom & Ana',
        email: 'Tom@Test.invalid',
        comment,
      })
      await wp.plugin(`$_SERVER['REMOTE_ADDR'] = '${ip}'; add_filter('comment_flood_filter', '__return_false', 99);`)
      const answer = await fetch(`${wp.url}/wp-comments-post.php`, { method: 'POST', body, redirect: 'manual' })
      assert.equal(answer.status, 302)
    }
    await form('Hello from outside', '10.0.0.1')
    await wp.php(`update_option('comment_moderation', 1);`)
    await form('Hello, held', '10.0.0.2')
    await wp.php(`update_option('comment_moderation', 0);`)
    await wp.plugin('')
    const [, one, two] = (await hear()).flatMap((it) => (it.kind === 'message' ? [it.message] : []))
    assert.deepEqual([one?.moderation, two?.moderation], ['approved', 'held'])
    assert.equal(one?.author.name, 'Tom & Ana')
    assert.equal(one?.author.externalId, two?.author.externalId)
    assert.match(one?.author.externalId ?? '', /#mail-[0-9a-f]{32}$/)
    assert.doesNotMatch(JSON.stringify([one, two]), /test\.invalid/i, 'the address itself is kept nowhere')
  })

  test('notices edits, states and deletions of comments', async () => {
    const post = await people.post('rosa', 'Changes')
    const ids = [await people.comment('rosa', post, 'One'), await people.comment('rosa', post, 'Two')]
    const hear = await listening(marta)
    const route = `comments/${ids[0]}`
    await people.change('rosa', route, { content: 'One, better' })
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
      await people.change('rosa', route, { status: status ?? '' })
      const message = messageOf(await hear(), `comment:${ids[0]}`)
      assert.deepEqual([message.moderation, message.editedAt], [state, undefined])
      assert.deepEqual(await hear(), [], 'once')
    }
    await people.erase('rosa', `comments/${ids[1]}`)
    assert.deepEqual(deletionsIn(await hear()), [`comment:${ids[1]}`])
  })

  test('notices when the trash is emptied', async () => {
    const post = await people.post('rosa', 'The trash')
    const id = await people.comment('rosa', post, 'To be forgotten')
    let cursor = (await drain((at) => newest(marta, at), undefined)).cursor
    const hear = async (context: Context) => {
      const read = await drain((at) => newest(context, at), cursor)
      cursor = read.cursor
      return read.heard
    }
    await hear(marta)
    await people.change('rosa', `comments/${id}`, { status: 'trash' })
    assert.equal(messageOf(await hear(marta), `comment:${id}`).moderation, 'trash')
    await people.erase('rosa', `comments/${id}`)
    assert.deepEqual(deletionsIn(await hear(later(marta, 3_700_000))), [`comment:${id}`])
  })

  test('notices changes of posts, planned ones, and what is taken away', async () => {
    const old = await people.post('rosa', 'An old post', { date: '2020-01-01T10:00:00' })
    const draft = await people.post('rosa', 'Planned', { status: 'draft' })
    const hear = await listening(marta)
    await people.change('rosa', `posts/${old}`, { title: 'An old post, renewed' })
    const renewed = messageOf(await hear(), `post:${old}`)
    assert.equal(renewed.subject, 'An old post, renewed')
    assert.ok(renewed.editedAt && Date.now() - renewed.editedAt.getTime() < 60_000)
    // Planned posts appear without being modified: only their date has come.
    await wp.php(
      `global $wpdb; $wpdb->update($wpdb->posts, ['post_status' => 'publish', 'post_date' => current_time('mysql'), 'post_date_gmt' => current_time('mysql', true), 'post_modified' => '2020-02-02 02:02:02', 'post_modified_gmt' => '2020-02-02 01:02:02'], ['ID' => ${draft}]); clean_post_cache(${draft});`,
    )
    assert.deepEqual(idsOf(await hear()), [`post:${draft}`])
    await people.change('rosa', `posts/${draft}`, { status: 'draft' })
    assert.deepEqual(await hear(), [], 'taken back to be worked on is not deleted')
    await people.change('rosa', `posts/${draft}`, { status: 'publish' })
    assert.deepEqual(idsOf(await hear()), [`post:${draft}`])
    await people.call('rosa', 'DELETE', `posts/${old}`)
    assert.deepEqual(deletionsIn(await hear()), [`post:${old}`])
    assert.deepEqual(await hear(), [])
  })

  test('hears what is said under a page, and what becomes of it when its post goes to the trash', async () => {
    const page = Number(
      await wp.php(
        `echo wp_insert_post(['post_type' => 'page', 'post_title' => 'About us', 'post_content' => 'We.', 'post_status' => 'publish', 'comment_status' => 'open']);`,
      ),
    )
    const hear = await listening(marta)
    const id = await people.comment('rosa', page, 'Under a page')
    const heard = await hear()
    assert.equal(messageOf(heard, `post:${page}`).subject, 'About us')
    assert.equal(messageOf(heard, `comment:${id}`).rootExternalId, `post:${page}`)
    await wp.php(`wp_trash_post(${page});`)
    assert.equal(messageOf(await hear(), `comment:${id}`).moderation, 'trash')
  })

  test('hears only what everybody may see when it may not moderate', async () => {
    const post = await people.post('rosa', 'As a reader')
    const hear = await listening(await people.connected('lucas'))
    const seen = await people.comment('rosa', post, 'Seen')
    const held = await people.comment('rosa', post, 'Held')
    await people.change('rosa', `comments/${held}`, { status: 'hold' })
    assert.deepEqual(idsOf(await hear()), [`post:${post}`, `comment:${seen}`])
    await people.change('rosa', `comments/${held}`, { status: 'approved' })
    assert.deepEqual(idsOf(await hear()), [`comment:${held}`], 'approved late, heard all the same')
    await people.change('rosa', `comments/${seen}`, { status: 'spam' })
    assert.deepEqual(deletionsIn(await hear()), [`comment:${seen}`])
  })

  test('misses none of many with the same time, over pages, while some are deleted', async () => {
    const post = await people.post('rosa', 'A crowd')
    const context = marta
    const first = await drain((at) => newest(context, at), undefined)
    const make = (from: number, to: number) =>
      `foreach (range(${from}, ${to}) as $n) echo wp_insert_comment(['comment_post_ID' => ${post}, 'comment_author' => "P$n", 'comment_author_email' => "p$n@test.invalid", 'comment_content' => "Number $n", 'comment_date' => '2026-01-01 12:00:00', 'comment_date_gmt' => '2026-01-01 11:00:00', 'comment_approved' => 1]), ' ';`
    const ids = (await wp.php(make(1, 430))).trim().split(' ').map(Number)
    // While the walk goes down, the newest twenty go, which pulls all the others up.
    let deleted = false
    const heard: Heard[] = []
    const read = async (at: Json | undefined) => {
      const batch = await newest(context, at)
      heard.push(...batch.heard)
      if (!deleted) await wp.php(`foreach ([${ids.slice(-20)}] as $id) wp_delete_comment($id, true);`)
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
    const next = await drain((at) => newest(context, at), after.cursor)
    assert.deepEqual(deletionsIn(next.heard).length, 20)
    const past = await drain((at) => history(context, at, new Date('2026-01-01')), undefined)
    const kept = ids.slice(0, -20).map((id) => `comment:${id}`)
    assert.deepEqual(
      kept.filter((id) => !idsOf(past.heard).includes(id)),
      [],
    )
    assert.equal(new Set(idsOf(past.heard)).size, idsOf(past.heard).length, 'history tells each once')
  })
})

describe('speaking', () => {
  const heardComment = async (text: string, context: Context = marta) => {
    const post = await people.post('rosa', `About ${text}`)
    const hear = await listening(context)
    const id = await people.comment('rosa', post, text)
    return { post, message: messageOf(await hear(), `comment:${id}`) }
  }

  test('says it under the comment it answers, as it was typed', async () => {
    const { post, message } = await heardComment('A question')
    const text = 'Hola, Lucas:\n1 < 2 && "3" > 2 <script>alert(1)</script> ¿vale? ☕\n\nhttps://example.org/a?b=1&c=2'
    const said = await speak.send(marta, answerTo(message, text))
    const page = await (await fetch(said.url ?? '')).text()
    assert.match(page, /1 &lt; 2 &amp;&amp;|1 &lt; 2 &#038;&#038;/)
    assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt; ¿vale\? ☕/)
    assert.match(page, /Hola, Lucas:<br/)
    const around = await surroundings(marta, said.externalId)
    const there = messageOf(around, said.externalId)
    assert.deepEqual([there.parentExternalId, there.rootExternalId], [message.externalId, `post:${post}`])
    assert.equal(there.saidAt.getTime(), said.saidAt.getTime())
    const under = await speak.send(marta, answerTo(messageOf(around, `post:${post}`), 'And to all of you: thanks'))
    assert.equal(
      messageOf(await surroundings(marta, under.externalId), under.externalId).parentExternalId,
      `post:${post}`,
    )
  })

  for (const name of ['marta', 'lucas'])
    test(`a lost answer does not make ${name} say it twice`, async () => {
      await wp.plugin(`add_filter('comment_flood_filter', '__return_false', 99);`)
      const context = await people.connected(name)
      const { message } = await heardComment(`Asked of ${name}`, context)
      const reply = answerTo(message, `Once, “certainly” -- said ${name} :) ${randomUUID()}`)
      assert.equal(await find.call(speak, context, reply), 'absent')
      const http = testHttp()
      const losing = {
        ...context,
        http: {
          ...http,
          request: async (...asked: Parameters<typeof http.request>) => {
            const answer = await http.request(...asked)
            if (asked[1]?.method === 'POST') throw new Error('the line went dead')
            return answer
          },
        },
      }
      await assert.rejects(speak.send(losing, reply), /the line went dead/)
      const found = await find.call(speak, context, reply)
      assert.ok(typeof found === 'object')
      const again = await speak.send(context, reply)
      assert.deepEqual(again, found)
      assert.equal(await people.standing(reply.text), 1)
      await wp.plugin('')
      const repeated = await failureOf(
        speak.send(context, { ...reply, key: randomUUID(), decidedAt: new Date(Date.now() + 600_000) }),
      )
      assert.equal(repeated?.words.key, 'wordpress.said-before')
    })

  test('waits as long as WordPress asks, and then says it', { timeout: 60_000 }, async () => {
    const context = await people.connected('ana')
    const { message } = await heardComment('Twice in a hurry', context)
    await speak.send(context, answerTo(message, `First ${randomUUID()}`))
    const second = answerTo(message, `Second ${randomUUID()}`)
    const failure = await failureOf(speak.send(context, second))
    assert.equal(failure?.kind, 'rate-limited')
    const waitMs = (failure?.until?.getTime() ?? 0) - Date.now()
    assert.ok(waitMs > 10_000 && waitMs <= 15_000)
    await pause(waitMs + 500)
    assert.equal(await people.standing(second.text), 0)
    await speak.send(context, second)
    assert.equal(await people.standing(second.text), 1)
  })

  test('waits when something before WordPress answers 429', async () => {
    await wp.plugin(`http_response_code(429); header('Retry-After: 120'); echo '<html>Slow down</html>'; exit;`)
    const failure = await failureOf(newest(marta, undefined))
    await wp.plugin('')
    assert.equal(failure?.kind, 'rate-limited')
    assert.ok(Math.abs((failure?.until?.getTime() ?? 0) - Date.now() - 120_000) < 5_000)
  })

  test('says why when it cannot be said', async () => {
    const { post, message } = await heardComment('Going')
    const key = async (text = 'Late') => {
      const failure = await failureOf(speak.send(marta, answerTo(message, text)))
      return [failure?.kind, failure?.words.key]
    }
    assert.deepEqual(await key('<'.repeat(30_000)), ['invalid', 'wordpress.too-long'])
    await people.change('rosa', `posts/${post}`, { comment_status: 'closed' })
    assert.deepEqual(await key(), ['invalid', 'wordpress.comments-closed'])
    await people.change('rosa', `posts/${post}`, { comment_status: 'open' })
    await people.erase('rosa', `comments/${message.externalId.replace('comment:', '')}`)
    assert.deepEqual(await key(), ['gone', 'wordpress.gone'])
  })
})

describe('moderating', () => {
  test('does each deed, twice without harm, and hears it', async () => {
    const post = await people.post('rosa', 'Moderation')
    const id = `comment:${await people.comment('rosa', post, 'To be moved about')}`
    const hear = await listening(marta)
    for (const [deed, state] of [
      [hold, 'held'],
      [approve, 'approved'],
      [spam, 'spam'],
      [approve, 'approved'],
      [trash, 'trash'],
      [approve, 'approved'],
    ] as const) {
      await deed(marta, id)
      await deed(marta, id)
      assert.equal(messageOf(await hear(), id).moderation, state)
    }
    assert.deepEqual(await hear(), [])
  })

  test('refuses in words', async () => {
    const post = await people.post('rosa', 'No rights')
    const id = `comment:${await people.comment('rosa', post, 'Not yours to move')}`
    const lucas = await people.connected('lucas')
    assert.equal((await failureOf(spam(lucas, id)))?.words.key, 'wordpress.not-allowed')
    assert.equal((await failureOf(spam(marta, 'comment:999999')))?.kind, 'gone')
    assert.equal((await failureOf(spam(marta, `post:${post}`)))?.words.key, 'wordpress.only-comments')
  })
})

describe('a site that misbehaves', () => {
  test('is read through warnings, a byte order mark and missing totals', async () => {
    const hear = await listening(marta)
    await wp.plugin(
      `add_filter('rest_pre_serve_request', function ($served) { header_remove('X-WP-Total'); echo "\\xEF\\xBB\\xBF<br />\\n<b>Warning</b>: Undefined array key \\"a[0]\\" in <b>/x.php</b> on line <b>3</b><br />\\n"; return $served; });`,
    )
    const id = await people.post('rosa', 'Through the noise').catch(() => 0)
    assert.equal(id, 0, 'the noise is there')
    assert.equal((await hear()).length, 1)
    await wp.plugin('')
  })

  test('is waited for when it answers pages, and its odd rows are shown', async () => {
    const hear = await listening(marta)
    await wp.plugin(
      `if (str_contains($_SERVER['REQUEST_URI'], 'wp-json')) { echo '<!doctype html><title>Back soon</title>'; exit; }`,
    )
    assert.equal((await failureOf(hear()))?.words.key, 'wordpress.not-data')
    await wp.plugin(
      `add_filter('rest_prepare_comment', function ($r) { $d = $r->get_data(); if (($d['author_name'] ?? '') === 'Rosa odd') $d['date_gmt'] = ['never']; $r->set_data($d); return $r; });`,
    )
    const odd = await people.comment('rosa', 1, `Odd ${randomUUID()}`, { author_name: 'Rosa odd' })
    const [refusal] = (await hear()).filter((one) => one.kind === 'refused')
    assert.equal(refusal?.externalId, `comment:${odd}`)
    assert.deepEqual(await hear(), [], 'shown once')
    await wp.plugin('')
    assert.deepEqual(idsOf(await hear()), ['post:1', `comment:${odd}`], 'heard when it is whole')
  })
})
