import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tryCoach } from '../../../eval/coach.ts'
import { createTranslator } from '../../core/i18n/translator.ts'
import { coach } from './coach.ts'
import { remarkKinds, type Situation } from './remark.ts'
import { coachWords } from './words.ts'

const situation = (draft: string, text: string, more: Partial<Situation> = {}): Situation => ({
  draft,
  theirs: [{ text, harm: false, suggestion: false }],
  name: 'Lucía Ferrer',
  isPublic: true,
  earlier: [],
  ...more,
})

const kinds = (given: Situation) => coach(given).remarks.map(({ kind }) => kind)

test('the drafts it was made with are judged as a person did', () => {
  for (const name of ['own-es', 'own-en']) {
    const tried = tryCoach(name)
    for (const kind of remarkKinds) {
      const of = tried.filter(({ example }) => example.kind === kind)
      const right = of.filter(({ example, speaks }) => example.speaks === speaks).length
      assert.ok(right >= of.length * 0.85, `${name}, ${kind}: ${right} of ${of.length}`)
    }
  }
})

test('whatever is written, each place quotes the draft, and everything is said in words', () => {
  const t = createTranslator([coachWords]).for('es')
  const bits = fc.constantFrom(
    'Hola',
    'sentimos',
    'si',
    'el almacén',
    'se equivocó',
    '!!',
    '¿',
    '?',
    '\n',
    'NO',
    'tu DNI',
    '@ana',
    '«',
    '🙄',
    'we',
    "didn't",
    'ASAP',
    '.',
  )
  const text = fc.array(fc.oneof(bits, fc.string()), { maxLength: 30 }).map((all) => all.join(' '))
  fc.assert(
    fc.property(text, text, fc.boolean(), (draft, theirs, harm) => {
      const given = situation(draft, '', { theirs: [{ text: theirs, harm, suggestion: !harm }], earlier: [theirs] })
      for (const { place, quote, ofTheirs, why, mend } of coach(given).remarks) {
        if (place) assert.equal(draft.slice(place.from, place.to), quote)
        if (ofTheirs) assert.ok(theirs.includes(quote ?? ''))
        assert.ok(t.words(why) !== '' && t.words(mend) !== '')
      }
    }),
    { numRuns: 150 },
  )
})

test('an empty draft, and one that only has the names a network puts first, is not spoken of', () => {
  for (const draft of ['', ' \n ', '@lucia@example.org ', '@a @b '])
    assert.deepEqual(coach(situation(draft, '¿Abrís hoy? Mi pedido llegó roto')).remarks, [])
})

test('so are names of a network’s however many, and with a word after them none', () => {
  const many = '@user@host '.repeat(60)
  assert.deepEqual(coach(situation(many, 'Mi pedido llegó roto')).remarks, [])
  for (const draft of [`${many}x`, `${'@'.repeat(60)} x`])
    assert.ok(kinds(situation(draft, 'Mi pedido llegó roto')).includes('names'))
})

test('of a draft in a language without rules only the language is spoken of', () => {
  const french = 'Bonjour, nous sommes vraiment désolés du retard de votre commande, elle partira demain matin.'
  assert.deepEqual(kinds(situation(french, '¿Dónde está mi pedido? Llevo una semana esperando')), ['language'])
})

test('a talk that goes on needs no greeting', () => {
  const draft = 'Perfecto, te lo guardamos hasta las ocho.'
  assert.ok(kinds(situation(draft, 'Vale, gracias')).includes('names'))
  assert.ok(!kinds(situation(draft, 'Vale, gracias', { goesOn: true })).includes('names'))
})

test('time grows with the text, not faster', () => {
  const sentence =
    'Hola, Lucía: no te avisamos de que el almacén cerró y tu pedido va con retraso, ¿nos das tu teléfono? '
  const cost = (times: number): number => {
    const draft = sentence.repeat(times)
    const theirs = '¿Cuándo llega? ¿Y cuánto cuesta? '.repeat(times)
    let best = Number.POSITIVE_INFINITY
    for (let at = 0; at < 5; at++) {
      const before = process.cpuUsage()
      coach(situation(draft, theirs, { earlier: [draft] }))
      best = Math.min(best, process.cpuUsage(before).user)
    }
    return best
  }
  cost(10)
  const [some, more] = [cost(40), cost(160)]
  assert.ok(more < some * 12, `${some} µs, then ${more} µs for four times the text`)
})
