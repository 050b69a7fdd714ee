import { Hono } from 'hono'
import { z } from 'zod'
import { can, parseGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { answer, type Env } from '../core/web.ts'
import { mentionsAsked, narrow, toldNarrowed } from './asked.ts'
import { findKnown, parseStored } from './checked.ts'
import { readMoment, writeCursor } from './cursor.ts'
import { findFill } from './fill.ts'
import { findMentions, findMentionsWith } from './find-mentions.ts'
import { markFor } from './mark.ts'
import { idIn, pageOf, shellWithNews } from './page.ts'
import { presentQuery } from './present.ts'
import type { ListeningRoutes } from './routes.tsx'
import { findQuery } from './saved-query.ts'
import { listeningMessages } from './slots.ts'
import { FillCard } from './views/fill-card.tsx'
import { MentionsPage, Only } from './views/query-pages.tsx'

const asked = mentionsAsked.extend({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

/** What a query found. */
export function mentionRoutes({ db, clock }: Core, { slots, shellOf, stored }: ListeningRoutes): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/listening/queries/:id', can('read'), async (c) => {
    const query = await findQuery(db, idIn(c))
    const given = parseGiven(asked, c.req.query(), {})
    const { after: from, limit, ...narrowed } = given
    const which = {
      ...narrow(query.id, narrowed, { now: clock.now(), timeZone: viewerOf(c).timeZone }),
      after: readMoment(from),
      limit,
    }
    const page = narrowed.word
      ? await findMentionsWith(db, stored, narrowed.word, which)
      : await findMentions(db, which)
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
        const only = toldNarrowed(c.var.t, narrowed)
        const { after: _, ...here } = c.req.query()
        const ids = page.mentions.map(({ messageId }) => messageId)
        return (
          <MentionsPage
            shell={await shellWithNews(c, shellOf)}
            viewer={viewerOf(c)}
            query={query}
            mentions={page.mentions}
            drawn={await slots.draw(listeningMessages, ids, place)}
            older={after && `${pageOf(query)}?${new URLSearchParams({ ...here, after })}`}
            isLive={given.after === undefined && only === undefined}
            before={
              <>
                {fill && <FillCard t={c.var.t} fill={fill} />}
                {only && <Only t={c.var.t} only={only} page={pageOf(query)} />}
              </>
            }
          />
        )
      },
    })
  })

  return routes
}
