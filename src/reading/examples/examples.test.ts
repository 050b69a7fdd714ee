import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { abuses, intents } from '../reading.ts'
import { type Example, parseExamples } from './parse.ts'

const folder = import.meta.dirname
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const read = (name: string) => parseExamples(readFileSync(join(folder, name), 'utf8'))
const all = (begin: string) => files.filter((name) => name.startsWith(begin)).flatMap(read)
const count = (examples: Example[], is: (example: Example) => boolean) => examples.filter(is).length

test('what is no example is refused by its line', () => {
  const good = 'neg | complaint | 1 | none | - | ES | banco | No funciona.'
  assert.equal(parseExamples(`# words\n\n${good}`).length, 1)
  for (const [line, why] of [
    ['neg | complaint | 1 | none | - | ES | banco | ', /no text/],
    ['bad | complaint | 1 | none | - | ES | banco | No funciona.', /no sentiment/],
    ['neg | moan | 1 | none | - | ES | banco | No funciona.', /no intent/],
    ['neg | complaint,other | 1 | none | - | ES | banco | No funciona.', /alone/],
    ['neg | complaint,complaint | 1 | none | - | ES | banco | No funciona.', /twice/],
    ['neg | complaint | 4 | none | - | ES | banco | No funciona.', /no urgency/],
    ['neg | complaint | 1 | rude | - | ES | banco | No funciona.', /no abuse/],
  ] as const)
    assert.throws(
      () => parseExamples(`${good}\n${line}`),
      (error) => /^Error: Line 2/.test(String(error)) && why.test(String(error)),
    )
})

test('the kept-apart part has enough of every label in both languages', () => {
  for (const [language, least] of [
    ['es', 600],
    ['en', 400],
  ] as const) {
    const kept = all(`kept-${language}`)
    assert.ok(kept.length >= least, `${language}: ${kept.length}`)
    for (const intent of intents)
      assert.ok(count(kept, (it) => it.intents.includes(intent)) >= 60, `${language} ${intent}`)
    for (const abuse of abuses) assert.ok(count(kept, (it) => it.abuse === abuse) >= 60, `${language} ${abuse}`)
    for (const urgency of [0, 1, 2, 3])
      assert.ok(count(kept, (it) => it.urgency === urgency) >= 60, `${language} urgency ${urgency}`)
  }
  const cases = all('kept-es-hate')
  assert.ok(cases.length >= 300)
  assert.ok(cases.every((it) => it.tags.some((tag) => tag.startsWith('case:'))))
})

test('no two messages are nearly the same, least of all across the split', () => {
  for (const language of ['es', 'en']) {
    const kept = all(`kept-${language}`).map((it) => ({ kind: 'kept', text: it.text }))
    const training = all(`training-${language}`).map((it) => ({ kind: 'training', text: it.text }))
    assert.deepEqual(nearlySame([...kept, ...training]), [])
  }
})

/** Pairs whose words overlap by more than half (Jaccard). Two words or fewer may be shared by anybody. */
function nearlySame(messages: { kind: string; text: string }[]): string[] {
  const sets = messages.map(({ text }) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
  const byWord = new Map<string, number[]>()
  const pairs: string[] = []
  sets.forEach((words, at) => {
    const shared = new Map<number, number>()
    for (const word of words) {
      const there = byWord.get(word) ?? []
      for (const other of there) shared.set(other, (shared.get(other) ?? 0) + 1)
      there.push(at)
      byWord.set(word, there)
    }
    for (const [other, many] of shared) {
      const union = words.size + (sets[other]?.size ?? 0) - many
      if (many > 2 && many / union > 0.5)
        pairs.push(`${messages[other]?.kind}: ${messages[other]?.text}\n${messages[at]?.kind}: ${messages[at]?.text}`)
    }
  })
  return pairs
}
