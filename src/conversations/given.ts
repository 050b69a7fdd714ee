import { z } from 'zod'
import { notFound, Refusal } from '../core/errors.ts'
import type { Ctx } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { wrongFields } from '../lib/wrong-fields.ts'

/** What came in, as JSON or as a form, understood; else refused (400, 422) with words beside each field. */
export async function given<S extends z.ZodType>(c: Ctx, schema: S): Promise<z.output<S>> {
  return understood(schema, await read(c), 422)
}

/** The same of the address's query (400). */
export const asked = <S extends z.ZodType>(c: Ctx, schema: S): z.output<S> => understood(schema, c.req.query(), 400)

function understood<S extends z.ZodType>(schema: S, value: unknown, status: 400 | 422): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = wrongFields(parsed.error, value)
  throw new Refusal(status, words('conversations.not-understood'), { fields })
}

async function read(c: Ctx): Promise<unknown> {
  const type = c.req.header('content-type') ?? ''
  if (/^application\/([\w.-]+\+)?json\b/i.test(type)) return json(await c.req.text())
  if (/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return c.req.parseBody()
  return {}
}

/** Many programs name JSON on every request: nothing at all is then an empty object, as it is without a type. */
function json(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new Refusal(400, words('conversations.not-json'))
  }
}

/** An id in the address; what is none finds nothing. */
export function idOf(c: Ctx, name = 'id'): string {
  const parsed = z.uuid().safeParse(c.req.param(name))
  if (!parsed.success) throw notFound()
  return parsed.data
}
