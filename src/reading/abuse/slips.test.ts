import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { check } from './check-cues.ts'
import { compile } from './compile.ts'
import { enGroups } from './lexicon/en-groups.ts'
import { ordinaryWords } from './lexicon/ordinary.ts'
import { runTogether, slipped } from './slips.ts'
import { vocabulary } from './vocabulary.ts'

test('words hidden by a slip of the hand are seen, and their neighbours left alone', () => {
  check([
    ['en', 'disguised-people,group-hated', 'I hate mulsims'],
    ['en', 'disguised-people,group-expelled', 'deport the imigrants'],
    ['en', 'disguised-people,group-dehumanised', 'wmoen are animals'],
    ['en', 'disguised', 'you are a fagogt'],
    ['en', 'disguised-people,group-hated', 'ihate gays'],
    ['en', 'disguised,slur', 'these dirtyjews again'],
    ['en', 'disguised-people,group-expelled', 'mus lims out of our country'],
    ['en', 'disguised-people', 'm u s l i m s everywhere'],
    ['en', '!disguised', 'Israel is far and the reset rewards despite the batch'],
    ['en', '!disguised', 'the tailor met a tractor witness at the villages'],
    ['en', '!disguised', 'schoolgirls in the backyard'],
    ['es', 'disguised-people,group-expelled', 'fuera los inmigrntes'],
    ['es', 'disguised', 'unos negrtaas'],
    ['es', 'disguised-people', 'fueramoros'],
    ['es', 'disguised-people,group-', 'las mujrees son inferiores'],
    ['es', '!disguised', 'cuantas horas de oscuras manchas en el cuero del artista serio'],
    ['es', '!disguised', 'el cedro, la multa y los vasos romanos'],
  ])
})

const known = vocabulary(compile(enGroups))
const long = [...known.slips.values()].flat().filter((word) => word.length > 7)

test('two letters swapped within a long word never hide it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...long), fc.nat(), (word, lot) => {
      const at = 1 + (lot % (word.length - 2))
      const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
      if (known.all.has(swapped) || ordinaryWords.has(swapped)) return
      assert.ok(slipped(swapped, known), `${swapped} for ${word}`)
    }),
  )
})

test('what is found is one slip away, or the two words that it is made of', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{4,24}$/), (word) => {
      const found = slipped(word, known)
      if (found !== undefined)
        assert.ok(Math.abs(found.length - word.length) <= 1 && found.charAt(0) === word.charAt(0))
      const two = runTogether(word, known.all)
      if (two) assert.equal(two.join(''), word)
    }),
  )
})
