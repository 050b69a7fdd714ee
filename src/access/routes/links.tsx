import { Hono } from 'hono'
import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { leadingElsewhere } from '../../core/headers.ts'
import { answer, type Ctx, done, type Env } from '../../core/web.ts'
import { acceptInvitation, findInvitation, type OpenInvitation } from '../accept-invitation.ts'
import type { Access } from '../access.ts'
import { clientAddress } from '../client-address.ts'
import { passwordField, timeZoneField } from '../fields.ts'
import { type Again, blank, orAgain, parseGiven } from '../form.ts'
import { choosePassword, findPasswordLink } from '../password-link.ts'
import { providerName } from '../provider.ts'
import { countTry, type Limit } from '../rate-limit.ts'
import { signIn } from '../sign-in.ts'
import { nameField } from '../user.ts'
import { JoinPage, NewPasswordPage } from '../views/join-page.tsx'
import { deadLink } from './set-up.tsx'

const wrong = {
  name: 'access.name-wrong',
  password: 'access.password-short',
  language: 'access.language-wrong',
  time_zone: 'access.time-zone-wrong',
}

/** Links that somebody was given: an invitation, a way back in. Whoever has the link may. */
export function linkRoutes(access: Access): Hono<Env> {
  const { core, translator } = access
  const routes = new Hono<Env>()
  const newcomer = z.object({
    name: nameField,
    password: passwordField,
    language: z.enum(translator.languages),
    time_zone: timeZoneField,
  })

  routes.get('/invitations/:secret', (c) =>
    alive(c, access, 'invitation-from', 'access.invited', findInvitation(core.db, core.clock, secretIn(c)), (found) =>
      answer(c, {
        json: () => ({ email: found.email, role: found.role }),
        html: () => joinPage(c, access, found, blank),
      }),
    ),
  )

  routes.post('/invitations/:secret', (c) =>
    alive(c, access, 'invitation-from', 'access.invited', findInvitation(core.db, core.clock, secretIn(c)), (found) =>
      orAgain(
        c,
        async (given) => {
          const { time_zone, ...rest } = parseGiven(newcomer, given, wrong)
          const { email } = await acceptInvitation(core, secretIn(c), { ...rest, timeZone: time_zone })
          await signIn(c, access, { email, password: rest.password })
          return done(c, { email, role: found.role }, '/', 201)
        },
        (again) => joinPage(c, access, found, again),
      ),
    ),
  )

  routes.get('/password/:secret', (c) =>
    alive(
      c,
      access,
      'password-link-from',
      'access.new-password',
      findPasswordLink(core.db, core, secretIn(c)),
      (link) => answer(c, { json: () => ({ email: link.email }), html: () => passwordPage(c, link.email, blank) }),
    ),
  )

  routes.post('/password/:secret', (c) =>
    alive(
      c,
      access,
      'password-link-from',
      'access.new-password',
      findPasswordLink(core.db, core, secretIn(c)),
      (link) =>
        orAgain(
          c,
          async (given) => {
            const { password } = parseGiven(z.object({ password: passwordField }), given, wrong)
            await choosePassword(core, secretIn(c), password)
            const how = await signIn(c, access, { email: link.email, password })
            return done(c, { email: link.email }, how === 'in' ? '/' : '/sign-in/second-step')
          },
          (again) => passwordPage(c, link.email, again),
        ),
    ),
  )

  return routes
}

const secretIn = (c: Ctx): string => c.req.param('secret') ?? ''

/** Goes on with what the link leads to; a dead one says why, and its tries are counted. */
async function alive<Found>(
  c: Ctx,
  { core }: Access,
  limit: Limit,
  title: string,
  finding: Promise<Found>,
  goOn: (found: Found) => Promise<Response>,
): Promise<Response> {
  const found = await finding.catch(async (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    await countTry(core, limit, clientAddress(c, core.config))
    return error
  })
  return found instanceof Refusal ? deadLink(c, title, found) : goOn(found)
}

async function joinPage(c: Ctx, access: Access, found: OpenInvitation, again: Again) {
  const organisation = await access.organisation()
  const provider = providerName(access)
  if (provider) c.header('content-security-policy', leadingElsewhere)
  return (
    <JoinPage
      t={c.var.t}
      again={again}
      secret={secretIn(c)}
      email={found.email}
      role={found.role}
      organisation={organisation?.name ?? 'Tertulia'}
      timeZone={organisation?.timeZone ?? 'UTC'}
      languages={access.translator.languages}
      provider={provider}
    />
  )
}

const passwordPage = async (c: Ctx, email: string, again: Again) => (
  <NewPasswordPage t={c.var.t} again={again} secret={secretIn(c)} email={email} />
)
