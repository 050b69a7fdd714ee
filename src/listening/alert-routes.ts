import { Hono } from 'hono'
import { z } from 'zod'
import { can, parseGiven, readGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { type Ctx, done, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { addAlert, findAlerts, removeAlert } from './alert.ts'
import { tell } from './flash.ts'
import { idIn, pageOf } from './page.ts'
import { findQuery } from './saved-query.ts'

const wanted = z.object({
  /** `me`, `user:ID` or `team:ID`. */
  to: z.string().regex(/^(me|(user|team):[0-9a-f-]{36})$/),
  times: z.coerce.number().int().min(1).max(1000).default(1),
  minutes: z.coerce.number().int().min(5).max(1440).default(60),
})
const wrong = {
  to: 'listening.alert-to-wrong',
  times: 'listening.alert-times-wrong',
  minutes: 'listening.alert-minutes-wrong',
}

/** Who is told when a query finds something. */
export function alertRoutes({ db }: Pick<Core, 'db'>): Hono<Env> {
  const routes = new Hono<Env>()
  const present = async (queryId: string) => ({
    alerts: (await findAlerts(db, queryId)).map(({ queryId: _, ...one }) => one),
  })

  routes.get('/listening/queries/:id/alerts', can('read'), async (c) => {
    const { id } = await findQuery(db, idIn(c))
    return done(c, await present(id), `${pageOf({ id })}/text`)
  })

  routes.post('/listening/queries/:id/alerts', can('listen'), async (c) => {
    const { id } = await findQuery(db, idIn(c))
    const { to, times, minutes } = parseGiven(wanted, await readGiven(c), wrong)
    const whom = await whomOf(c, to)
    await transaction(db, (tx) => addAlert(tx, id, { ...whom, times, minutes }, viewerOf(c)))
    tell(c, words('listening.told-alert'))
    return done(c, await present(id), `${pageOf({ id })}/text`, 201)
  })

  routes.delete('/listening/alerts/:id', can('listen'), async (c) => {
    const queryId = await transaction(db, (tx) => removeAlert(tx, idIn(c), viewerOf(c)))
    if (!queryId) throw notFound()
    tell(c, words('listening.told-no-alert'))
    return done(c, await present(queryId), `${pageOf({ id: queryId })}/text`)
  })

  async function whomOf(c: Ctx, to: string): Promise<{ userId: string | null; teamId: string | null }> {
    const [kind, id = viewerOf(c).id] = to.split(':')
    const known =
      kind === 'team'
        ? await db.selectFrom('teams').select('id').where('id', '=', id).executeTakeFirst()
        : await db
            .selectFrom('users')
            .select('id')
            .where('id', '=', id)
            .where('deactivated_at', 'is', null)
            .executeTakeFirst()
    const said = words(wrong.to)
    if (!known) throw new Refusal(422, said, { fields: { to: said } })
    return kind === 'team' ? { userId: null, teamId: id } : { userId: id, teamId: null }
  }

  return routes
}
