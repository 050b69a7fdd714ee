import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { type Ctx, wantsJson } from '../core/web.ts'
import type { Words } from '../lib/words.ts'
import type { Flash } from './components/toast.tsx'

/** The inverse of a deed, as a form. */
export interface Undo {
  action: string
  method: 'post' | 'put' | 'patch' | 'delete'
  fields: Record<string, string>
}

/** What a room says of its last deed, on the next page and once. */
export interface Flashes {
  /** Has the next page say what was done, with the way back where there is one. Programs are told in the answer. */
  tell(c: Ctx, said: Words, undo?: Undo): void
  /** What the last deed has to say. */
  told(c: Ctx): Flash | undefined
}

/** `keys` and `paths` are the room's own sentences and addresses: a cookie is no proof of who wrote it. */
export function createFlashes({ cookie, keys, paths }: { cookie: string; keys: RegExp; paths: RegExp }): Flashes {
  const kept = z.object({
    key: z.string().regex(keys),
    params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    undo: z
      .object({
        action: z.string().regex(paths),
        method: z.enum(['post', 'put', 'patch', 'delete']),
        fields: z.record(z.string(), z.string()),
      })
      .optional(),
  })
  return {
    tell(c, said, undo) {
      if (wantsJson(c)) return
      setCookie(c, cookie, JSON.stringify({ ...said, ...(undo ? { undo } : {}) }), {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: c.var.publicUrl.startsWith('https:'),
        maxAge: 60,
      })
    },
    told(c) {
      const text = getCookie(c, cookie)
      if (!text) return undefined
      deleteCookie(c, cookie, { path: '/' })
      const parsed = kept.safeParse(asJson(text))
      if (!parsed.success) return undefined
      const { key, params, undo } = parsed.data
      return { text: c.var.t(key, params), ...(undo ? { undo } : {}) }
    },
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
