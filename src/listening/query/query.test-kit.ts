import fc, { type Arbitrary } from 'fast-check'
import type { Listened } from './document.ts'
import { allOf, anyOf, noneOf } from './make.ts'
import type { Fact, How, Phrase, Query, Spot, Term } from './query.ts'

/** Few words, so that a query and a text made apart often meet; some are beginnings of others, and some fold alike. */
const spoken = [
  ...['no', 'el', 'la', 'que', 'muy', 'iberia', 'Iberia', 'falla', 'fallan', 'fallo', 'avería', 'averia', 'AVERÍA'],
  ...[
    'pésimo',
    'servicio',
    'año',
    'ano',
    'España',
    'gracias',
    'graaacias',
    'holaaaa',
    'hola',
    'goooool',
    'coooool',
    'cool',
  ],
  ...[
    'the',
    'broken',
    'support',
    "don't",
    'e-mail',
    'раypal',
    'ｆａｌｌａ',
    'fal\u200bla',
    'XVIII',
    '1000',
    '3,50',
    'AAA',
    '你好',
  ],
]
const signs = ['😡', '😡😡', '👍🏽', '👍', '🤷‍♀️', '🇪🇸', '👨‍👩‍👧', ':)', '...', ',', '¡', '?', '-', '\n', '—', '"', '(']
const named = [
  '#falla',
  '#Iberia',
  '#AtenciónAlCliente',
  '#todo_mal',
  '@iberia',
  '@Iberia',
  '@ana@mstdn.example',
  '@falla.bsky.social',
]
const addresses = [
  'https://iberia.example/ofertas',
  'www.falla.example',
  'https://Tienda.iberia.example/Ofertas/hoy?a=1',
  'http://',
]

/** A text as people write it in Spanish or English, or worse. */
export const texts: Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...spoken) },
        { weight: 2, arbitrary: fc.constantFrom(...signs) },
        { weight: 2, arbitrary: fc.constantFrom(...named) },
        { weight: 1, arbitrary: fc.constantFrom(...addresses) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
      ),
      fc.constantFrom(' ', ' ', ' ', ' ', ' ', '', ', ', '. ', '\n'),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.flat().join(''))

const languages = ['es', 'en', 'pt']
const networks = ['mastodon', 'bluesky']
const channels = ['w1', 'w2']
const sentiments = ['negative', 'neutral', 'positive'] as const
const intents = ['complaint', 'question', 'praise'] as const
const urgencies = [0, 1, 2, 3] as const
const abuses = ['none', 'insult', 'hate'] as const
const handles = ['iberia', '@ana@mstdn.example', 'falla.bsky.social']

/** A message with everything that may be known of one, or nothing. */
export const messages: Arbitrary<Listened> = fc.record(
  {
    subject: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: texts }),
    text: texts,
    author: fc.record({
      name: fc.constantFrom('Ana Gómez', 'Iberia', 'José María de la O', '', undefined),
      handle: fc.constantFrom(...handles, undefined),
    }),
    to: fc.subarray(handles),
    links: fc.subarray(addresses),
    hashtags: fc.subarray(['falla', 'Avería']),
    network: fc.constantFrom(...networks),
    channel: fc.constantFrom(...channels),
    language: fc.constantFrom(...languages),
    sentiment: fc.constantFrom(...sentiments),
    intents: fc.subarray([...intents], { minLength: 1 }),
    urgency: fc.constantFrom(...urgencies),
    abuse: fc.constantFrom(...abuses),
    topics: fc.subarray(['t1', 't2']),
    isReply: fc.boolean(),
    isMine: fc.boolean(),
    hasImage: fc.boolean(),
    hasVideo: fc.boolean(),
    followers: fc.nat({ max: 30 }),
  },
  { requiredKeys: ['text', 'network', 'channel'] },
)

const term = (how: How, ...keys: string[]): Arbitrary<Term> =>
  fc.constantFrom(...keys).map((key): Term => ({ kind: 'term', how, key }))

const foldedKeys = [
  ...[
    'no',
    'el',
    'la',
    'que',
    'muy',
    'iberia',
    'falla',
    'averia',
    'pesimo',
    'servicio',
    'ano',
    'espana',
    'gracias',
    'hola',
    'holaaa',
  ],
  ...[
    'gol',
    'cool',
    'the',
    'don',
    't',
    'mail',
    'paypal',
    'xviii',
    '1000',
    'aaa',
    '你',
    '😡',
    '👍',
    '🤷',
    '🇪🇸',
    'unheard',
  ],
  ...[
    '#falla',
    '#iberia',
    '#averia',
    '#todo_mal',
    '@iberia',
    '@ana',
    '@ana@mstdn.example',
    '@falla',
    '@falla.bsky.social',
  ],
]

/** A word, hashtag, handle or emoji. */
export const terms: Arbitrary<Term> = fc.oneof(
  { weight: 8, arbitrary: term('folded', ...foldedKeys) },
  {
    weight: 2,
    arbitrary: term('prefix', 'fa', 'fall', 'aver', 'ib', 'gra', 'ho', '#fa', '#at', '@an', '@fal', '10', 'zz'),
  },
  { weight: 1, arbitrary: term('exact', 'Iberia', 'AVERÍA', 'avería', 'año', '#Iberia', '👍🏽', 'holaaaa') },
)

const phrases: Arbitrary<Phrase> = fc
  .array(terms, { minLength: 2, maxLength: 3 })
  .filter((of) => of.every((one, index) => one.key !== of[index - 1]?.key))
  .map((of): Phrase => ({ kind: 'phrase', terms: of }))

const spots: Arbitrary<Spot> = fc.oneof({ weight: 3, arbitrary: terms }, { weight: 1, arbitrary: phrases })

const facts: Arbitrary<Fact> = fc.oneof(
  ...(
    [
      ['from', ['@iberia', 'ana', 'ana gomez', '@ana@mstdn.example', 'jose maria de']],
      ['to', ['@iberia', '@ana', '@falla']],
      ['lang', languages],
      ['network', networks],
      ['channel', channels],
      ['intent', intents],
      ['sentiment', sentiments],
      ['urgency', urgencies.map(String)],
      ['abuse', abuses],
      ['topic', ['t1', 't2']],
      ['is', ['reply', 'original', 'mine']],
      ['has', ['link', 'image', 'video']],
      ['site', ['iberia.example', 'tienda.iberia.example', 'example']],
      ['url', ['iberia.example/ofertas', 'tienda.iberia.example/ofertas', 'tienda.iberia.example/ofertas/hoy?a=1']],
    ] as const
  ).map(([field, values]) => fc.constantFrom<string>(...values).map((value): Fact => ({ kind: 'fact', field, value }))),
)

const unlimited = Number.MAX_SAFE_INTEGER

const sides = fc.array(spots, { minLength: 1, maxLength: 3 })

/** What has no other query in it. */
const leaves: Arbitrary<Query> = fc.oneof(
  { weight: 8, arbitrary: terms },
  { weight: 3, arbitrary: phrases },
  { weight: 2, arbitrary: facts },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat({ max: 5 }), sides, sides)
      .map(([distance, left, right]): Query => ({ kind: 'near', distance, left, right })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.nat({ max: 5 }),
        fc.uniqueArray(terms, { minLength: 2, maxLength: 4, selector: (one) => one.how + one.key }),
      )
      .map(([others, of]): Query => ({ kind: 'together', others, terms: of })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 5, 10), fc.constantFrom(10, 20, unlimited))
      .map(([least, most]): Query => ({ kind: 'followers', least, most })),
  },
)

/** A checked query of bounded size, in the form that parsing gives. */
export const queries: Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: leaves },
    { weight: 3, arbitrary: fc.array(tie('query'), { minLength: 1, maxLength: 4 }).map((of) => allOf(of) ?? nothing) },
    { weight: 3, arbitrary: fc.array(tie('query'), { minLength: 1, maxLength: 4 }).map((of) => anyOf(of) ?? nothing) },
    { weight: 2, arbitrary: tie('query').map(noneOf) },
  ),
})).query

const nothing: Query = { kind: 'term', how: 'folded', key: 'unheard' }
