import { Hono } from 'hono'
import { z } from 'zod'
import { type Again, can, chosen, orAgain, parseGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { answer, type Ctx, done, type Env } from '../core/web.ts'
import { box, clock, minutesField } from './given.ts'
import { endQuietHours, findQuietHours, type QuietHours, setQuietHours, whoHasQuiet } from './quiet.ts'

const page = '/notifications/settings'

/** Somebody's own quiet hours. `draw`: the page they stand on. */
export function quietRoutes(core: Core, draw: (c: Ctx, again: Again) => Promise<unknown>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/notifications/quiet-hours', can('read'), (c) =>
    answer(c, { json: () => present(c), html: () => draw(c, { values: {}, errors: {} }) }),
  )

  routes.put('/notifications/quiet-hours', can('read'), (c) =>
    orAgain(
      c,
      async (given) => {
        const {
          whole_days: wholeDays,
          even_late: evenLate,
          even_now: evenNow,
          ...rest
        } = parseGiven(wanted, given, wrong)
        const quiet = { ...rest, wholeDays, evenLate, evenNow }
        await transaction(core.db, (tx) => setQuietHours(tx, viewerOf(c).id, quiet))
        return done(c, await present(c), `${page}?done=saved`)
      },
      (again) => draw(c, again),
    ),
  )

  routes.delete('/notifications/quiet-hours', can('read'), async (c) => {
    await transaction(core.db, (tx) => endQuietHours(tx, viewerOf(c).id))
    return done(c, await present(c), `${page}?done=saved`)
  })

  async function present(c: Ctx) {
    const { id, timeZone } = viewerOf(c)
    const now = (await whoHasQuiet(core.db, [id], core.clock.now())).get(id)
    const hours = (await findQuietHours(core.db, id)) ?? usual
    return {
      days: hours.days,
      from: clock(hours.from),
      until: clock(hours.until),
      whole_days: hours.wholeDays,
      even_late: hours.evenLate,
      even_now: hours.evenNow,
      time_zone: timeZone,
      quiet_until: now?.until.toISOString() ?? null,
    }
  }

  return routes
}

/** What stands in the form until somebody chooses. */
export const usual: QuietHours = { days: [], from: 1320, until: 480, wholeDays: [], evenLate: false, evenNow: false }

const days = z
  .preprocess((value) => (Array.isArray(value) ? value.map(String) : value), chosen)
  .pipe(z.array(z.enum(['0', '1', '2', '3', '4', '5', '6'])))
  .transform((list) => [...new Set(list.map(Number))].sort())

const wanted = z.object({
  days,
  from: minutesField.default(usual.from),
  until: minutesField.default(usual.until),
  whole_days: days,
  even_late: box,
  even_now: box,
})

const wrong = {
  from: 'notifications.quiet-time-wrong',
  until: 'notifications.quiet-time-wrong',
  days: 'notifications.quiet-days-wrong',
  whole_days: 'notifications.quiet-days-wrong',
}
