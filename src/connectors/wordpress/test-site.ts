import { z } from 'zod'
import { type Words, words } from '../../lib/words.ts'
import type { Account, Context, Found } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { handleOf, largest, userId } from './author.ts'
import { type Api, apiAt, rowsOf } from './client.ts'
import { discover, type Site } from './discover.ts'
import { windowRows } from './new-comments.ts'
import { type Facts, factsFrom, privileges, whoAmI } from './place.ts'
import { plain } from './plain.ts'
import { type Settings, settings } from './settings.ts'
import type { Me } from './shapes.ts'

/** Finds the site, enters as the user, and says in words what can be heard, said and decided there. */
export async function test(context: Context): Promise<Found> {
  const given = settings.parse(context.settings)
  if (!given.hearPosts && !given.hearComments) throw new ConnectorFailure('invalid', words('wordpress.nothing-to-hear'))
  const site = await discover(context, given.site)
  const api = apiAt(site.api, context, given)
  const me = await enter(api, site)
  const known = factsFrom(site, me)
  await api.get('wp/v2/comments', { per_page: 1, ...privileges(known, 'all') })
  const account = accountOf(site, me, known, await colleagues(api, me))
  return { account, hears: hears(given, known), says: says(me, known), limits: limits(site, known) }
}

async function enter(api: Api, site: Site): Promise<Me> {
  try {
    return await whoAmI(api)
  } catch (error) {
    if (!(error instanceof ConnectorFailure) || error.kind !== 'reconnect' || site.takesPasswords) throw error
    // The site takes no application passwords at all, so the fault is not in what was typed.
    throw new ConnectorFailure('reconnect', words('wordpress.passwords-off', { host: new URL(site.api).host }))
  }
}

/**
 * Everybody who publishes here is us: an answer a colleague gives in WordPress is an answer. Only an administrator
 * may ask who they are; for others it is the connected user alone.
 */
async function colleagues(api: Api, me: Me): Promise<number[]> {
  if (me.capabilities.list_users !== true) return [me.id]
  const asked = { roles: 'administrator,editor,author', per_page: 100, _fields: 'id' }
  const rows = rowsOf(await api.get('wp/v2/users', asked))
  const ids = rows.flatMap((row) => z.object({ id: z.number() }).safeParse(row).data?.id ?? [])
  return [...new Set([me.id, ...ids])]
}

function accountOf(site: Site, me: Me, known: Facts, ours: number[]): Account {
  const avatarUrl = largest(me.avatar_urls)
  return {
    externalId: userId(site, me.id),
    name: plain(me.name) || site.name,
    ...(me.slug && { handle: handleOf(site, me.slug) }),
    url: site.home,
    ...(avatarUrl !== undefined && { avatarUrl }),
    ourIds: ours.map((id) => userId(site, id)),
    facts: known,
  }
}

const hears = (given: Settings, known: Facts): Words[] => [
  ...(given.hearPosts ? [words('wordpress.hears-posts')] : []),
  ...(given.hearComments ? [words('wordpress.hears-comments')] : []),
  ...(given.hearComments ? [words(heldComments(known))] : []),
]

const heldComments = ({ moderates, editsPosts }: Facts): string => {
  if (moderates) return 'wordpress.hears-held'
  return editsPosts ? 'wordpress.hears-held-own' : 'wordpress.hears-approved'
}

const says = (me: Me, known: Facts): Words[] => [
  words('wordpress.says-replies', { name: plain(me.name), role: me.roles[0] ?? '?' }),
  ...(known.moderates ? [words('wordpress.says-moderates')] : []),
]

const limits = (site: Site, known: Facts): Words[] => [
  words('wordpress.limit-window', { count: windowRows }),
  ...(known.moderates ? [] : [words('wordpress.limit-no-moderation'), words('wordpress.limit-flood')]),
  ...(site.api.startsWith('https:') ? [] : [words('wordpress.limit-plain-http')]),
]
