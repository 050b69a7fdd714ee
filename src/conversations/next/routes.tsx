import { Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { type Ctx, type Env, wantsJson } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { asked } from '../given.ts'
import { inboxRows } from '../inbox-rows.ts'
import { findListed } from '../listed.ts'
import { placeAsked, placeOf, queryOf } from '../place.ts'
import { sign } from '../presence/sign.ts'
import { presentRow } from '../present.ts'
import { findNext, type Next } from './find-next.ts'
import { NextPage } from './next-page.tsx'
import { keepPassed, type Passed, passedIn, passing } from './passed.ts'

export interface NextRoutes {
  connectors: Connectors
  shell: (c: Ctx) => Promise<Shell>
}

const mostPassed = 100

const nextAsked = placeAsked.extend({
  /** The one that they go on from. */
  from: z.uuid().optional(),
  /** What was passed may come again. */
  again: z.literal('1').optional(),
  /** As programs say it: not these. */
  not: z
    .string()
    .max(40 * mostPassed)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid()).max(mostPassed))
    .optional(),
})

/** Next that needs me: the way from wherever one is to the conversation that needs one most. */
export function nextRoutes({ db, clock }: Pick<Core, 'db' | 'clock'>, { connectors, shell }: NextRoutes): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/conversations/next', can('read'), async (c) => {
    const query = asked(c, nextAsked)
    const viewer = viewerOf(c)
    const now = clock.now()
    if (wantsJson(c)) {
      const not = (query.not ?? []).map((id): Passed => ({ id, at: forever }))
      return c.json(await present(await findNext(db, viewer, not, now), viewer.id))
    }
    const before = query.again ? [] : passedIn(c, now)
    const passed = query.from ? passing(before, query.from, now) : before
    keepPassed(c, passed)
    const next = await findNext(db, viewer, passed, now)
    const place = { ...placeOf(query), after: undefined }
    if (!next) return nothing(c, place, passed, now)
    // Seen there at once: a colleague who asks in the same second is led elsewhere.
    await sign(db, next.id, { doing: 'looking' }, viewer)
    return c.redirect(`/conversations/${next.id}${queryOf(place)}`, 303)
  })

  async function nothing(c: Ctx, place: ReturnType<typeof placeOf>, passed: readonly Passed[], now: Date) {
    const viewer = viewerOf(c)
    const left = passed.length > 0 ? await findNext(db, viewer, [], now) : undefined
    const [listed, around] = await Promise.all([findListed(db, viewer, place), shell(c)])
    const html = (
      <NextPage shell={around} viewer={viewer} connectors={connectors} listed={listed} hasPassed={left !== undefined} />
    )
    return c.html(String(await html))
  }

  async function present(next: Next | undefined, viewerId: string) {
    const [row] = next ? await inboxRows(db, sql`select ${next.id}::uuid as id`, viewerId) : []
    return {
      conversation: row ? presentRow(row) : null,
      whose: (row && next?.whose) ?? null,
      is_late: (row && next?.isLate) ?? false,
    }
  }

  return routes
}

/** Also where somebody spoke since. */
const forever = new Date(Date.UTC(9999, 0, 1))
