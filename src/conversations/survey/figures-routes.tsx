import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { answer, type Ctx, type Env } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { writeCursor } from '../cursor.ts'
import { asked } from '../given.ts'
import { answersWanted, figuresAsked, periodOf } from './asked-of-figures.ts'
import { asCsv, asJson, takeHome } from './export.ts'
import { findFigures } from './figures.ts'
import { findAnswers } from './find-answers.ts'
import { presentAnswer, presentFigures, visibleTo } from './present.ts'
import { SatisfactionPage } from './views/satisfaction-page.tsx'

const exported = figuresAsked.extend({ format: z.enum(['csv', 'json']).default('csv') })

/** What people answered, as figures and one by one; to be taken home by those who lead. */
export function figuresRoutes(
  { db, clock }: Pick<Core, 'db' | 'clock'>,
  { shell }: { shell: (c: Ctx) => Promise<Shell> },
): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/satisfaction', can('read'), async (c) => {
    const query = asked(c, figuresAsked)
    const viewer = viewerOf(c)
    const period = periodOf(query, clock.now(), viewer.timeZone)
    const [all, found] = await Promise.all([
      findFigures(db, period),
      findAnswers(db, answersWanted(query, period, viewer)),
    ])
    const figures = visibleTo(viewer, all)
    return answer(c, {
      json: () => ({
        from: period.from.toISOString(),
        until: period.until.toISOString(),
        ...presentFigures(figures),
        answers: found.answers.map((one) => presentAnswer(one, viewer)),
        after: found.after ? writeCursor(found.after) : null,
      }),
      html: async () => (
        <SatisfactionPage shell={await shell(c)} viewer={viewer} asked={query} figures={figures} found={found} />
      ),
    })
  })

  routes.get('/satisfaction/export', can('team'), async (c) => {
    const { format, ...query } = asked(c, exported)
    const viewer = viewerOf(c)
    const period = periodOf(query, clock.now(), viewer.timeZone)
    const pages = takeHome(db, answersWanted(query, period, viewer))
    const text = format === 'csv' ? asCsv(pages, c.var.t, c.var.publicUrl) : asJson(pages, viewer)
    const day = clock.now().toISOString().slice(0, 10)
    return new Response(Readable.toWeb(Readable.from(text).map((one) => Buffer.from(one))) as ReadableStream, {
      headers: {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
        'content-disposition': `attachment; filename="tertulia-satisfaction-${day}.${format}"`,
      },
    })
  })

  return routes
}
