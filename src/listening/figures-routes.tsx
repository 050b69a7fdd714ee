import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { can, parseGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { answer, type Ctx, type Env } from '../core/web.ts'
import { figuresAsked, mentionsAsked, narrow } from './asked.ts'
import { asCsv, asJson, takeHome } from './export.ts'
import { findFigures } from './figures.ts'
import { findRising } from './find-rising.ts'
import { idIn, shellWithNews } from './page.ts'
import { periodOf } from './period.ts'
import { presentFigures } from './present.ts'
import type { ListeningRoutes } from './routes.tsx'
import { findQuery } from './saved-query.ts'
import { findShare } from './share.ts'
import { FiguresPage } from './views/figures-page.tsx'
import { SharePage } from './views/share-page.tsx'

/** What mentions come to: of one query, and of groups against each other; and the mentions themselves, to take home. */
export function figuresRoutes({ db, clock }: Core, { shellOf, stored, networkName }: ListeningRoutes): Hono<Env> {
  const routes = new Hono<Env>()
  const clockOf = (c: Ctx) => ({ now: clock.now(), timeZone: viewerOf(c).timeZone })

  routes.get('/listening/share', can('read'), async (c) => {
    const { days } = parseGiven(figuresAsked, c.req.query(), {})
    const { now, timeZone } = clockOf(c)
    const period = periodOf(days, now, timeZone)
    const voices = await findShare(db, period)
    return answer(c, {
      json: () => ({
        since: period.since.toISOString(),
        until: period.until.toISOString(),
        groups: voices.map(({ groupId, ...voice }) => ({ group_id: groupId, ...voice })),
      }),
      html: async () => <SharePage shell={await shellWithNews(c, shellOf)} period={period} voices={voices} />,
    })
  })

  routes.get('/listening/queries/:id/figures', can('read'), async (c) => {
    const query = await findQuery(db, idIn(c))
    const { days } = parseGiven(figuresAsked, c.req.query(), {})
    const { now, timeZone } = clockOf(c)
    const [figures, rising] = await Promise.all([
      findFigures(db, query.id, periodOf(days, now, timeZone)),
      findRising(db, stored, query.id, now),
    ])
    return answer(c, {
      json: () => presentFigures(figures, rising),
      html: async () => (
        <FiguresPage
          shell={await shellWithNews(c, shellOf)}
          viewer={viewerOf(c)}
          query={query}
          figures={figures}
          rising={rising}
          networkName={networkName}
        />
      ),
    })
  })

  const file = async (c: Ctx, type: 'csv' | 'json') => {
    const query = await findQuery(db, idIn(c))
    const asked = parseGiven(mentionsAsked, c.req.query(), {})
    const pages = takeHome(db, stored, narrow(query.id, asked, clockOf(c)))
    const text = type === 'csv' ? asCsv(pages, c.var.t, c.var.publicUrl) : asJson(pages)
    const bytes = Readable.toWeb(Readable.from(text).map((part: string) => Buffer.from(part)))
    return c.body(bytes as ReadableStream, 200, {
      'content-type': type === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${query.name}.${type}`)}`,
    })
  }
  routes.get('/listening/queries/:id/mentions.csv', can('read'), (c) => file(c, 'csv'))
  routes.get('/listening/queries/:id/mentions.json', can('read'), (c) => file(c, 'json'))

  return routes
}
