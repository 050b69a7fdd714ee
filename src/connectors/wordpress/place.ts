import { z } from 'zod'
import type { Context } from '../connector.ts'
import { type Api, apiAt } from './client.ts'
import { discover, type Site } from './discover.ts'
import { type Settings, settings } from './settings.ts'
import { type Me, meShape } from './shapes.ts'

/** What a test learns of the site and keeps in the account. */
export const facts = z.object({
  api: z.string(),
  home: z.string(),
  siteName: z.string(),
  userId: z.number(),
  /** Sees e-mail addresses and what is held, and may decide about every comment. */
  moderates: z.boolean(),
  /** May ask for comments by their state; sees those it may edit. */
  editsPosts: z.boolean(),
})
export type Facts = z.infer<typeof facts>

/** Where we are and as whom: what every verb of this connector works with. */
export interface Place extends Facts {
  http: Api
  settings: Settings
  now: () => Date
}

export async function placeOf(context: Context): Promise<Place> {
  const parsed = settings.parse(context.settings)
  const known = facts.safeParse(context.account?.facts)
  const found = known.success ? known.data : await look(context, parsed)
  return { ...found, http: apiAt(found.api, context, parsed), settings: parsed, now: context.now }
}

async function look(context: Context, parsed: Settings): Promise<Facts> {
  const site = await discover(context, parsed.site)
  return factsFrom(site, await whoAmI(apiAt(site.api, context, parsed)))
}

export const whoAmI = async (api: Api): Promise<Me> =>
  meShape.parse((await api.get('wp/v2/users/me', { context: 'edit' })).data)

export const factsFrom = ({ api, home, name }: Site, me: Me): Facts => ({
  api,
  home,
  siteName: name,
  userId: me.id,
  moderates: me.capabilities.moderate_comments === true,
  editsPosts: me.capabilities.edit_posts === true,
})

/** What to add to a question about comments to be told all that this account may know. */
export const privileges = ({ moderates, editsPosts }: Facts, status: 'all' | 'any') => ({
  // Without these rights WordPress refuses the parameters themselves.
  ...(moderates && { context: 'edit' }),
  ...(editsPosts && { status, type: 'all' }),
})
