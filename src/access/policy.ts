import { createMiddleware } from 'hono/factory'
import { forbidden, Refusal } from '../core/errors.ts'
import { type Ctx, type Env, type Viewer, wantsJson } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { thisPage } from './way-back.ts'

export const roles = ['owner', 'manager', 'agent', 'observer'] as const
export type Role = (typeof roles)[number]

/** Who may do what. The same table guards the routes, hides the buttons and bounds the scopes of a token. */
const table = {
  read: ['owner', 'manager', 'agent', 'observer'],
  reply: ['owner', 'manager', 'agent'],
  /** Also reopen, snooze, tag, note and mark. */
  close: ['owner', 'manager', 'agent'],
  /** Let an answer of a colleague leave where a rule names them; never one's own. */
  approve: ['owner', 'manager', 'agent'],
  assign: ['owner', 'manager', 'agent'],
  people: ['owner', 'manager', 'agent'],
  /** Write, change, pause and remove saved searches. What they find, everybody reads. */
  listen: ['owner', 'manager', 'agent'],
  /** Write, change and remove saved replies of one's own teams. Whoever may reply uses them. */
  'team-replies': ['owner', 'manager', 'agent'],
  /** Also everybody's, and those of any team. */
  'saved-replies': ['owner', 'manager'],
  /** Connect, pause, remove. */
  channels: ['owner', 'manager'],
  import: ['owner', 'manager'],
  /** Invite, give roles, form teams. Owners are made and unmade by owners. */
  team: ['owner', 'manager'],
  tokens: ['owner', 'manager'],
  audit: ['owner', 'manager'],
  settings: ['owner', 'manager'],
  backup: ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof table

const isAbility = (name: string): name is Ability => Object.hasOwn(table, name)
export const abilities: readonly Ability[] = Object.keys(table).filter(isAbility)

/** What a role may do; with the scopes of a token, what both allow. Everybody may read. */
export function abilitiesOf(role: Role, scopes?: readonly string[]): ReadonlySet<Ability> {
  const ofRole = abilities.filter((ability) => (table[ability] as readonly Role[]).includes(role))
  if (!scopes) return new Set(ofRole)
  return new Set(ofRole.filter((ability) => ability === 'read' || scopes.includes(ability)))
}

/** Only an owner makes or unmakes an owner; a token needs no rule of its own, since it has its person's role. */
export const mayGive = (by: Pick<Viewer, 'role' | 'can'>, role: Role, before?: Role): boolean =>
  by.can.has('team') && (by.role === 'owner' || (role !== 'owner' && before !== 'owner'))

/** In a route line: nobody is sent to sign in (or answered 401), and somebody who may not is refused. */
export const can = (ability: Ability) =>
  Object.assign(
    createMiddleware<Env>(async (c, next) => {
      const { viewer } = c.var
      if (!viewer) {
        if (wantsJson(c)) throw signInFirst()
        return c.redirect(`/sign-in?back=${encodeURIComponent(thisPage(c))}`, 303)
      }
      if (!viewer.can.has(ability)) throw forbidden()
      return next()
    }),
    { ability },
  )

/** Which ability a handler of a route asks for: it is one that `can` made. */
export function abilityOf(handler: unknown): Ability | undefined {
  if (typeof handler !== 'function' || !('ability' in handler)) return undefined
  return abilities.find((ability) => ability === handler.ability)
}

/** Who is there, in a route that `can(...)` guards. */
export function viewerOf(c: Ctx): Viewer {
  const { viewer } = c.var
  if (!viewer) throw signInFirst()
  return viewer
}

const signInFirst = (): Refusal => new Refusal(401, words('access.sign-in-first'))
