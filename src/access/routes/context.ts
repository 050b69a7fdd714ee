import { z } from 'zod'
import { notFound } from '../../core/errors.ts'
import type { Ctx } from '../../core/web.ts'
import type { ShellOf } from '../../ui/shell.ts'
import type { Access } from '../access.ts'
import type { HousePage } from '../house.ts'
import { viewerOf } from '../policy.ts'

/** What every page of this room needs. */
export interface Pages {
  access: Access
  shellOf: ShellOf
  /** Pages about the house that rooms above have added. */
  more: readonly HousePage[]
  /** The message keys there are, so that the audit finds the sentences of all rooms' events. */
  keys: ReadonlySet<string>
}

export const houseOf = async (c: Ctx, { shellOf, more }: Pages) => ({
  shell: await shellOf(c),
  viewer: viewerOf(c),
  more,
})

/** An id from the address; anything else leads nowhere. */
export function idIn(c: Ctx, name = 'id'): string {
  const parsed = z.uuid().safeParse(c.req.param(name))
  if (!parsed.success) throw notFound()
  return parsed.data
}
