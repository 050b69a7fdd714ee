import { api } from './api/index.ts'
import { bluesky } from './bluesky/index.ts'
import { feed } from './feed/index.ts'
import { mastodon } from './mastodon/index.ts'
import { registry } from './registry.ts'
import { wordpress } from './wordpress/index.ts'

/** The networks this Tertulia knows. A new one is a folder beside these and a name here. */
export const allConnectors = registry([mastodon, bluesky, wordpress, feed, api])
