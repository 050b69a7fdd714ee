import { ConnectorFailure } from '../failure.ts'
import type { Place } from './place.ts'

/** The state of a comment that is there and that we may not see: held, spam or in the trash, nobody tells us which. */
export const withheld = 'withheld'

/** Single questions in one look; the others keep their state until the next. */
const mostAsked = 20

/**
 * What became of comments that no list shows us. Whoever may moderate sees everything, and so they are gone; anybody else
 * must ask for each, since WordPress refuses to show one that is withheld and knows none that was deleted.
 */
export async function fateOfUnseen(place: Place, ids: number[]): Promise<Map<number, typeof withheld | 'gone'>> {
  if (place.moderates) return new Map(ids.map((id) => [id, 'gone']))
  const first = ids.length > mostAsked ? Math.floor(place.now().getTime() / 3_600_000) % ids.length : 0
  const asked = [...ids.slice(first), ...ids.slice(0, first)].slice(0, mostAsked)
  const fates = new Map<number, typeof withheld | 'gone'>()
  for (const id of asked) fates.set(id, (await isWithheld(place, id)) ? withheld : 'gone')
  return fates
}

const refusals = ['rest_cannot_read', 'rest_cannot_read_post']

async function isWithheld(place: Place, id: number): Promise<boolean> {
  try {
    const { refusal } = await place.http.get(`wp/v2/comments/${id}`, {}, [...refusals, 'rest_comment_invalid_id'])
    // Shown after all: it came back between our two questions, and the next look hears it.
    return refusal !== 'rest_comment_invalid_id'
  } catch (error) {
    // A site that answers lists but no single comments cannot tell us more than that it is not in the list.
    if (error instanceof ConnectorFailure && error.kind === 'reconnect') return false
    throw error
  }
}
