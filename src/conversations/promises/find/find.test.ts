import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import { tryPromises } from '../../../../eval/promises.ts'
import { usualWeek } from '../../working-time/calendar.ts'
import { findPromises } from './find.ts'

const hours = { timeZone: 'Europe/Madrid', week: usualWeek, days: new Map() }
const now = new Date('2026-05-06T09:00:00Z')
const find = (draft: string, language: 'es' | 'en' = 'es') => findPromises(draft, { language, now, hours })

for (const language of ['es', 'en'] as const)
  test(`what is promised, by when, and what is none (${language})`, () => {
    const tried = tryPromises('own', language)
    assert.ok(tried.length >= 12)
    assert.deepEqual(
      tried.filter(({ promises, found, due, foundDue }) => promises !== found || due !== foundDue),
      [],
    )
  })

test('each promise has its own sentence, exactly as it stands in the draft', () => {
  const draft = 'Hola, Rosa.\nMañana te escribimos. ¿Te va bien? El lunes te mandamos\nla caja.'
  const found = find(draft)
  assert.deepEqual(
    found.map(({ quote }) => quote),
    ['Mañana te escribimos', 'El lunes te mandamos'],
  )
  for (const { from, to, quote } of found) assert.equal(draft.slice(from, to), quote)
})

test('a thousand promises are five, and a hostile text takes no time', () => {
  assert.equal(find('Mañana te escribimos. '.repeat(1_000)).length, 5)
  for (const piece of ['te lo ', 'en ', 'antes de las ', 'si ', 'mañana ', '«', '"a ', 'no te lo ', 'will '])
    for (const language of ['es', 'en'] as const) {
      const text = piece.repeat(20_000)
      const begun = performance.now()
      find(text, language)
      assert.ok(performance.now() - begun < 2_000, `${piece} took ${performance.now() - begun} ms`)
    }
})
