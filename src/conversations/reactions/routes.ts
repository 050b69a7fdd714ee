import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import { findChannel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { notFound } from '../../core/errors.ts'
import type { Ctx, Env } from '../../core/web.ts'
import { answerDeed, back, pageAfter, undo } from '../answered.ts'
import { given, idOf } from '../given.ts'
import { findMessage } from '../message.ts'
import { presentMessage } from '../present.ts'
import { offeredReactions } from './offered.ts'
import { react } from './react.ts'

const kinds = z.enum(['like', 'boost'])

/** Liking a message or passing it on, and taking that back. */
export function reactionRoutes({ db }: Pick<Core, 'db'>, connectors: Connectors): Hono<Env> {
  const routes = new Hono<Env>()
  const path = '/messages/:id/reactions/:kind'

  routes.put(path, can('reply'), (c) => answer(c, true))
  routes.delete(path, can('reply'), (c) => answer(c, false))

  async function answer(c: Ctx, on: boolean): Promise<Response> {
    const fields = await given(c, back)
    const kind = kinds.safeParse(c.req.param('kind')).data
    if (!kind) throw notFound()
    const { conversationId } = await db
      .transaction()
      .execute((tx) => react(tx, connectors, idOf(c), { kind, on }, viewerOf(c)))
    const message = await findMessage(db, idOf(c))
    const { network } = await findChannel(db, message.channelId)
    const label = offeredReactions(connectors, network).find((one) => one.kind === kind)?.label
    const action = `/messages/${message.id}/reactions/${kind}`
    const params = { what: label ? c.var.t(label) : kind }
    const deed = { did: on ? 'told-reacted' : 'told-unreacted', params, undo: undo(on ? 'delete' : 'put', action) }
    return answerDeed(c, presentMessage(message), pageAfter(conversationId, fields), deed, 202)
  }

  return routes
}
