import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import { findChannel } from '../channels/index.ts'
import type { Core } from '../core/core.ts'
import { type Ctx, type Env, wantsJson } from '../core/web.ts'
import { answerDeed, back, type Deed, pageAfter } from './answered.ts'
import { deliveriesOf } from './deliveries.ts'
import { given, idOf } from './given.ts'
import { presentDelivery } from './present.ts'
import { momentToLeave, reschedule, sendNow } from './send-later.ts'

const schedule = back.extend({ leaves_at: z.string().min(1).max(60) })

/** When a reply leaves that does not leave at once. */
export function laterRoutes({ db, clock }: Pick<Core, 'db' | 'clock'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.put('/replies/:id/schedule', can('reply'), async (c) => {
    const fields = await given(c, schedule)
    const at = momentToLeave(fields.leaves_at, clock.now(), viewerOf(c).timeZone)
    const { conversationId } = await db.transaction().execute((tx) => reschedule(tx, idOf(c), at, viewerOf(c)))
    return end(c, pageAfter(conversationId, fields), { did: 'told-later-at', params: { at: c.var.t.exact(at) } })
  })
  routes.delete('/replies/:id/schedule', can('reply'), async (c) => {
    const fields = await given(c, back)
    const viewer = viewerOf(c)
    // A program's deeds are done at once.
    const wait = viewer.undoSeconds > 0 && !wantsJson(c)
    const { conversationId, channelId } = await db.transaction().execute((tx) => sendNow(tx, idOf(c), viewer, wait))
    const { name, pausedAt } = await findChannel(db, channelId)
    const deed = pausedAt ? { did: 'told-now-paused', params: { channel: name } } : { did: 'told-later-now' }
    return end(c, pageAfter(conversationId, fields), deed)
  })

  async function end(c: Ctx, page: string, deed: Deed) {
    const json = { id: idOf(c), deliveries: (await deliveriesOf(db, idOf(c))).map(presentDelivery) }
    return answerDeed(c, json, page, deed)
  }

  return routes
}
