import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseExamples } from '../examples/parse.ts'
import { tokens } from '../text/tokens.ts'
import { abuseWords, findAbuseCues } from './index.ts'

test('any text is read, the same twice, with cues that lie within it and have words', () => {
  const piece = fc.constantFrom(
    'puta',
    'f**k',
    'los',
    'moros',
    'kill',
    'you',
    '#FueraTodos',
    'p u t a',
    '“',
    '!',
    '@x',
    '🐀',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 }), (parts) => {
      const all = tokens(parts.join(' '))
      for (const language of ['es', 'en', 'pt']) {
        const cues = findAbuseCues(all, language)
        assert.deepEqual(findAbuseCues(all, language), cues)
        for (const { name, from, to, strength } of cues) {
          assert.ok(from >= 0 && from < to && to <= all.length && strength > 0 && strength <= 1)
          assert.ok(`reading.cue.${name}` in abuseWords.es, name)
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('a long and hostile message is read in no time', () => {
  for (const piece of [
    'puta ',
    'p u t a ',
    'a.b.',
    '*',
    'f**k off you ',
    'los moros son una plaga ',
    'kill ',
    '#aaaaaaaaaaaaaaaa',
    '“',
  ]) {
    const all = tokens(piece.repeat(20_000 / piece.length))
    const begin = performance.now()
    findAbuseCues(all, 'es')
    findAbuseCues(all, 'en')
    assert.ok(performance.now() - begin < 1000, piece)
  }
})

test('every sign can be told in words, in both languages', () => {
  const folder = join(import.meta.dirname, '../examples')
  for (const file of readdirSync(folder).filter((name) => name.startsWith('training-')))
    for (const { text } of parseExamples(readFileSync(join(folder, file), 'utf8')))
      for (const { name } of findAbuseCues(tokens(text), file.slice(9, 11)))
        assert.ok(`reading.cue.${name}` in abuseWords.en, name)
  const keys = Object.keys(abuseWords.en)
  assert.deepEqual(Object.keys(abuseWords.es).sort(), keys.sort())
  for (const words of [...Object.values(abuseWords.en), ...Object.values(abuseWords.es)])
    assert.match(words, /\{words\}/)
})
