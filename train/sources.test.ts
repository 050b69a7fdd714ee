import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { readForTraining } from './sources.ts'

test('what is kept to evaluate with cannot be opened for training, by no name', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sources-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const at = (name: string) => path.join(folder, name)
  for (const name of ['kept-es.txt', 'val_text.txt', 'hatecheck.csv', 'training-es.txt', 'Kept-EN.txt'])
    writeFileSync(at(name), 'text')
  symlinkSync(at('kept-es.txt'), at('training-innocent.txt'))
  symlinkSync(at('.'), at('hatecheck-en'))
  for (const name of ['kept-es.txt', 'val_text.txt', 'hatecheck.csv', 'Kept-EN.txt', 'training-innocent.txt'])
    assert.throws(() => readForTraining(at(name)), /kept to evaluate/, name)
  assert.throws(() => readForTraining(path.join(folder, 'hatecheck-en', 'training-es.txt')), /kept to evaluate/)
  assert.throws(() => readForTraining(at('x/../val_text.txt')), /kept to evaluate/)
  assert.equal(readForTraining(at('training-es.txt')), 'text')
})
