import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { root } from '../../core/root.ts'
import { matches } from './matches.ts'
import { parseQuery } from './parse.ts'
import { toDocument } from './to-document.ts'

const named = (name: string) => ({ id: name, name })
const known = {
  networks: ['mastodon'],
  channels: [named('Our blog'), named('Nuestro blog')],
  topics: [named('Deliveries'), named('Envíos')],
}

for (const path of ['docs/queries.md', 'docs/es/queries.md'])
  describe(path, () => {
    const guide = readFileSync(join(root, path), 'utf8')

    /** The lines of the blocks of one kind. */
    const lines = (kind: string): string[] =>
      [...guide.matchAll(new RegExp(`^\`\`\`${kind}\n([^\`]*)^\`\`\``, 'gm'))].flatMap(([, block = '']) =>
        block.trim().split('\n'),
      )

    const rows = guide
      .split('\n')
      .filter((line) => line.startsWith('| ') && line.includes('`'))
      .map((line) => line.split(' | '))

    test('has examples of each kind', () => {
      for (const kind of ['query', 'mistake', 'warning']) assert.ok(lines(kind).length > 5, kind)
      assert.ok(rows.length > 30)
    })

    test('its queries are understood', () => {
      for (const text of lines('query')) assert.ok('query' in parseQuery(text, known), text)
      for (const [cell = ''] of rows)
        for (const [, text = ''] of cell.matchAll(/`([^`]+)`/g)) assert.ok('query' in parseQuery(text, known), text)
    })

    test('its mistakes are mistakes with a way out, and what it warns about is warned about', () => {
      for (const text of lines('mistake')) {
        const parsed = parseQuery(text, known)
        assert.ok('mistakes' in parsed && parsed.mistakes.every(({ mends }) => mends.length > 0), text)
      }
      for (const text of lines('warning')) {
        const parsed = parseQuery(text, known)
        assert.ok('query' in parsed && parsed.warnings.length > 0, text)
      }
    })

    test('its queries find what it says they find, and not what it says they do not', () => {
      let tried = 0
      for (const [first = '', found = '', missed = '', more] of rows) {
        const query = parseQuery(/`([^`]+)`/.exec(first)?.[1] ?? '', known)
        assert.ok('query' in query && more === undefined, first)
        for (const [cell, isFound] of [[found, true] as const, [missed, false] as const])
          for (const [, text = ''] of cell.matchAll(/[“«]([^”»]+)[”»]/g)) {
            const document = toDocument({ text, network: 'forum', channel: 'w1' })
            assert.equal(matches(query.query, document), isFound, `${first}: ${text}`)
            tried += 1
          }
      }
      assert.ok(tried > 50, `${tried} texts`)
    })
  })
