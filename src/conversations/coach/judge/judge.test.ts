import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { test } from 'node:test'
import { byRule } from '../checks/by-rule.ts'
import { talkOf } from '../coach.ts'
import { judged } from './judge.ts'
import type { JudgedKind, Language } from './weights.ts'

const talk = (language: Language, draft: string) => {
  const theirs = [{ text: 'Llevo una semana sin noticias / I have waited a week', harm: true, suggestion: false }]
  return talkOf({ draft, theirs, name: undefined, isPublic: true, earlier: [] }, language)
}

/** None of these has words that a rule looks for. */
const heard: readonly [Language, JudgedKind, string, string][] = [
  ['es', 'excuses', 'Hola, Ana. ', 'Ya nos gustaría a nosotros poder llegar a todo, pero aquí no hay más manos.'],
  ['es', 'irony', 'Hola, Ana. ', 'Corremos a ponerle una alfombra a tu paquete.'],
  ['en', 'excuses', 'Hi Ana. ', 'There are three of us here and a whole town to look after.'],
]

test('what no rule has words for is heard, and the sentence is quoted', () => {
  for (const [language, kind, before, said] of heard) {
    const given = talk(language, `${before}${said}`)
    assert.equal(byRule[kind](given), undefined, said)
    assert.equal(judged(given, kind)[0]?.quote, said.replace(/\.$/, ''), said)
  }
})

test('a good answer is left in peace', () => {
  for (const kind of ['excuses', 'blames', 'label', 'irony'] as const) {
    assert.deepEqual(
      judged(talk('es', 'Hola, Ana: sentimos la semana de espera. Tu pedido sale hoy y llega mañana.'), kind),
      [],
    )
    assert.deepEqual(
      judged(talk('en', 'Hi Ana, sorry for the week you waited. It leaves today and arrives tomorrow.'), kind),
      [],
    )
    assert.deepEqual(judged(talk('en', ''), kind), [])
  }
})

test('what was learned is small', () => {
  assert.ok(statSync(new URL('./judges.bin', import.meta.url)).size <= 300_000)
})
