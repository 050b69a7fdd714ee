import { z } from 'zod'
import { wayBack } from '../access/index.ts'
import { type Ctx, done } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { tell, type Undo } from './flash.ts'

/** Where a form was, so that its deed leads back there. */
export const back = z.object({ back: z.string().max(2000).optional() })

/** What a deed says it did (a key of ours without the room, with what fills it), and how it is undone. */
export interface Deed {
  did: string
  params?: Record<string, string | number>
  undo?: Undo
}

/** After a deed: the thing as JSON, or back to the page, which says once what was done. */
export function answerDeed(
  c: Ctx,
  json: unknown,
  page: string,
  { did, params, undo }: Deed,
  status: 200 | 201 | 202 = 200,
): Response {
  tell(c, words(`conversations.${did}`, params), undo)
  return done(c, json, page, status)
}

export const pageAfter = (conversationId: string, given: { back?: string | undefined }): string =>
  given.back ? wayBack(given.back) : `/conversations/${conversationId}`

export const undo = (method: Undo['method'], action: string, fields: Record<string, string> = {}): Undo => ({
  method,
  action,
  fields,
})
