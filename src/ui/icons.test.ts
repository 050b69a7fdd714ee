import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../core/root.ts'
import { drawings } from './icons-data.ts'

/** Everything that may name an icon: our pages, and the gallery that shows what they are made of. */
const sources = ['src/**/*.{ts,tsx}', 'test/gallery*.{ts,tsx}']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .filter((file) => !/\.test\.tsx?$|icons-data\.ts$/.test(file))

test('every drawing that travels with us is used somewhere', () => {
  const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  const named = new Set([...text.matchAll(/['"]([a-z\d]+(?:-[a-z\d]+)*)['"]/g)].map(([, name]) => name))
  assert.ok(named.has('inbox'))
  assert.deepEqual(
    Object.keys(drawings).filter((name) => !named.has(name)),
    [],
  )
})
