import { Hono } from 'hono'
import type { Env } from '../core/web.ts'
import type { ShellOf } from '../ui/shell.ts'
import type { Access } from './access.ts'
import { ownEventKeys } from './audit-words.ts'
import type { HousePage } from './house.ts'
import { auditRoutes } from './routes/audit.tsx'
import { linkRoutes } from './routes/links.tsx'
import { meRoutes } from './routes/me.tsx'
import { organisationRoutes } from './routes/organisation.tsx'
import { setUpRoutes } from './routes/set-up.tsx'
import { signInRoutes } from './routes/sign-in.tsx'
import { teamRoutes } from './routes/team.tsx'
import { teamsRoutes } from './routes/teams.tsx'
import { tokenRoutes } from './routes/tokens.tsx'

export interface AccessRoutesOptions {
  shellOf: ShellOf
  /** Further pages about the house, for its tabs. */
  housePages?: readonly HousePage[]
  /** Every message key there is, so that the audit finds the sentences (`event.<kind>`) of all rooms. */
  keys?: ReadonlySet<string>
}

/** What anybody may ask for: the set-up link, the door, and links somebody was given. */
export function doorRoutes(access: Access): Hono<Env> {
  const routes = new Hono<Env>()
  for (const part of [setUpRoutes(access), signInRoutes(access), linkRoutes(access)]) routes.route('/', part)
  return routes
}

/** What needs somebody who is signed in: my settings, the team, tokens, the organisation, the audit. */
export function accessRoutes(access: Access, options: AccessRoutesOptions): Hono<Env> {
  const { shellOf, housePages: more = [], keys = ownEventKeys } = options
  const pages = { access, shellOf, more, keys }
  const routes = new Hono<Env>()
  for (const part of [meRoutes, teamRoutes, teamsRoutes, tokenRoutes, organisationRoutes, auditRoutes])
    routes.route('/', part(pages))
  return routes
}
