import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parseCoachExamples } from '../../src/conversations/coach/examples/parse.ts'
import { textOf } from '../../src/conversations/coach/text.ts'

const examples = path.resolve(import.meta.dirname, '../../src/conversations/coach/examples')
const shortest = 5

test('no draft that the coach learns from is nearly one that it is measured with', () => {
  const near: string[] = []
  for (const language of ['es', 'en']) {
    const kept = parseCoachExamples(readFileSync(path.join(examples, `kept-${language}.txt`), 'utf8')).map(
      ({ draft }) => runsOf(draft),
    )
    const holders = new Map<string, number[]>()
    for (const [at, runs] of kept.entries()) for (const run of runs) holders.set(run, [...(holders.get(run) ?? []), at])
    for (const line of written(language)) {
      const runs = runsOf(line.split(' | ').slice(1).join(' | '))
      const shared = new Map<number, number>()
      for (const run of runs) for (const at of holders.get(run) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
      const most = Math.max(0, ...[...shared].map(([at, many]) => many / Math.min(runs.size, kept[at]?.size ?? 1)))
      if (most > 0.5) near.push(line)
    }
  }
  assert.equal(
    near.length,
    0,
    `${near.length} drafts share most of their words with a kept one; the first begins: ${near[0]?.slice(0, 60)}`,
  )
})

const written = (language: string): string[] =>
  readdirSync(import.meta.dirname)
    .filter((name) => name.startsWith(`${language}-`) && name.endsWith('.txt'))
    .flatMap((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8').split('\n'))
    .filter((line) => /^[+-] /.test(line))

/** Every three words that follow each other; of a text too short to tell, none. */
function runsOf(text: string): Set<string> {
  const forms = textOf(text).words.map(({ form }) => form)
  if (forms.length < shortest) return new Set()
  return new Set(forms.slice(2).map((form, at) => `${forms[at]} ${forms[at + 1]} ${form}`))
}
