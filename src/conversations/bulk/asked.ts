import { z } from 'zod'
import type { Db } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import type { Viewer } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import { placeAsked, placeOf } from '../place.ts'
import { placeNamed } from '../saved-views/saved-view.ts'
import { type Chosen, mostChosen } from './chosen.ts'

const ids = z.array(z.uuid()).max(mostChosen)
export const listAsked = placeAsked.omit({ after: true, limit: true })

/** Which conversations, as a program or a form says it, and where the form was. */
export const chosenAsked = z.object({
  back: z.string().max(2000).optional(),
  ids: ids.optional(),
  'ids[]': z.union([ids, z.uuid().transform((id) => [id])]).optional(),
  /** All that a list holds: as its address says it, or a form with the box ticked. */
  match: listAsked.optional(),
  all: z.literal('1').optional(),
  at: z.string().max(4000).optional(),
})

/** These, or all that a list holds. Refuses (422) an address that is none. */
export async function chosenIn(db: Db, fields: z.infer<typeof chosenAsked>, viewer: Viewer): Promise<Chosen> {
  const { match, all, at } = fields
  if (match) return { place: placeOf(match) }
  if (!all) return { ids: fields.ids ?? fields['ids[]'] ?? [] }
  const query = Object.fromEntries(new URLSearchParams(at ?? ''))
  const parsed = listAsked.safeParse(query)
  if (!parsed.success) throw unclear('conversations.not-understood')
  return { place: await placeNamed(db, placeOf(parsed.data), query, viewer) }
}

export const unclear = (key: string) => new Refusal(422, words(key), { fields: { deed: words(key) } })
