import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { places } from './company.ts'
import type { Happening } from './happening.ts'
import { day } from './hours.ts'
import { crisisDay, scenes } from './scenes.ts'
import { tell } from './story.ts'
import { readTexts } from './texts.ts'

const start = new Date('2026-08-23T22:00:00Z')
const happenedIn = (days: number, seed = 'faro') => {
  const all: Happening[] = []
  for (const it of tell({ seed, start })) {
    if (it.at >= start.getTime() + days * day) return all
    all.push(it)
  }
  return all
}
const wordsOf = (all: readonly Happening[]) =>
  all.flatMap((it) => (it.kind === 'said' ? [it.text] : it.does.it === 'reply' ? [it.does.text] : []))

let whole: Happening[]
before(() => {
  whole = happenedIn(90)
})

test('the same seed tells the same story, another one another', () => {
  assert.deepEqual(happenedIn(4), happenedIn(4))
  assert.notDeepEqual(wordsOf(happenedIn(4)), wordsOf(happenedIn(4, 'another')))
})

test('some twenty thousand messages are said in ninety days, in order, at every window', () => {
  const words = wordsOf(whole)
  assert.ok(words.length > 18_000 && words.length < 22_500, `${words.length} messages`)
  for (const [at, it] of whole.entries()) assert.ok(at === 0 || it.at >= (whole[at - 1]?.at ?? 0))
  const windows = new Set(whole.flatMap((it) => (it.kind === 'said' ? [it.window] : [])))
  assert.deepEqual([...windows].sort(), places.map(({ key }) => key).sort())
})

test('hardly anything is said twice', () => {
  const words = wordsOf(whole)
  const again = words.length - new Set(words).size
  assert.ok(again / words.length <= 0.01, `${again} of ${words.length} were said before`)
})

test('nothing of how the words are written shows, and everybody knows what they talk of', () => {
  for (const words of wordsOf(whole)) assert.doesNotMatch(words, /[{}|[\]]|undefined|^[a-z-]{1,6}\) | {2}/)
})

test('what is said fits the network where it is said', () => {
  for (const it of whole) {
    const text = it.kind === 'said' ? it.text : it.does.it === 'reply' ? it.does.text : ''
    const most = it.window === 'bluesky' ? 300 : it.window === 'mastodon' ? 500 : 5_000
    assert.ok([...text].length <= most, `${it.window}: ${text}`)
  }
})

test('whatever people come with, they can say it in both languages, and are answered', () => {
  const texts = { es: readTexts('es'), en: readTexts('en') }
  for (const { name, answered } of scenes)
    for (const all of [texts.es, texts.en]) {
      assert.ok((all.get(name)?.opens?.length ?? 0) > 0, `nobody says ${name}`)
      assert.equal((all.get(name)?.answers?.length ?? 0) > 0, answered !== 0, `who answers ${name}?`)
    }
})

test('the crisis comes on its day and ends, and was foretold', () => {
  const of2291 = (from: number, until: number) =>
    whole
      .filter(
        (it) => it.at >= start.getTime() + from * day && it.at < start.getTime() + until * day && it.kind === 'said',
      )
      .filter((it) => it.kind === 'said' && it.text.includes('2291')).length
  assert.equal(of2291(0, 58), 0)
  assert.equal(of2291(58, 59), 1)
  assert.ok(of2291(crisisDay, crisisDay + 3) > 20)
  assert.ok(of2291(84, 90) < 5)
})

test('who comes back says so, of what truly was', () => {
  const first = (name: string) => name.split(' ')[0]?.toLowerCase()
  const back = whole.flatMap((it) =>
    it.kind === 'said' && /(Aquello|That) (acabó bien|ended well)/.test(it.text) ? [it] : [],
  )
  assert.ok(back.length > 5, `${back.length} came back`)
  for (const it of back)
    assert.ok(
      whole.some(
        (other) => other.kind === 'said' && other.at < it.at && first(other.author.name) === first(it.author.name),
      ),
    )
})
