import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import { type Ctx, type Env, wantsJson } from '../../core/web.ts'
import { findConversation } from '../conversation.ts'
import { given, idOf } from '../given.ts'
import { drawPresence } from './live.tsx'
import { leave, sign } from './sign.ts'
import { whoIsAt } from './who.ts'

const where = z.object({ tab: z.uuid().optional() })
const signed = where.extend({ doing: z.enum(['looking', 'writing']).default('looking') })

/** Who has a conversation before them. A page tells it by script; nothing else needs it. */
export function presenceRoutes({ db }: Pick<Core, 'db'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/conversations/:id/presence', can('read'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    return who(c, id)
  })
  routes.put('/conversations/:id/presence', can('read'), async (c) => {
    const { tab, doing } = await given(c, signed)
    const { id } = await findConversation(db, idOf(c))
    const viewer = viewerOf(c)
    await sign(db, id, { tab, doing: viewer.can.has('close') ? doing : 'looking' }, viewer)
    return who(c, id)
  })
  routes.delete('/conversations/:id/presence', can('read'), async (c) => {
    const { tab } = await given(c, where)
    const { id } = await findConversation(db, idOf(c))
    await leave(db, id, tab, viewerOf(c))
    return who(c, id)
  })

  /** As JSON; to a page, what of it changes. */
  async function who(c: Ctx, id: string): Promise<Response> {
    const present = await whoIsAt(db, [id])
    if (!wantsJson(c) && (c.req.header('accept') ?? '').includes('turbo-stream'))
      return c.body(drawPresence(c.var.t, id, present), 200, { 'content-type': 'text/vnd.turbo-stream.html' })
    return c.json({ people: present.map(({ id, name, doing }) => ({ id, name, doing })) })
  }

  return routes
}
