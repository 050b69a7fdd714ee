import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { root } from '../src/core/root.ts'
import { open, rooms } from '../src/rooms.ts'

const src = join(root, 'src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test(-kit)?\.tsx?$/.test(file),
)

const roomOf = (file: string): string => file.split('/')[0] ?? ''
const imports = (file: string): string[] =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(src, resolve(src, dirname(file), path)),
  )

test('every folder of src is a room of the plan', () => {
  assert.deepEqual(
    [...new Set(files.map(roomOf))].filter((room) => !(room in rooms)),
    [],
  )
})

test('a room imports only the rooms below it', () => {
  const wrong = files.flatMap((file) => {
    const allowed = rooms[roomOf(file)] ?? []
    if (allowed.includes('*')) return []
    return imports(file)
      .filter((path) => roomOf(path) !== roomOf(file) && !allowed.includes(roomOf(path)))
      .map((path) => `${file} imports ${path}`)
  })
  assert.deepEqual(wrong, [])
})

test('between rooms, only through the door', () => {
  const wrong = files.flatMap((file) => {
    if (rooms[roomOf(file)]?.includes('*')) return []
    return imports(file)
      .filter((path) => path.includes('/') && roomOf(path) !== roomOf(file) && !open.includes(roomOf(path)))
      .filter((path) => path !== `${roomOf(path)}/index.ts`)
      .map((path) => `${file} imports ${path}`)
  })
  assert.deepEqual(wrong, [])
})

test('no room but connectors names a network', () => {
  const wrong = files.filter(
    (file) =>
      !file.startsWith('connectors/') &&
      /(?:===|case)\s*'(?:mastodon|bluesky|wordpress|feed|api)'/.test(readFileSync(join(src, file), 'utf8')),
  )
  assert.deepEqual(wrong, [])
})

test('the environment is read in one place', () => {
  // Besides the settings and the command line: a child process inherits the rest, and Node's own NODE_ENV says whether this is a test.
  const allowed = new Set([
    'core/config.ts',
    'main.ts',
    'core/postgres/launch.ts',
    'core/postgres/shared.ts',
    'core/i18n/translator.ts',
  ])
  const wrong = files.filter(
    (file) =>
      !file.startsWith('command/') &&
      !allowed.has(file) &&
      readFileSync(join(src, file), 'utf8').includes('process.env'),
  )
  assert.deepEqual(wrong, [])
})
