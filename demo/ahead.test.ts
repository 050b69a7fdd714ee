import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ahead } from './ahead.ts'
import type { Happening } from './happening.ts'
import { tell } from './story.ts'

test('nothing is lost, each thread keeps its order, and colleagues act between what people say', () => {
  const start = new Date('2026-08-23T22:00:00Z')
  const ahead = new Ahead(tell({ seed: 'ahead', start }))
  const taken = Array.from({ length: 900 }, () => ahead.next())
  const story: Happening[] = []
  for (const it of tell({ seed: 'ahead', start })) {
    if (story.length === 900 + ahead.waiting) break
    story.push(it)
  }
  const left = story.filter(
    (it) => !taken.some((other) => other.at === it.at && other.thread === it.thread && other.kind === it.kind),
  )
  assert.ok(left.length <= ahead.waiting)
  for (const [, thread] of Map.groupBy(taken, (it) => it.thread))
    for (const [at, it] of thread.entries()) assert.ok(at === 0 || it.at >= (thread[at - 1]?.at ?? 0))
  const [longest] = taken
    .map(({ kind }) => (kind === 'said' ? 's' : ' '))
    .join('')
    .split(' ')
    .sort((a, b) => b.length - a.length)
  assert.ok((longest?.length ?? 0) < 60, `${longest?.length} spoke before anybody did anything`)
})
