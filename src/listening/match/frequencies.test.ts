import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Frequencies } from './frequencies.ts'
import { everyMessage, type Sign, Signs } from './signs.ts'
import { Vocabulary } from './vocabulary.ts'

const word = (key: string): Sign => ({ kind: 'term', how: 'folded', key })
const vocabulary = (): Vocabulary => new Vocabulary(new Signs())

test('before anything is said, short words are taken to be more common than long ones, and fields than words', () => {
  const frequencies = new Frequencies(vocabulary())
  const signs: Sign[] = [
    word('atencion'),
    word('que'),
    { kind: 'fact', field: 'lang', value: 'es' },
    { kind: 'followers', least: 0, most: 10 },
  ]
  signs.forEach((sign, number) => {
    frequencies.begin(number + 1, sign)
  })
  assert.ok(frequencies.share(1) < frequencies.share(2))
  assert.ok(frequencies.share(2) < frequencies.share(3))
  assert.equal(frequencies.share(everyMessage), 1)
})

test('what is said becomes common, and what is said no more becomes rare again', () => {
  const frequencies = new Frequencies(vocabulary())
  frequencies.begin(1, word('maremoto'))
  const guess = frequencies.share(1)
  const say = (times: number, list: number[]): void => {
    for (let time = 0; time < times; time += 1) frequencies.add(Int32Array.from(list), list.length)
  }
  say(1_000, [1])
  const during = frequencies.share(1)
  say(400_000, [])
  assert.ok(guess < 0.01 && during > 0.9 && frequencies.share(1) < 0.1, `${guess} ${during} ${frequencies.share(1)}`)
})

test('a sign that is new is judged by the messages since, and a word by what was said before too', () => {
  const words = vocabulary()
  const frequencies = new Frequencies(words)
  for (let message = 0; message < 1_000; message += 1) {
    words.nextMessage()
    words.look('siempre')
    frequencies.add(new Int32Array(1), 0)
  }
  frequencies.begin(1, word('siempre'))
  frequencies.begin(2, word('recomiendo'))
  frequencies.begin(3, { kind: 'fact', field: 'lang', value: 'es' })
  assert.ok(frequencies.share(1) > 0.8)
  assert.ok(frequencies.share(2) < 0.001)
  assert.ok(frequencies.share(3) > 0.3)
})
