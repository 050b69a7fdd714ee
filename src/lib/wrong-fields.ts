import type { z } from 'zod'
import { type Words, words } from './words.ts'

type Issue = z.core.$ZodIssue

/**
 * What is wrong with an input, a sentence beside each field; `given` is the input, to tell what is missing from what is
 * wrong. Zod's own sentences are for programmers and in English; the keys here are written in `core/words.ts`.
 */
export function wrongFields(error: z.core.$ZodError, given?: unknown): Record<string, Words> {
  const fields: Record<string, Words> = {}
  for (const issue of error.issues) {
    const [field, said] = beside(issue, given)
    fields[field] ??= said
  }
  return fields
}

/** The first thing that is wrong, with the field it is beside: `author.name`, or nothing for the whole. */
export function firstWrong(error: z.core.$ZodError, given?: unknown): [field: string, said: Words] {
  const [issue] = error.issues
  return issue ? beside(issue, given) : ['', words('core.field-cannot')]
}

/** One thing that is wrong, in a sentence. */
export const wrongField = (issue: Issue, given?: unknown): Words => beside(issue, given)[1]

function beside(issue: Issue, given: unknown, above: PropertyKey[] = []): [string, Words] {
  const path = [...above, ...issue.path]
  const inner = nearest(issue)
  if (inner && !isMissing(issue, path, given)) return beside(inner, given, path)
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [[...path, ...unknown].map(String).join('.'), isMissing(issue, path, given) ? missing : sentence(issue)]
}

const missing = words('core.field-missing')

/** Of several forms that an input may have, the one that it came nearest to: whose kind it has, at least. */
function nearest(issue: Issue): Issue | undefined {
  if (issue.code !== 'invalid_union') return undefined
  const first = issue.errors.flatMap(([one]) => one ?? [])
  return first.find((one) => one.code !== 'invalid_type' || one.path.length > 0) ?? first[0]
}

function isMissing(issue: Issue, path: PropertyKey[], given: unknown): boolean {
  if (given === undefined) return issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  const value = path.reduce<unknown>((at, name) => (at === undefined || at === null ? at : Object(at)[name]), given)
  return value === undefined && issue.code !== 'custom'
}

function sentence(issue: Issue): Words {
  if (issue.code === 'invalid_type') return words('core.field-kind', { kind: kindOf(issue.expected) })
  if (issue.code === 'invalid_format') return words(formats[issue.format] ?? 'core.field-form')
  if (issue.code === 'invalid_value') return choice(issue.values)
  if (issue.code === 'too_big') return bound(tooBig, issue.origin, Number(issue.maximum))
  if (issue.code === 'too_small') return bound(tooSmall, issue.origin, Number(issue.minimum))
  return words(issue.code === 'unrecognized_keys' ? 'core.field-unknown' : 'core.field-cannot')
}

const kinds = ['string', 'number', 'int', 'boolean', 'array', 'object', 'date'] as const

function kindOf(expected: string): Words {
  const kind = kinds.find((one) => one === (expected === 'record' ? 'object' : expected))
  return words(kind ? `core.kind-${kind}` : 'core.kind-other')
}

const formats: Record<string, string> = {
  uuid: 'core.field-uuid',
  datetime: 'core.field-datetime',
  date: 'core.field-date',
  url: 'core.field-url',
  email: 'core.field-email',
}

function choice(values: readonly unknown[]): Words {
  const said = values.map(String).join(', ')
  return values.length > 0 && said.length <= 300
    ? words('core.field-choice', { values: said })
    : words('core.field-choice-other')
}

const tooBig = { string: 'core.field-long', array: 'core.field-many', number: 'core.field-high' }
const tooSmall = { string: 'core.field-short', array: 'core.field-few', number: 'core.field-low' }

function bound(keys: typeof tooBig, origin: string, limit: number): Words {
  if (origin === 'string') return words(keys.string, { limit })
  if (origin === 'array' || origin === 'set') return words(keys.array, { limit })
  return origin === 'date' ? words('core.field-cannot') : words(keys.number, { limit })
}
