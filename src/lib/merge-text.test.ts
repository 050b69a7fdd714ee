import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isUndecided, madeOf, mergeText, wordsOf } from './merge-text.ts'
import { changes } from './text-changes.ts'

const base = 'Hola, Lucas: te lo cambiamos mañana.'
const merged = (mine: string, theirs: string, from = base) => mergeText(from, mine, theirs).text

test('what two people changed in different places stands together', () => {
  assert.equal(
    merged('Hola, Lucas: te lo cambiamos el martes.', 'Buenas, Lucas: te lo cambiamos mañana.'),
    'Buenas, Lucas: te lo cambiamos el martes.',
  )
  assert.equal(merged(`${base} Un abrazo.`, `Perdona. ${base}`), `Perdona. ${base} Un abrazo.`)
})

test('what both added at the same place stands one after the other', () => {
  assert.equal(merged(`${base} Un abrazo.`, `${base} Gracias por avisar.`), `${base} Gracias por avisar. Un abrazo.`)
  assert.equal(merged('Hola', 'Buenas', ''), 'Buenas Hola')
})

test('where both changed the same words, both versions stand, and nobody sends that by mistake', () => {
  const { text, conflicts } = mergeText(base, base.replace('mañana', 'el martes'), base.replace('mañana', 'hoy'))
  assert.deepEqual([text, conflicts], ['Hola, Lucas: te lo cambiamos el martes ⟪hoy⟫.', 1])
  assert.ok(isUndecided(text) && !isUndecided(base))
})

test('what one deleted and the other changed stays as changed', () => {
  assert.equal(merged('Hola, Lucas.', base.replace('mañana', 'hoy mismo')), 'Hola, Lucas: te lo cambiamos hoy mismo.')
})

test('the same answer asked for twice is the same: nothing stands there twice', () => {
  const [mine, theirs] = [`${base} Un abrazo.`, `${base} Gracias.`]
  const once = merged(mine, theirs)
  assert.equal(merged(mine, once), once)
  // Where the same words were added is found from the front in the one text, from the back in the other.
  const meanwhile = 'Buenas, Lucas. Te lo cambiamos.'
  assert.equal(merged('Hola, Lucas. Te lo cambiamos.', meanwhile, 'Hola, Lucas.'), meanwhile)
})

const word = fc.constantFrom('hola', 'Lucas', 'café', 'molido', 'mañana', 'sí', 'no', '👍🏽', ',', '.', ' ', '\n')
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '))
/** A text, and what somebody made of it: some words away, some others in. */
const edit = fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.array(word, { maxLength: 3 })), { maxLength: 4 })
const edited = (from: string, cuts: [number, number, string[]][]) => {
  const words = wordsOf(from)
  for (const [at, away, put] of cuts) words.splice(Math.min(at, words.length), away, ...put)
  return words.join('')
}

test('changes, applied, make the one text of the other', () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      const words = wordsOf(from)
      for (const { start, end, words: put } of changes(words, wordsOf(to)).toReversed())
        words.splice(start, end - start, ...put)
      assert.equal(words.join(''), to)
    }),
  )
})

test('who changed nothing has the other’s text, and two who made the same have it', () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      assert.deepEqual([merged(from, to, from), merged(to, from, from), merged(to, to, from)], [to, to, to])
    }),
  )
})

const count = (words: string[]) => {
  const all = new Map<string, number>()
  for (const one of words.filter((word) => /[\p{L}\p{N}]/u.test(word))) all.set(one, (all.get(one) ?? 0) + 1)
  return all
}

test('no word that either of them wrote is lost', () => {
  fc.assert(
    fc.property(text, edit, edit, (from, my, their) => {
      const [mine, theirs] = [edited(from, my), edited(from, their)]
      const there = count(wordsOf(merged(mine, theirs, from)))
      const had = count(wordsOf(from))
      for (const version of [mine, theirs])
        for (const [word, times] of count(wordsOf(version)))
          if (times > (had.get(word) ?? 0)) assert.ok((there.get(word) ?? 0) >= times - (had.get(word) ?? 0), word)
    }),
    { numRuns: 500 },
  )
})

/** Words that nobody else writes, put in somewhere. */
const additions = (name: string) =>
  fc
    .array(fc.nat(30), { maxLength: 3 })
    .map((places) => places.map((at, index): [number, number, string[]] => [at, 0, [' ', `${name}${index}`, ' ']]))

test('a change that was brought in already is not brought in again', () => {
  fc.assert(
    fc.property(fc.nat(12), additions('mía'), additions('suya'), (length, my, their) => {
      const from = Array.from({ length }, (_, at) => `palabra${at}`).join(' ')
      const [mine, theirs] = [edited(from, my), edited(from, their)]
      const once = mergeText(from, mine, theirs)
      if (once.conflicts > 0) return
      assert.deepEqual(count(wordsOf(mergeText(from, mine, once.text).text)), count(wordsOf(once.text)))
    }),
    { numRuns: 1000 },
  )
})

test('every word that is in all three texts once is in the result', () => {
  fc.assert(
    fc.property(text, edit, edit, (from, my, their) => {
      const [mine, theirs] = [`${edited(from, my)} firma`, `${edited(from, their)} firma`]
      assert.match(merged(mine, theirs, `${from} firma`), /firma/)
    }),
  )
})

test('a hostile text of the greatest length takes no time', () => {
  const began = performance.now()
  const [a, b, c] = ['a b '.repeat(25_000), 'b c '.repeat(25_000), 'c a '.repeat(25_000)]
  mergeText(a ?? '', b ?? '', c ?? '')
  assert.ok(performance.now() - began < 3_000, `${performance.now() - began} ms`)
})

test('in a very long text, what is wholly other is one change, and a few words are still a few', () => {
  const long = Array.from({ length: 50_000 }, (_, at) => `${at}`)
  assert.equal(changes(long, ['a', ...long.slice(1, 30_000), 'b', ...long.slice(30_001), 'c']).length, 3)
  assert.equal(
    changes(
      long,
      long.map((word, at) => (at % 500 === 0 ? 'otra' : word)),
    ).length,
    1,
  )
})

test('what a writer told without an answer is what their text was made of, where it stands there', () => {
  assert.equal(madeOf('Hola, Lu', 'Hola', ['Hola, Lu', 'Hola, Luc']), 'Hola, Lu')
  assert.equal(madeOf('Hola, Lu. Gracias', 'Hola', ['Hola, Lu']), 'Hola, Lu')
  assert.equal(madeOf('Hola', 'Hola', ['Hola, Lu']), 'Hola')
  assert.equal(madeOf('Hola y adiós. Gracias', 'Hola y adiós', ['Hola']), 'Hola y adiós', 'what was only taken away')
  assert.equal(madeOf('', 'Hola', [' ']), '')
})
