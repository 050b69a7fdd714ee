import { readFileSync } from 'node:fs'
import path from 'node:path'
import { coach } from '../src/conversations/coach/coach.ts'
import { type CoachExample, parseCoachExamples } from '../src/conversations/coach/examples/parse.ts'
import { type RemarkKind, remarkKinds } from '../src/conversations/coach/remark.ts'
import { createReader, type Reader } from '../src/reading/index.ts'
import { share } from './measures.ts'
import type { Line } from './table.ts'

const folder = path.resolve(process.cwd(), 'src/conversations/coach/examples')
const languages = ['es', 'en'] as const

/** Drafts that were written apart from the rules and kept apart: of each remark, how often it is right and how much it finds. */
export function evaluateCoach(begin: 'kept' | 'own' = 'kept'): Line[] {
  return languages.flatMap((language) => {
    const tried = tryCoach(`${begin}-${language}`)
    return remarkKinds.flatMap((kind) =>
      lines(
        kind,
        language,
        tried.filter(({ example }) => example.kind === kind),
      ),
    )
  })
}

export interface Tried {
  example: CoachExample
  speaks: boolean
}

/** Every example of a file, and whether the coach makes its remark. */
export function tryCoach(name: string): Tried[] {
  const reader = createReader()
  const examples = parseCoachExamples(readFileSync(path.join(folder, `${name}.txt`), 'utf8'))
  return examples.map((example) => ({ example, speaks: kindsSaid(reader, example).has(example.kind) }))
}

function lines(kind: RemarkKind, language: string, tried: readonly Tried[]): Line[] {
  const hits = tried.filter(({ example, speaks }) => example.speaks && speaks).length
  const said = tried.filter(({ speaks }) => speaks).length
  const due = tried.filter(({ example }) => example.speaks).length
  const on = `coach, ${kind}, ${language}`
  return [
    { on, measure: 'precision', found: share(hits, said), must: 0.85 },
    { on, measure: 'recall', found: share(hits, due), must: 0.75 },
  ]
}

/** What an example leaves open of harm and suggestions is read, as it is at work. */
function kindsSaid(reader: Reader, { theirs, context, draft }: CoachExample): Set<RemarkKind> {
  const readings = reader.read(theirs.map((text) => ({ text })))
  const told = (key: string, intent: 'complaint' | 'suggestion', at: number) =>
    context.has(key)
      ? context.get(key) === 'yes'
      : (readings[at]?.intents.some(({ value, p }) => value === intent && p >= 0.5) ?? false)
  const limit = limits[context.get('network')?.toLowerCase() ?? '']
  const { remarks } = coach({
    draft,
    theirs: theirs.map((text, at) => ({
      text,
      harm: told('harm', 'complaint', at),
      suggestion: told('suggestion', 'suggestion', at),
    })),
    name: context.get('name'),
    isPublic: context.get('public') !== 'no',
    earlier: context.get('earlier')?.split('\n\n') ?? [],
    ...(limit ? { limit: { max: limit, unit: 'graphemes' as const } } : {}),
  })
  return new Set(remarks.map(({ kind }) => kind))
}

/** How much one message of a network holds. */
const limits: Readonly<Record<string, number>> = {
  x: 280,
  twitter: 280,
  bluesky: 300,
  mastodon: 500,
  threads: 500,
  instagram: 1_000,
  whatsapp: 4_096,
}
