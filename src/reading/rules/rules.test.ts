import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tokens } from '../text/tokens.ts'
import { findCues } from './index.ts'
import { cueNames } from './names.ts'
import { ruleWords } from './words.ts'

test('every cue has its words, and no words are of none', () => {
  assert.deepEqual(
    Object.keys(ruleWords.en)
      .map((key) => key.replace('reading.cue.', ''))
      .sort(),
    cueNames,
  )
})

const piece = fc.oneof(
  fc.constantFrom(
    ...'no me funciona muy bien , pero . ¿ ? ! gracias por nada quiero comprar hace 3 días " 😡 :( not very good thanks ever'.split(
      ' ',
    ),
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

test('cues stand within the message, have known names and strengths from 0 to 1, and are the same twice', () => {
  const language = fc.constantFrom('es', 'en', 'pt', 'fr', 'it', 'de', 'ca', 'und', 'zh', 'constructor')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), language, (pieces, language) => {
      const read = tokens(pieces.join(' '))
      const cues = findCues(read, language)
      for (const { name, from, to, strength } of cues) {
        assert.ok(cueNames.includes(name), name)
        assert.ok(from >= 0 && from <= to && to <= read.length, name)
        assert.ok(strength >= 0 && strength <= 1, `${name} ${strength}`)
      }
      assert.deepEqual(findCues(read, language), cues)
    }),
    { numRuns: 500 },
  )
})

test('the time grows as the message does, whatever is repeated', () => {
  for (const text of [
    'no ',
    'me ',
    'gracias por ',
    'muy ',
    'no me funciona y ',
    '" ',
    '? ',
    '😡',
    'hace 3 días que ',
    'pero ',
    'not ',
    'never ',
  ])
    for (const language of ['es', 'en']) {
      const read = tokens(text.repeat(20_000))
      const start = process.cpuUsage().user
      assert.ok(findCues(read, language).length < 400)
      assert.ok(process.cpuUsage().user - start < 1_500_000, text)
    }
})
