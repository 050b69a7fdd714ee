import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify } from '../../src/reading/language/identify.ts'
import { readTables } from '../../src/reading/language/table.ts'
import { learn } from './learn.ts'
import type { Sample } from './sample.ts'

const said = {
  es: [
    'la luz de la calle no enciende',
    'dónde está la tienda del centro',
    'qué bueno que abrieron otra vez',
    'la tienda no abre',
  ],
  en: [
    'the light in the street is off',
    'where is the shop in the centre',
    'so good that they opened again',
    'the shop is closed',
  ],
  ru: ['где находится магазин', 'свет на улице не горит', 'магазин не работает'],
  uk: ['де знаходиться крамниця', 'світло на вулиці не горить', 'крамниця не працює'],
}
const samples: Sample[] = Object.entries(said).flatMap(([language, texts]) =>
  Array.from({ length: 30 }, () => texts).flatMap((some) =>
    some.map((text, at) => ({ text, language, from: 'tweet' as const, held: at === 3 })),
  ),
)

test('the same texts teach the same bytes, and what they taught tells others', () => {
  const bytes = learn(samples, () => undefined)
  assert.ok(Buffer.from(bytes).equals(learn(samples, () => undefined)))
  const told = identify(
    [
      'la calle del centro',
      'the street in the centre',
      'магазин не работает на улице',
      'крамниця не працює на вулиці',
    ].map((text) => ({ text })),
    readTables(bytes),
  )
  assert.deepEqual(
    told.map(({ value }) => value),
    ['es', 'en', 'ru', 'uk'],
  )
})

test('texts filed under a language that they are not in are not learnt from', () => {
  const doubted = (texts: readonly Sample[]): number => {
    const lines: string[] = []
    learn(texts, (line) => lines.push(line))
    const [, count] = lines.map((line) => /^latin: (\d+) texts seem/.exec(line)).find((found) => found !== null) ?? []
    return Number(count)
  }
  const misfiled = samples.slice(0, 4).map((one) => ({ ...one, language: 'en', held: false }))
  assert.equal(doubted(samples), 0)
  assert.ok(doubted([...samples, ...misfiled]) >= misfiled.length)
})
