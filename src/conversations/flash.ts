import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Ctx } from '../core/web.ts'
import { wantsJson } from '../core/web.ts'
import type { Words } from '../lib/words.ts'
import type { Flash } from '../ui/components/toast.tsx'

const cookie = 'tertulia-said'

/** The inverse of a deed, as a form. Only paths of these rooms: a cookie is no proof of who wrote it. */
const undoing = z.object({
  action: z.string().regex(/^\/(conversations|replies|notes|messages)\/[\w./%~-]+$/),
  method: z.enum(['post', 'put', 'delete']),
  fields: z.record(z.string(), z.string()),
})

const kept = z.object({
  key: z.string().regex(/^conversations\.[\w.-]+$/),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  undo: undoing.optional(),
})

export type Undo = z.infer<typeof undoing>

/** Has the next page say once what was done, with the way back where there is one. Programs are told in the answer. */
export function tell(c: Ctx, said: Words, undo?: Undo): void {
  if (wantsJson(c)) return
  setCookie(c, cookie, JSON.stringify({ ...said, ...(undo ? { undo } : {}) }), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.publicUrl.startsWith('https:'),
    maxAge: 60,
  })
}

/** What the last deed has to say; it is said once. */
export function told(c: Ctx): Flash | undefined {
  const text = getCookie(c, cookie)
  if (!text) return undefined
  deleteCookie(c, cookie, { path: '/' })
  const parsed = kept.safeParse(asJson(text))
  if (!parsed.success) return undefined
  const { key, params, undo } = parsed.data
  return { text: c.var.t(key, params), ...(undo ? { undo } : {}) }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
