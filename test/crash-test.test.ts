import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../src/core/root.ts'
import { guards } from './crash/guards.ts'
import { leastOfEach, type Moment, moments, plan } from './crash/plan.ts'
import { random } from './crash/random.ts'
import { type Entry, invent } from './crash/story.ts'

test('every guard that the crash test can take away is in the code, once', () => {
  for (const [name, { file, find }] of Object.entries(guards))
    assert.equal(readFileSync(join(root, file), 'utf8').split(find).length - 1, 1, `${name} in ${file}`)
})

test('a plan has its share of kills in every moment, and the same seed makes the same plan', () => {
  for (const kills of [20, 100, 137])
    for (const victim of ['process', 'postgres'] as const) {
      const made = plan(kills, random(7), victim)
      assert.equal(made.length, kills)
      const count = (moment: Moment) => made.filter((kill) => kill.moment === moment).length
      for (const moment of moments)
        if (moment !== 'other') assert.ok(count(moment) >= leastOfEach(kills), `${moment} of ${kills}`)
      assert.deepEqual(made, plan(kills, random(7), victim))
      assert.notDeepEqual(made, plan(kills, random(8), victim))
    }
})

test('a story has what makes hearing hard: answers before their parents, edits out of order, early deletions', () => {
  const { log, past, final } = invent('keyed', 2_000, random(3))
  const first = new Map<string, number>()
  const found = { answersFirst: 0, editsFirst: 0, deletionsFirst: 0, deletions: 0 }
  const gone = new Set<string>()
  for (const [at, entry] of log.entries()) note(entry, at)
  function note(entry: Entry, at: number) {
    if (entry.kind === 'deletion') {
      gone.add(entry.id)
      found.deletions += 1
      if (!first.has(entry.id)) found.deletionsFirst += 1
    } else if (!first.has(entry.id)) {
      first.set(entry.id, at)
      if (entry.editedAt) found.editsFirst += 1
      if (entry.parent && !first.has(entry.parent)) found.answersFirst += 1
    }
  }
  for (const [kind, count] of Object.entries(found)) assert.ok(count >= 10, `${kind}: ${count}`)
  assert.equal(final.size, 2_000)
  assert.equal(new Set([...first.keys(), ...past.map(({ id }) => id)]).size, 2_000)
  assert.deepEqual([...final].filter(([, { text }]) => text === null).length, gone.size)
})
