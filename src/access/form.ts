import type { Context } from 'hono'
import { z } from 'zod'
import { Refusal } from '../core/errors.ts'
import type { T } from '../core/i18n/translator.ts'
import { type Env, wantsJson } from '../core/web.ts'
import { type Words, words } from '../lib/words.ts'

/** What came in, before it is understood: a form's fields or a JSON object. */
export type Given = Record<string, unknown>

export async function readGiven(c: Context): Promise<Given> {
  if (c.req.header('content-type')?.startsWith('application/json')) {
    const body: unknown = await c.req.json().catch(() => undefined)
    return z.record(z.string(), z.unknown()).catch({}).parse(body)
  }
  return c.req.parseBody({ all: true })
}

/** Understands what came in, or refuses with what to write instead beside each field; `wrong` names those sentences. */
export function parseGiven<S extends z.ZodObject>(
  schema: S,
  given: Given,
  wrong: Partial<Record<keyof z.infer<S>, string>>,
): z.infer<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const fields: Record<string, Words> = {}
  for (const { path } of parsed.error.issues) {
    const [field = ''] = path.map(String)
    fields[field] = words(wrong[field] ?? 'access.choice-wrong')
  }
  throw new Refusal(422, words('access.form-wrong'), { fields })
}

/** A form to be filled in again: what was written, and what is wrong with it. */
export interface Again {
  values: Given
  /** Already in the reader's language. */
  errors: Record<string, string>
  /** What is wrong with the whole. */
  message?: string
}

export const blank: Again = { values: {}, errors: {} }

/**
 * Does what a form asks. When it is refused, a person gets the form back with what they wrote and what is wrong, and a
 * program the refusal itself.
 */
export async function orAgain(
  c: Context<Env>,
  work: (given: Given) => Promise<Response>,
  page: (again: Again) => Promise<unknown>,
): Promise<Response> {
  const given = await readGiven(c)
  try {
    return await work(given)
  } catch (error) {
    if (!(error instanceof Refusal) || wantsJson(c)) throw error
    if (error.retryAfterS) c.header('retry-after', String(error.retryAfterS))
    return c.html(String(await page(asAgain(c.var.t, given, error))), error.status)
  }
}

function asAgain(t: T, values: Given, refusal: Refusal): Again {
  const errors = Object.entries(refusal.fields).map(([field, said]) => [field, t.words(said)] as const)
  const whole = errors.length > 0 ? {} : { message: t.words(refusal.words) }
  return { values, errors: Object.fromEntries(errors), ...whole }
}

/** What was written into a field, to be shown again. */
export const textOf = (given: Given, field: string, otherwise = ''): string => {
  const value = given[field]
  return typeof value === 'string' ? value : otherwise
}

/** The chosen ones among boxes of one name. */
export const chosen = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(z.string().max(100)).max(500),
)
