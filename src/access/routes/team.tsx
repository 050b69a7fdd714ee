import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, done, type Env } from '../../core/web.ts'
import { changeRole } from '../change-role.ts'
import { deactivate, reactivate } from '../deactivate.ts'
import { type Again, blank, type Given, orAgain, parseGiven } from '../form.ts'
import { invite, inviteAgain, revokeInvitation } from '../invite.ts'
import { listInvitations, listUsers, type Member } from '../list-users.ts'
import { mailInvitation } from '../mail-invitation.ts'
import { can, roles, viewerOf } from '../policy.ts'
import { countTry } from '../rate-limit.ts'
import { listTeams } from '../teams.ts'
import { emailField } from '../user.ts'
import { InvitationPage, TeamPage } from '../views/team-page.tsx'
import { houseOf, idIn, type Pages } from './context.ts'

const invitation = z.object({
  email: emailField,
  role: z.enum(roles),
  team_id: z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional(),
})

/** Who works here: roles, leaving and coming back, invitations. */
export function teamRoutes(pages: Pages): Hono<Env> {
  const { access } = pages
  const { core } = access
  const routes = new Hono<Env>()

  routes.get('/team', can('team'), async (c) =>
    answer(c, {
      json: async () => ({ people: (await listUsers(core.db)).map(present), invitations: await openInvitations() }),
      html: () => teamPage(c, blank),
    }),
  )

  routes.put('/team/:id/role', can('team'), (c) =>
    deed(c, async (given) => {
      const { role } = parseGiven(z.object({ role: z.enum(roles) }), given, {})
      await transaction(core.db, (tx) => changeRole(tx, idIn(c), role, viewerOf(c)))
      return { id: idIn(c), role }
    }),
  )

  routes.put('/team/:id/deactivation', can('team'), (c) =>
    deed(c, async () => {
      await transaction(core.db, (tx) => deactivate(tx, core.clock, idIn(c), viewerOf(c)))
      return { id: idIn(c), closed: true }
    }),
  )

  routes.delete('/team/:id/deactivation', can('team'), (c) =>
    deed(c, async () => {
      await transaction(core.db, (tx) => reactivate(tx, core.clock, idIn(c), viewerOf(c)))
      return { id: idIn(c), closed: false }
    }),
  )

  routes.post('/team/invitations', can('team'), (c) =>
    orAgain(
      c,
      async (given) => {
        await countTry(core, 'invite-by', viewerOf(c).id)
        const { email, role, team_id } = parseGiven(invitation, given, { email: 'access.email-wrong' })
        const wanted = { email, role, teamId: team_id }
        const { id, secret } = await transaction(core.db, (tx) => invite(tx, core.clock, wanted, viewerOf(c)))
        return handOver(c, { id, email, secret })
      },
      (again) => teamPage(c, again),
    ),
  )

  routes.post('/team/invitations/:id/link', can('team'), async (c) => {
    await countTry(core, 'invite-by', viewerOf(c).id)
    const { email, secret } = await transaction(core.db, (tx) => inviteAgain(tx, core.clock, idIn(c), viewerOf(c)))
    return handOver(c, { id: idIn(c), email, secret })
  })

  routes.delete('/team/invitations/:id', can('team'), (c) =>
    deed(c, async () => {
      await transaction(core.db, (tx) => revokeInvitation(tx, core.clock, idIn(c), viewerOf(c)))
      return { id: idIn(c), revoked: true }
    }),
  )

  /** What is refused is said on the page it was asked for on. */
  const deed = (c: Ctx, work: (given: Given) => Promise<unknown>) =>
    orAgain(
      c,
      async (given) => done(c, await work(given), '/team'),
      ({ message }) => teamPage(c, { ...blank, ...(message ? { message } : {}) }),
    )

  /** Shows the link, this once, and mails it where letters leave. */
  async function handOver(c: Ctx, { id, email, secret }: { id: string; email: string; secret: string }) {
    const link = `${c.var.publicUrl}/invitations/${secret}`
    const mailed = await mailInvitation(access, c.var.t, { to: email, link, by: viewerOf(c) })
    return answer(c, {
      json: () => ({ id, email, link, mailed: mailed === 'sent' }),
      html: async () => <InvitationPage {...(await houseOf(c, pages))} email={email} link={link} mailed={mailed} />,
      status: 201,
    })
  }

  const teamPage = async (c: Ctx, again: Again) => (
    <TeamPage
      {...(await houseOf(c, pages))}
      members={await listUsers(core.db)}
      invitations={await listInvitations(core.db)}
      teams={await listTeams(core.db)}
      again={again}
      mails={(await access.mailer?.isOn()) ?? false}
    />
  )

  const openInvitations = async () =>
    (await listInvitations(core.db)).map(({ id, email, role, expiresAt }) => ({
      id,
      email,
      role,
      expires_at: expiresAt,
    }))

  return routes
}

const present = ({ id, name, email, role, isClosed, hasSecondStep, joinedAt }: Member) => ({
  id,
  name,
  email,
  role,
  closed: isClosed,
  second_step: hasSecondStep,
  joined_at: joinedAt,
})
