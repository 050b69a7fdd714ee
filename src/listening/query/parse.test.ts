import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseQuery } from './parse.ts'
import { queries, texts } from './query.test-kit.ts'
import type { Remark } from './remark.ts'
import { writeQuery } from './write.ts'

const known = {
  networks: ['mastodon', 'bluesky'],
  channels: [
    { id: 'w1', name: 'Iberia en Mastodon' },
    { id: 'w2', name: 'Blog' },
  ],
  topics: [{ id: 't1', name: 'Envíos' }],
}

/** What is understood, in its one form; or the keys of the mistakes. */
function understood(text: string): string | string[] {
  const parsed = parseQuery(text, known)
  return 'mistakes' in parsed ? parsed.mistakes.map(keyOf) : writeQuery(parsed.query)
}
const keyOf = ({ words }: Remark): string => words.key.replace(/^query\.(?:mistake|warning)\./, '')

const reads = (title: string, table: Readonly<Record<string, string>>): void => {
  test(title, () => {
    for (const [text, form] of Object.entries(table)) assert.equal(understood(text), form, text)
  })
}

reads('AND, OR, NOT, brackets, and what goes first', {
  'falla AND wifi': 'falla AND wifi',
  'falla wifi': 'falla AND wifi',
  'falla OR fallo': 'falla OR fallo',
  'wifi falla OR fallo': '(wifi AND falla) OR fallo',
  'wifi (falla OR fallo)': 'wifi AND (falla OR fallo)',
  'wifi NOT gratis': 'wifi AND -gratis',
  'wifi AND NOT gratis': 'wifi AND -gratis',
  'wifi -gratis -"por favor"': 'wifi AND -gratis AND -"por favor"',
  'wifi –gratis −caro': 'wifi AND -gratis AND -caro',
  'wifi -(gratis OR libre)': 'wifi AND -(gratis OR libre)',
  'NOT NOT wifi': 'wifi',
  'a OR b OR (c OR d)': 'a OR b OR c OR d',
  '((wifi))': 'wifi',
  'wifi（falla　OR　fallo）': 'wifi AND (falla OR fallo)',
  'ｗｉｆｉ ＡＮＤ falla': 'wifi AND falla',
  'and or not': 'and AND or AND not',
})

reads('the Spanish operators, where they can be nothing else', {
  'wifi Y falla': 'wifi AND falla',
  'wifi O "la red"': 'wifi OR "la red"',
  'PAN O VINO': 'pan AND o AND vino',
  'vitamina O': 'vitamina AND o',
  'wifi "O" red': 'wifi AND o AND red',
  'wifi NO funciona': 'wifi AND no AND funciona',
  'wifi CERCA/3 red': 'wifi NEAR/3 red',
})

reads('words, phrases, beginnings, exactly as written', {
  Avería: 'averia',
  '=Avería': '=Avería',
  'fall*': 'fall*',
  '“Servicio Pésimo”': '"servicio pesimo"',
  '«servicio pésim*»': '"servicio pesim*"',
  '="Corte Inglés"': '"=Corte =Inglés"',
  '"el =Corte inglés"': '"el =Corte ingles"',
  '"app cae"~5': '"app cae"~5',
  '"muy muy caro"~3': '"muy caro"~3',
  "don't e-mail": '"don t" AND "e mail"',
  раypal: 'paypal',
  '"wifi"': 'wifi',
  'fall*, wifi.': 'fall* AND wifi',
  '1.000': '"1 000"',
  'cafe\u0301': 'cafe',
  'ca\u200bfé': 'cafe',
  '\u200fwifi\u200f': 'wifi',
})

reads('NEAR, with any of several on a side', {
  'wifi NEAR/3 falla': 'wifi NEAR/3 falla',
  'wifi NEAR falla': 'wifi NEAR/4 falla',
  'wifi near/3 falla': 'wifi NEAR/3 falla',
  '(wifi OR internet) NEAR/5 ("no va" OR fall*)': '(wifi OR internet) NEAR/5 ("no va" OR fall*)',
  'wifi NEAR/3 falla OR red': 'wifi NEAR/3 falla OR red',
  'hotel wifi NEAR/3 falla': 'hotel AND wifi NEAR/3 falla',
  '-(wifi NEAR/3 falla)': '-(wifi NEAR/3 falla)',
})

reads('handles, hashtags, emoji, addresses', {
  '@Iberia': '@iberia',
  '@lucas@mstdn.example': '@lucas@mstdn.example',
  '@marca.bsky.social': '@marca.bsky.social',
  '#AtenciónAlCliente': '#atencionalcliente',
  '=#Iberia': '=#Iberia',
  '#iber*': '#iber*',
  '😡 OR 🤬': '😡 OR 🤬',
  '👍🏽': '👍',
  '=👍🏽': '=👍🏽',
  '😡😡😡': '😡',
  'site:Iberia.com': 'site:iberia.com',
  'site:www.iberia.com': 'site:iberia.com',
  'site:iberia.com/ofertas': 'url:iberia.com/ofertas',
  'https://www.iberia.com/es/': 'url:iberia.com/es',
  'www.iberia.com': 'site:iberia.com',
  'url:"iberia.com/a?b=(1)"': 'url:"iberia.com/a?b=(1)"',
  '(https://es.wikipedia.org/wiki/Tertulia_(cita)) wifi': 'url:"es.wikipedia.org/wiki/tertulia_(cita)" AND wifi',
})

reads('conditions, in both languages', {
  'from:@Lucas': 'from:@lucas',
  'de:lucas': 'from:lucas',
  'from:"Ana Gómez"': 'from:"ana gomez"',
  'from:"María José de la Torre"': 'from:"maria jose de" AND from:"jose de la" AND from:"de la torre"',
  'to:iberia': 'to:@iberia',
  'para:ayuda@iberia.com': 'to:@ayuda@iberia.com',
  'lang:es-MX': 'lang:es',
  'idioma:español': 'lang:es',
  'network:Mastodon': 'network:mastodon',
  'red:bluesky': 'network:bluesky',
  'ventana:"iberia en mastodon"': 'channel:w1',
  'tema:envios': 'topic:t1',
  'intención:queja': 'intent:complaint',
  'intent:complaint': 'intent:complaint',
  'sentimiento:negativo': 'sentiment:negative',
  'urgencia:hoy': 'urgency:2',
  'urgency:>=2': 'urgency:2 OR urgency:3',
  'urgencia:>normal': 'urgency:2 OR urgency:3',
  'abuso:odio': 'abuse:hate',
  'abuse:any': 'abuse:profanity OR abuse:insult OR abuse:hate OR abuse:threat',
  'es:respuesta': 'is:reply',
  'tiene:vídeo': 'has:video',
  'followers:>1000': 'followers:>=1001',
  'seguidores:<=10k': 'followers:<=10000',
  'followers:1.000..5.000': 'followers:1000..5000',
  'followers:7': 'followers:7',
  'from:(ana OR "Eva Luz")': 'from:ana OR from:"eva luz"',
  'wifi -intent:(praise OR thanks)': 'wifi AND -(intent:praise OR intent:thanks)',
})

test('a window is called by its name again', () => {
  const parsed = parseQuery('channel:"iberia en mastodon" topic:envíos', known)
  assert.ok('query' in parsed)
  assert.equal(writeQuery(parsed.query, known), 'channel:"Iberia en Mastodon" AND topic:Envíos')
})

test('whatever is written, it is understood or refused at places that are there, the same way twice', () => {
  const written = fc.oneof(
    texts,
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '(',
          ')',
          '"',
          'AND',
          'OR',
          'NOT',
          '-',
          'NEAR/3',
          'a',
          '=',
          '*',
          '~5',
          'from:',
          'lang:es',
          '#b',
          '"c d"',
          ' ',
        ),
        {
          maxLength: 16,
        },
      )
      .map((pieces) => pieces.join(' ').replaceAll('- ', '-')),
  )
  fc.assert(
    fc.property(written, (text) => {
      const parsed = parseQuery(text, known)
      assert.deepEqual(parseQuery(text, known), parsed)
      const remarks = 'mistakes' in parsed ? parsed.mistakes : parsed.warnings
      for (const { from, to, mends } of remarks)
        for (const piece of [{ from, to }, ...mends])
          assert.ok(piece.from >= 0 && piece.from <= piece.to && piece.to <= text.length)
      if ('mistakes' in parsed) assert.ok(parsed.mistakes.length > 0)
      else assert.deepEqual(reparsed(writeQuery(parsed.query)), parsed.query)
    }),
    { numRuns: 3_000 },
  )
})

const reparsed = (text: string) => {
  const parsed = parseQuery(text)
  return 'query' in parsed ? parsed.query : parsed
}

const pieces = [
  'a',
  'ana',
  '@',
  '.',
  '-',
  '_',
  '(',
  ')',
  '/',
  '?',
  '%',
  'é',
  'ñ',
  'x.y',
  'http://',
  'www.',
  ':',
  '+',
  '#',
  '*',
  '1',
  'k',
  '>',
]
const odd = ['😡', '\u200d', 'ß', 'ﬁ', '你', '"', '=', '~5', ' ']
const fields = [
  'from:',
  'to:',
  'site:',
  'url:',
  'channel:',
  'topic:',
  'network:',
  'lang:',
  'followers:',
  '=',
  '#',
  '@',
  '',
]

test('any value that is understood is written so that it is understood again', () => {
  const values = fc.oneof(
    fc.array(fc.constantFrom(...pieces, ...odd), { maxLength: 8 }).map((of) => of.join('')),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...fields), values, fc.boolean(), (field, value, inQuotes) => {
      const parsed = parseQuery(inQuotes ? `${field}"${value}"` : field + value)
      if ('query' in parsed) assert.deepEqual(reparsed(writeQuery(parsed.query)), parsed.query)
    }),
    { numRuns: 5_000 },
  )
})

test('parsing what was written of a query gives the same query', () => {
  fc.assert(
    fc.property(queries, (query) => {
      assert.deepEqual(reparsed(writeQuery(query)), query)
    }),
    { numRuns: 3_000 },
  )
})

test('bad input takes bounded time and is refused clearly', () => {
  const spent = (text: string): [string | string[], number] => {
    const began = performance.now()
    const result = understood(text)
    return [result, performance.now() - began]
  }
  const words = Array.from({ length: 10_000 }, (_, index) => `w${index}`)
  const bad: [string, string | undefined][] = [
    ['a'.repeat(100_001), 'too-long'],
    [words.join(' OR '), undefined],
    [[...words, 'more'].join(' '), 'too-many'],
    [`"${words.join(' ')} more"`, 'too-many'],
    [`${'('.repeat(1_000)}a${')'.repeat(1_000)}`, 'too-deep'],
    ['('.repeat(100_000), 'too-deep'],
    [')'.repeat(100_000), 'bracket-close'],
    ['"'.repeat(99_999), 'quote-empty'],
    ['-'.repeat(99_999), 'nothing'],
    ['NOT '.repeat(25_000), 'not-alone'],
    ['AND '.repeat(25_000), 'operator-alone'],
    ['a NEAR/3 '.repeat(11_000), 'operator-alone'],
    ['a:'.repeat(50_000), 'field-unknown'],
    ['| '.repeat(50_000), 'nothing'],
    ['*'.repeat(100_000), 'nothing'],
    [`${'a*'.repeat(50_000)}`, 'star-place'],
    ['~'.repeat(100_000), 'nothing'],
    ['😡'.repeat(50_000), undefined],
    ['a\u0301\u0316'.repeat(33_333), undefined],
    ['a\u200d'.repeat(50_000), undefined],
    ['from:'.repeat(20_000), undefined],
    [`url:${'a/'.repeat(49_000)}`, undefined],
    [`followers:${'1'.repeat(90_000)}`, 'followers'],
    [`intent:${'q'.repeat(90_000)}`, 'value'],
    [`${'-(a OR '.repeat(99)}b${')'.repeat(99)}`, undefined],
  ]
  for (const [text, key] of bad) {
    const [result, took] = spent(text)
    assert.ok(took < 2_000, `${text.slice(0, 20)} took ${Math.round(took)} ms`)
    if (key) assert.ok(result.includes(key), `${text.slice(0, 20)}: ${result.slice(0, 5)}`)
  }
})
