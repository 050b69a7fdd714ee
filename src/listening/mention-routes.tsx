import { Hono } from 'hono'
import { z } from 'zod'
import { can, parseGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { answer, type Env } from '../core/web.ts'
import { findKnown, parseStored } from './checked.ts'
import { readMoment, writeCursor } from './cursor.ts'
import { findFill } from './fill.ts'
import { findMentions } from './find-mentions.ts'
import { markFor } from './mark.ts'
import { idIn, pageOf, shellWithNews } from './page.ts'
import { presentQuery } from './present.ts'
import type { ListeningRoutes } from './routes.tsx'
import { findQuery } from './saved-query.ts'
import { listeningMessages } from './slots.ts'
import { FillCard } from './views/fill-card.tsx'
import { MentionsPage } from './views/query-pages.tsx'

const asked = z.object({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

/** What a query found. */
export function mentionRoutes({ db }: Core, { slots, shellOf }: ListeningRoutes): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/listening/queries/:id', can('read'), async (c) => {
    const query = await findQuery(db, idIn(c))
    const given = parseGiven(asked, c.req.query(), {})
    const page = await findMentions(db, { queryId: query.id, after: readMoment(given.after), limit: given.limit })
    const after = page.after && writeCursor({ key: page.after.saidAt.toISOString(), id: page.after.messageId })
    return answer(c, {
      json: () => ({
        ...presentQuery(query),
        mentions: page.mentions.map(({ messageId, saidAt }) => ({
          message_id: messageId,
          said_at: saidAt.toISOString(),
        })),
        after: after ?? null,
      }),
      html: async () => {
        const parsed = parseStored(query.text, await findKnown(db))
        const place = { t: c.var.t, mark: parsed ? markFor(parsed) : (text: string) => [text] }
        const fill = await findFill(db, query.id)
        const ids = page.mentions.map(({ messageId }) => messageId)
        return (
          <MentionsPage
            shell={await shellWithNews(c, shellOf)}
            viewer={viewerOf(c)}
            query={query}
            mentions={page.mentions}
            drawn={await slots.draw(listeningMessages, ids, place)}
            older={after && `${pageOf(query)}?after=${after}`}
            isLive={given.after === undefined}
            {...(fill ? { before: <FillCard t={c.var.t} fill={fill} /> } : {})}
          />
        )
      },
    })
  })

  return routes
}
