import { words } from '../../lib/words.ts'
import type { Context, Reacted, Reacting } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { ask } from './api.ts'

/**
 * https://docs.joinmastodon.org/methods/statuses/#favourite and #boost: both ways, and saying either again changes nothing.
 * What is not public is not boosted: https://docs.joinmastodon.org/user/posting/#privacy
 */
export const react: Record<'like' | 'boost', Reacting> = {
  like: { label: 'mastodon.favourite', set: deed('favourite', 'unfavourite') },
  boost: { label: 'mastodon.boost', to: ['public', 'unlisted'], set: deed('reblog', 'unreblog') },
}

function deed(does: string, undoes: string): Reacting['set'] {
  return async (context: Context, { externalId }: Reacted, on: boolean) => {
    const path = `/api/v1/statuses/${encodeURIComponent(externalId)}/${on ? does : undoes}`
    const { status } = await ask(context, path, { method: 'POST', accept: [403, 404, 410, 422] })
    if (status === 403) throw new ConnectorFailure('invalid', words('mastodon.may-not-react'))
    // What is gone has no reaction of ours either.
    if (status !== 200 && on) throw new ConnectorFailure('gone', words('mastodon.post-gone'))
  }
}
