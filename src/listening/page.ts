import { z } from 'zod'
import { notFound } from '../core/errors.ts'
import type { Ctx } from '../core/web.ts'
import type { ShellOf } from '../ui/shell.ts'
import { told } from './flash.ts'

export const pageOf = ({ id }: { id: string }): string => `/listening/queries/${id}`

/** The desk with what the last deed has to say. */
export async function shellWithNews(c: Ctx, shellOf: ShellOf) {
  const flash = told(c)
  return { ...(await shellOf(c)), ...(flash ? { flash } : {}) }
}

/** An id in the address; what is none finds nothing. */
export function idIn(c: Ctx): string {
  const parsed = z.uuid().safeParse(c.req.param('id'))
  if (!parsed.success) throw notFound()
  return parsed.data
}
