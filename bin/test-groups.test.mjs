import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { grouped } from './test-groups.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'groups-'))
after(() => rmSync(folder, { recursive: true }))
const files = globSync(['src/**/*.test.{ts,tsx}', 'test/*.test.ts']).sort()

test('each file is run once, by itself or in a group', () => {
  const all = grouped(files, folder)
  const groups = all.filter((file) => file.startsWith(folder))
  const texts = groups.map((group) => readFileSync(group, 'utf8')).join()
  assert.ok(groups.length > 4)
  for (const file of files) {
    const url = pathToFileURL(path.resolve(file)).href
    const times = all.filter((one) => one === file).length + texts.split(`import("${url}")`).length - 1
    assert.equal(times, 1, file)
  }
})

test('what opens a browser or alters its process has one of its own, browsers first', () => {
  const all = grouped(files, folder)
  const own = ['test/story.test.ts', 'src/ui/client/live.test.ts', 'src/conversations/survey/survey.test.ts']
  for (const file of own) assert.ok(all.includes(file), file)
  assert.ok(all[0].startsWith(`test${path.sep}`))
})

test('a few files are run as they were named', () => {
  const few = files.filter((file) => file.startsWith('src/')).slice(0, 5)
  assert.deepEqual(grouped(few, folder), few)
})
