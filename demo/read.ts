/**
 * Prints what people say in the sample, to be read by eyes: `node bin/node24.mjs --import tsx demo/read.ts [COUNT] [DAYS]`, and how often
 * a message and a sentence is said again.
 */
import type { Happening } from './happening.ts'
import { lotOf } from './lot.ts'
import { sentencesOf } from './sayer.ts'
import { tell } from './story.ts'

const [count = 50, days = 90] = process.argv.slice(2).map(Number)
const start = new Date(Date.UTC(2026, 7, 23, 22))
const happened = until(start.getTime() + days * 86_400_000)
const texts = happened.flatMap((it) => textOf(it) ?? [])
const lot = lotOf(process.argv[4] ?? 'read')
const from = Math.floor(lot() * Math.max(1, texts.length - count))
for (const it of process.argv[5] === 'row'
  ? texts.slice(from, from + count)
  : Array.from({ length: count }, () => lot.one(texts)))
  console.log(`${it.where.padEnd(9)} ${it.who}: ${it.text}`)
const sentences = texts.flatMap(({ text }) => sentencesOf(text))
console.log(
  `\n${texts.length} texts, ${again(texts.map(({ text }) => text))} % said again; ${again(sentences)} % of ${sentences.length} sentences`,
)
const worn = [...Map.groupBy(sentences, (it) => it)].sort((a, b) => b[1].length - a[1].length).slice(0, 12)
for (const [text, all] of worn) console.log(`  ${all.length} × ${text}`)
const kinds = Map.groupBy(happened, (it) => (it.kind === 'said' ? `said at ${it.window}` : it.does.it))
console.log([...kinds].map(([kind, all]) => `${kind} ${all.length}`).join(' · '))

function until(end: number): Happening[] {
  const all: Happening[] = []
  for (const it of tell({ seed: 'faro', start })) {
    if (it.at > end) return all
    all.push(it)
  }
  return all
}

function textOf(it: Happening) {
  if (it.kind === 'said') return { where: it.window, who: it.author.name, text: it.text }
  if (it.does.it === 'reply') return { where: it.window, who: `<${it.by}>`, text: it.does.text }
  return it.does.it === 'note' ? { where: 'note', who: `<${it.by}>`, text: it.does.text } : undefined
}

function again(all: readonly string[]): string {
  return ((100 * (all.length - new Set(all).size)) / all.length).toFixed(2)
}
