import { Hono } from 'hono'
import { z } from 'zod'
import { can, parseGiven, readGiven, viewerOf, wayBack } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { answer, type Ctx, done, type Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { mentionsAsked, narrow, toldNarrowed } from './asked.ts'
import { findKnown, parseStored } from './checked.ts'
import { readMoment, writeCursor } from './cursor.ts'
import { findFill } from './fill.ts'
import { findMentions, findMentionsWith } from './find-mentions.ts'
import { tell } from './flash.ts'
import { markFor } from './mark.ts'
import { idIn, pageOf, shellWithNews } from './page.ts'
import { presentQuery } from './present.ts'
import type { ListeningRoutes } from './routes.tsx'
import { findQuery } from './saved-query.ts'
import { listeningMessages } from './slots.ts'
import { FillCard } from './views/fill-card.tsx'
import { MentionsPage, Only, takeUpButton } from './views/query-pages.tsx'

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
        const back = new URL(c.req.url).pathname + new URL(c.req.url).search
        const mayTake = viewerOf(c).can.has('close')
        const place = {
          t: c.var.t,
          after: mayTake ? takeUpButton(c.var.t, back) : undefined,
          mark: parsed ? markFor(parsed) : (text: string) => [text],
        }
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

  // One click, wherever it stands; the next page offers the way back.
  routes.put('/listening/messages/:id/conversation', can('close'), (c) => turn(c, stored.takeUp, 'taken-up', 'delete'))
  routes.delete('/listening/messages/:id/conversation', can('close'), (c) => turn(c, stored.letGo, 'let-go', 'put'))

  async function turn(c: Ctx, verb: typeof stored.takeUp, did: string, undo: 'put' | 'delete') {
    const id = idIn(c)
    const { back } = parseGiven(z.object({ back: z.string().max(2_000).optional() }), await readGiven(c), {})
    const [message] = await stored.some(db, [id])
    if (!message) throw notFound()
    await transaction(db, (tx) => verb(tx, [id], viewerOf(c)))
    const action = `/listening/messages/${id}/conversation`
    tell(c, words(`listening.told-${did}`), { action, method: undo, fields: back ? { back } : {} })
    return done(c, { message_id: id, concerns_us: did === 'taken-up' }, back ? wayBack(back) : '/listening')
  }

  return routes
}
