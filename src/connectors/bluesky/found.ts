import { type Words, words } from '../../lib/words.ts'
import type { Account, Context, Found } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { mostImages } from './embed.ts'
import { openJetstream } from './jetstream.ts'
import { notifications } from './notifications.ts'
import { authorOf } from './post.ts'
import { search } from './search.ts'
import { openPds, type Pds } from './session.ts'
import { identifierOf, searchesOf, settingsOf } from './settings.ts'
import { maxGraphemes } from './speak.ts'
import { Profile } from './views.ts'
import { watched } from './watch.ts'

/** Signs in, looks at the account, and tries to listen. */
export async function test(context: Context): Promise<Found> {
  const pds = await openPds(context)
  const account = await accountOf(context, pds)
  await notifications(pds, context.now).fetch(undefined)
  const handle = account.handle ?? account.name
  const settings = settingsOf(context)
  const searches = searchesOf(settings)
  const listensFor = searches.length > 0 ? [words('bluesky.hears-words', { words: searches.join(', ') })] : []
  const all = settings.firehose ? [words('bluesky.hears-firehose')] : []
  return {
    account,
    hears: [
      words('bluesky.hears-addressed', { handle }),
      words('bluesky.hears-ours', { handle }),
      ...listensFor,
      ...all,
    ],
    says: [words('bluesky.says-replies', { handle })],
    limits: [
      words('bluesky.limit-length', { max: maxGraphemes }),
      words('bluesky.limit-images', { max: mostImages }),
      words('bluesky.limit-deletions', { count: watched }),
      words('bluesky.limit-muted', { handle }),
      words('bluesky.limit-direct'),
      ...(await searchTrouble(context, pds, searches)),
      ...(settings.firehose ? await streamTrouble(settings.jetstream) : []),
    ],
  }
}

/** https://docs.bsky.app/docs/api/app-bsky-actor-get-profile; an account that has no profile yet has its handle. */
async function accountOf(context: Context, pds: Pds): Promise<Account> {
  const answer = await pds.attempt('app.bsky.actor.getProfile', { params: { actor: pds.did } }, Profile)
  const handle = identifierOf(settingsOf(context))
  const { isBot, ...known } = authorOf(answer.ok ? answer.value : { did: pds.did, handle })
  return { ...known, ourIds: [pds.did], facts: { pds: pds.url } }
}

async function searchTrouble(context: Context, pds: Pds, searches: string[]): Promise<Words[]> {
  const [word] = searches
  if (word === undefined) return []
  try {
    await search(pds, word, context.now).fetch(undefined)
    return []
  } catch (error) {
    if (error instanceof ConnectorFailure && error.kind !== 'reconnect')
      return [words('bluesky.search-unavailable', { detail: error.kind })]
    throw error
  }
}

/** Whether anything comes at all; the whole network is never silent for so long. */
async function streamTrouble(jetstream: string): Promise<Words[]> {
  const flow = openJetstream(jetstream, undefined)
  try {
    const events = await flow.take(5_000)
    return events?.length ? [] : [words('bluesky.firehose-unavailable', { host: new URL(jetstream).host })]
  } finally {
    flow.close()
  }
}
