import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { createTranslator } from '../core/i18n/translator.ts'
import { coreWords } from '../core/words.ts'
import { firstWrong, wrongFields } from './wrong-fields.ts'

const translator = createTranslator([coreWords])
const said = (language: string, schema: z.ZodType, given: unknown) => {
  const t = translator.for(language)
  const { error } = schema.safeParse(given)
  const fields = error ? wrongFields(error, given) : {}
  return Object.fromEntries(Object.entries(fields).map(([field, words]) => [field, t.words(words)]))
}

const person = z.strictObject({
  name: z.string().min(1).max(5),
  age: z.int().min(0).max(150).optional(),
  role: z.enum(['agent', 'owner']),
  team: z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  day: z.iso.date().optional(),
  page: z.url().optional(),
  mail: z.email().optional(),
  tags: z.array(z.string()).max(2).optional(),
  is_new: z.boolean().optional(),
})

const right = { name: 'Rosa', role: 'agent' }

const cases: [what: string, wrong: Record<string, unknown>, field: string, en: RegExp, es: RegExp][] = [
  ['missing', { name: undefined }, 'name', /^This is needed\.$/, /^Hace falta\.$/],
  ['a choice that is missing', { role: undefined }, 'role', /^This is needed\.$/, /^Hace falta\.$/],
  ['of a wrong kind', { name: 7 }, 'name', /^It must be a text\.$/, /^Tiene que ser un texto\.$/],
  ['a number that is none', { age: 'x' }, 'age', /a number/, /un número/],
  ['a number with a fraction', { age: 1.5 }, 'age', /a whole number/, /un número entero/],
  ['yes or no', { is_new: 'yes' }, 'is_new', /true or false/, /true o false/],
  ['a list', { tags: 'x' }, 'tags', /a list/, /una lista/],
  ['within a list', { tags: ['a', 1] }, 'tags.1', /a text/, /un texto/],
  ['too many', { tags: ['a', 'b', 'c'] }, 'tags', /at most 2/, /2 como mucho/],
  ['too long', { name: 'Rosalía' }, 'name', /at most 5 characters/, /5 caracteres como mucho/],
  ['empty', { name: '' }, 'name', /It is empty/, /Está vacío/],
  ['too much', { age: 151 }, 'age', /150 or less/, /150 o menos/],
  ['too little', { age: -1 }, 'age', /0 or more/, /0 o más/],
  ['an unknown value', { role: 'king' }, 'role', /one of these: agent, owner\./, /uno de estos: agent, owner\./],
  ['no id, where nothing is allowed too', { team: '7' }, 'team', /not an id/, /No es un identificador/],
  ['no moment', { since: 'soon' }, 'since', /2026-11-22T/, /2026-11-22T/],
  ['no date', { day: '22/11/2026' }, 'day', /like 2026-11-22\./, /como 2026-11-22\./],
  ['no address', { page: 'example' }, 'page', /https:\/\//, /https:\/\//],
  ['no e-mail', { mail: 'rosa' }, 'mail', /e-mail/, /correo/],
  ['a field that there is not', { nome: 'x' }, 'nome', /no field of this name/, /ningún campo/],
]

for (const [what, wrong, field, en, es] of cases)
  test(`what is ${what} is said beside its field, in either language`, () => {
    const given = { ...right, ...wrong }
    assert.deepEqual(Object.keys(said('en', person, given)), [field])
    assert.match(said('en', person, given)[field] ?? '', en)
    assert.match(said('es', person, given)[field] ?? '', es)
  })

test('every field is said, and the whole when it is no object', () => {
  assert.deepEqual(Object.keys(said('en', person, { name: 1, role: 1 })), ['name', 'role'])
  assert.deepEqual(said('en', person, []), { '': 'It must be an object with fields.' })
})

test('no sentence of zod’s own reaches anybody, whatever is wrong', () => {
  const odd = z.object({
    five: z.number().multipleOf(5),
    form: z.string().regex(/^x$/),
    own: z.string().refine(() => false),
    kind: z.discriminatedUnion('of', [z.object({ of: z.literal('a') })]),
    by: z.record(z.enum(['a']), z.string()),
  })
  const sentences = said('en', odd, { five: 3, form: 'y', own: 'z', kind: { of: 'b' }, by: { a: 'x', q: 'x' } })
  assert.equal(Object.keys(sentences).length, 5)
  for (const sentence of Object.values(sentences)) assert.doesNotMatch(sentence, /Invalid|expected|received|\{/)
})

test('without the input, what is missing is still told from what is wrong', () => {
  const { error } = person.safeParse({ role: 'agent' })
  assert.deepEqual(error && firstWrong(error), ['name', { key: 'core.field-missing' }])
})
