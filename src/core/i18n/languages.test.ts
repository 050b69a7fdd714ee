import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { dictionary } from '../../lib/words.ts'
import { completeness, loadLanguages } from './languages.ts'
import { createTranslator } from './translator.ts'

const words = dictionary({
  en: { 'x.back': 'Back', 'x.close': 'Close' },
  es: { 'x.back': 'Volver', 'x.close': 'Cerrar' },
})

function folder(t: { after(fn: () => void): void }): string {
  const made = mkdtempSync(join(tmpdir(), 'languages-'))
  t.after(() => rmSync(made, { recursive: true }))
  return made
}

test('a file that is no list of sentences is refused', (t) => {
  const here = folder(t)
  writeFileSync(join(here, 'eu.json'), '{"x.back": 3}')
  assert.throws(() => loadLanguages(here))
})

test('without the folder there are no further languages', () => {
  assert.deepEqual(loadLanguages('/nowhere'), {})
})

test('a language is added by one file, and it is known what it lacks', (t) => {
  const here = folder(t)
  writeFileSync(join(here, 'eu.json'), JSON.stringify({ 'x.back': 'Itzuli', 'x.never': 'Inoiz ez' }))
  writeFileSync(join(here, 'README.md'), '# not a language')
  const languages = loadLanguages(here)
  assert.deepEqual(Object.keys(languages), ['eu'])
  const t2 = createTranslator([words], { languages }).for('eu')
  assert.equal(t2('x.back'), 'Itzuli')
  assert.equal(t2('x.close'), 'Close')

  const { missing, surplus } = completeness(languages.eu ?? {}, [words])
  assert.deepEqual(surplus, ['x.never'])
  assert.equal(missing.length, Object.keys(words.en).length - 1)
  assert.deepEqual(completeness(words.en, [words]), { missing: [], surplus: [] })
})
