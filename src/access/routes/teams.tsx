import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, done, type Env } from '../../core/web.ts'
import { chosen, orAgain, parseGiven, readGiven } from '../form.ts'
import { listUsers } from '../list-users.ts'
import { can, viewerOf } from '../policy.ts'
import { createTeam, listTeams, removeTeam, renameTeam, setTeamMembers, type Team } from '../teams.ts'
import { TeamsPage, type TeamsProps } from '../views/teams-page.tsx'
import { houseOf, idIn, type Pages } from './context.ts'

const named = z.object({ name: z.string().trim().min(1).max(100) })
const wrong = { name: 'access.short-name-wrong' }
const membership = z.object({ user_id: chosen.pipe(z.array(z.uuid())) })

/** Teams: who shares which conversations. */
export function teamsRoutes(pages: Pages): Hono<Env> {
  const { core } = pages.access
  const routes = new Hono<Env>()

  routes.get('/teams', can('team'), (c) =>
    answer(c, {
      json: async () => ({ teams: (await listTeams(core.db)).map(present) }),
      html: () => teamsPage(c, {}),
    }),
  )

  routes.post('/teams', can('team'), (c) =>
    orAgain(
      c,
      async (given) => {
        const { name } = parseGiven(named, given, wrong)
        const { id } = await transaction(core.db, (tx) => createTeam(tx, name, viewerOf(c)))
        return done(c, present({ id, name, memberIds: [] }), '/teams', 201)
      },
      (again) => teamsPage(c, { again: { form: 'new', again } }),
    ),
  )

  routes.patch('/teams/:id', can('team'), (c) =>
    orAgain(
      c,
      async (given) => {
        const { name } = parseGiven(named, given, wrong)
        await transaction(core.db, (tx) => renameTeam(tx, idIn(c), name, viewerOf(c)))
        return done(c, { id: idIn(c), name }, '/teams')
      },
      (again) => teamsPage(c, { again: { form: idIn(c), again } }),
    ),
  )

  routes.put('/teams/:id/members', can('team'), async (c) => {
    const { user_id } = parseGiven(membership, await readGiven(c), {})
    await transaction(core.db, (tx) => setTeamMembers(tx, idIn(c), user_id, viewerOf(c)))
    return done(c, { id: idIn(c), member_ids: user_id }, '/teams')
  })

  routes.delete('/teams/:id', can('team'), async (c) => {
    await transaction(core.db, (tx) => removeTeam(tx, idIn(c), viewerOf(c)))
    return done(c, { id: idIn(c), removed: true }, '/teams')
  })

  const teamsPage = async (c: Ctx, more: Pick<TeamsProps, 'again'>) => (
    <TeamsPage
      {...(await houseOf(c, pages))}
      teams={await listTeams(core.db)}
      members={await listUsers(core.db)}
      {...more}
    />
  )

  return routes
}

const present = ({ id, name, memberIds }: Team) => ({ id, name, member_ids: memberIds })
