import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Colleague, clearNameOf, namedIn } from './named-in.ts'

const one = (name: string, email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`): Colleague => ({
  id: email,
  name,
  email,
})
const [ruiz, gil, ines, jose] = [one('Marta Ruiz'), one('Marta Gil'), one('Inés de la O'), one('José María Ñandú')]
const team = [ruiz, gil, ines, jose, one('Nico')]

const named = (text: string, all = team) => namedIn(text, all).named.map(({ user, written }) => [user.name, written])
const unclear = (text: string, all = team) =>
  namedIn(text, all).unclear.map(({ written, among }) => [written, ...among.map((user) => user.name)])

test('who is named by their whole name or its beginning, whatever capitals, accents and what follows', () => {
  assert.deepEqual(named('@Marta Ruiz, ¿lo miras?'), [['Marta Ruiz', '@Marta Ruiz']])
  assert.deepEqual(named('Mira, @INES.'), [['Inés de la O', '@INES']])
  assert.deepEqual(named('(@jose maria nandu) y @nico'), [
    ['José María Ñandú', '@jose maria nandu'],
    ['Nico', '@nico'],
  ])
  assert.deepEqual(named('@inés de la O y @inés de la misma'), [
    ['Inés de la O', '@inés de la O'],
    ['Inés de la O', '@inés de la'],
  ])
  assert.deepEqual(named('@marta  gil'), [['Marta Gil', '@marta  gil']])
})

test('an address is no name, nor is a word that only begins like one, nor a name on the next line', () => {
  assert.deepEqual(named('nico@nico.es o @nicolas, @ nico, @lucas'), [])
  assert.deepEqual([named('@marta\nruiz'), unclear('@marta\nruiz')], [[], [['@marta', 'Marta Ruiz', 'Marta Gil']]])
})

test('an address of the web or a handle elsewhere names nobody, nor leaves it unclear who is meant', () => {
  const texts = [
    'https://mastodon.social/@marta',
    'youtube.com/@nico',
    '@lucas@mastodon.social',
    '@nico@mastodon.social, @nico.@mastodon.social',
    '@marta ruiz@mastodon.social',
    'https://x.example/@nico@mastodon.social',
    'acct:@nico',
    '@nico_2 @nico2 @nico-san',
  ]
  for (const text of texts) assert.deepEqual([named(text), unclear(text)], [[], []], text)
  assert.deepEqual(named('@nico: ¿@nico? «@nico»… (@nico)/"@nico"'), [['Nico', '@nico']])
  assert.deepEqual(named('https://x.example/@nico lo pide, @Nico'), [['Nico', '@Nico']])
})

test('of two called so it must be said which; whoever is called exactly so is meant', () => {
  assert.deepEqual(unclear('@marta, mira'), [['@marta', 'Marta Ruiz', 'Marta Gil']])
  assert.deepEqual(named('@marta, mira', [...team, one('Marta')]), [['Marta', '@marta']])
  const twins = [one('Ana Gil', 'ana@example.org'), one('ana gil', 'ana.gil@example.org')]
  assert.equal(unclear('@Ana Gil', twins).length, 1)
  const names = twins.map((user) => clearNameOf(user, twins))
  assert.deepEqual(names, ['@ana@example.org', '@ana.gil@example.org'])
  assert.deepEqual(named(`Para ${names[1]}.`, twins), [['ana gil', '@ana.gil@example.org']])
})

test('what is found stands in the text, and any text is read in time', () => {
  const piece = fc.constantFrom('@', 'marta', 'Ruiz', 'inés', 'de la', ' ', '.', '\n', 'nico@', 'ñ', '@nico')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      return namedIn(text, team).named.every(({ written }) => text.includes(written) && written.length > 1)
    }),
  )
  const many = Array.from({ length: 500 }, (_, at) => one(`Marta ${at}`))
  const began = performance.now()
  namedIn('@marta '.repeat(2_800), many)
  assert.ok(performance.now() - began < 500)
})
