import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Groups, groupsOf, textOf } from './builder.ts'
import { parseQuery } from './parse.ts'
import { queries } from './query.test-kit.ts'
import { writeQuery } from './write.ts'

const none: Groups = { all: [], any: [], none: [], near: [], only: {}, without: {} }
const groups = (text: string): Groups | undefined => {
  const parsed = parseQuery(text)
  assert.ok('query' in parsed, text)
  return groupsOf(parsed.query)
}

test('what is in the boxes is what is looked for, several words as a phrase', () => {
  const filled: Groups = {
    all: ['iberia', ' no funciona ', ''],
    any: ['app', '#IberiaApp', 'fall*', 'pan O vino'],
    none: ['sorteo', 'oferta de empleo'],
    near: [
      { left: ['maleta', 'equipaje'], right: ['perdid*'], distance: 5 },
      { left: ['vuelo'], right: [' '], distance: 5 },
    ],
    only: { lang: ['español', 'en'], intent: ['queja'], from: ['Ana Gómez'], followers: ['>1000'], site: [] },
    without: { is: ['mine'], network: ['mastodon'] },
  }
  assert.equal(
    textOf(filled),
    [
      'iberia AND "no funciona" AND (app OR #iberiaapp OR fall* OR "pan o vino")',
      '(maleta OR equipaje) NEAR/5 perdid*',
      'from:"ana gomez" AND followers:>=1001 AND (lang:es OR lang:en) AND intent:complaint',
      '-sorteo AND -"oferta de empleo" AND -network:mastodon AND -is:mine',
    ].join(' AND '),
  )
  assert.equal(textOf(none), '')
})

test('operators and quotation marks in a box are words, and a mistake in one stays to be shown', () => {
  assert.equal(textOf({ ...none, all: ['AND', 'no "va" bien', '(nada'] }), 'and AND "no va bien" AND nada')
  const parsed = parseQuery(textOf({ ...none, all: ['wifi'], only: { urgency: ['9'] } }))
  assert.ok('mistakes' in parsed && parsed.mistakes[0]?.words.key === 'query.mistake.value')
  assert.ok('mistakes' in parseQuery(textOf({ ...none, all: ['...'] })))
})

test('a query that the boxes can say is put into them', () => {
  assert.deepEqual(
    groups('wifi "no va" (red OR app) -sorteo -(a1 OR "b c") -is:mine lang:es (intent:complaint OR intent:question)'),
    {
      all: ['wifi', '"no va"'],
      any: ['red', 'app'],
      none: ['sorteo', 'a1', '"b c"'],
      near: [],
      only: { lang: ['es'], intent: ['complaint', 'question'] },
      without: { is: ['mine'] },
    },
  )
})

test('a query that they cannot say is left as text', () => {
  for (const text of [
    '(a1 b1) OR c1',
    '(a1 OR b1) (c1 OR d1)',
    'wifi OR lang:es',
    '-(a1 NEAR/3 b1)',
    'has:link has:image',
    '-(a1 b1)',
  ])
    assert.equal(groups(text), undefined, text)
})

test('from query to boxes to text, what is asked stays the same', () => {
  let said = 0
  fc.assert(
    fc.property(queries, (query) => {
      const boxes = groupsOf(query)
      if (!boxes) return
      said += 1
      const text = textOf(boxes)
      assert.equal(writeQuery(parsed(text)), text, 'the text is in its one form')
      assert.deepEqual(groupsOf(parsed(text)), boxes)
      assert.deepEqual(parts(text), parts(writeQuery(query)))
    }),
    { numRuns: 2_000 },
  )
  assert.ok(said > 500, `${said} of 2000`)
})

const parsed = (text: string) => {
  const answer = parseQuery(text)
  assert.ok('query' in answer, text)
  return answer.query
}

/** What must hold, without its order: none of several is each of them left out. */
const parts = (text: string): string[] => {
  const query = parsed(text)
  return (query.kind === 'and' ? query.of : [query])
    .flatMap((one) =>
      one.kind === 'not' && one.of.kind === 'or' ? one.of.of.map((of) => `-${writeQuery(of)}`) : [writeQuery(one)],
    )
    .sort()
}
