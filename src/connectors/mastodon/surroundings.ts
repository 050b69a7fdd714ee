import type { Context, Heard } from '../connector.ts'
import { ask, read } from './api.ts'
import { context as contextOf } from './entities.ts'
import { messageOf, refusal, understand } from './message.ts'
import { placeOf } from './place.ts'
import { threadBytes } from './watch.ts'

/**
 * Everything above and below a message. Mastodon names no root: it is the first of those above.
 * https://docs.joinmastodon.org/methods/statuses/#context
 */
export async function surroundings(context: Context, externalId: string): Promise<Heard[]> {
  const place = await placeOf(context)
  const answer = await ask(context, `/api/v1/statuses/${encodeURIComponent(externalId)}/context`, {
    maxBytes: threadBytes,
  })
  const { ancestors, descendants } = read(contextOf, answer)
  const first = ancestors.map(understand).find((said) => typeof said === 'object')
  const root = typeof first === 'object' ? first.id : externalId
  return [...ancestors, ...descendants].flatMap((raw): Heard[] => {
    const said = understand(raw)
    if (said === undefined) return []
    return [said === 'refused' ? refusal(raw) : { kind: 'message', message: messageOf(place, said, { root }) }]
  })
}
