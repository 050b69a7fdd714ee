import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tokens } from '../text/tokens.ts'
import { abuseWords, findAbuseCues } from './index.ts'

const names = (text: string, language: string) => findAbuseCues(tokens(text), language).map(({ name }) => name)

test('each label has its signs, and what looks like it has others', () => {
  for (const [language, text, cue] of [
    ['es', 'Fuera los marroquíes de nuestro barrio', 'group-expelled'],
    ['es', 'No odio a los gitanos, al revés', 'hate-negated'],
    ['es', 'Os voy a quemar el local', 'threat-announced'],
    ['es', 'Os voy a denunciar a consumo', 'legal-step'],
    ['es', 'Sois unos inútiles', 'insult-at-you'],
    ['es', 'Qué concierto de puta madre', 'swear-as-praise'],
    ['es', 'El puto router otra vez', 'swear-at-thing'],
    ['en', 'Immigrants are vermin', 'group-dehumanised'],
    ['en', 'Telling people that immigrants are vermin is racist', 'hate-condemned'],
    ['en', "I'm going to break your legs", 'threat-announced'],
    ['en', 'How do I kill the process', 'figure-of-speech'],
    ['en', 'You are a bunch of idiots', 'insult-at-you'],
    ['en', 'Another fucking update', 'swear-at-thing'],
  ] as const)
    assert.ok(names(text, language).includes(cue), `${text}: ${names(text, language)}`)
})

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
    { numRuns: 150 },
  )
})
