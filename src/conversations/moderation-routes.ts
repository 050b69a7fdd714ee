import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import type { Connectors, Moderation } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Env } from '../core/web.ts'
import { answerDeed, back, pageAfter, undo } from './answered.ts'
import { given, idOf } from './given.ts'
import { findMessage, type Message } from './message.ts'
import { moderate, moderations } from './moderate.ts'
import { presentMessage } from './present.ts'

const moderation = back.extend({ as: z.enum(moderations) })

/** What a network is asked to do with a message that stands there: approve, hold, hide it. */
export function moderationRoutes({ db }: Pick<Core, 'db'>, connectors: Connectors): Hono<Env> {
  const routes = new Hono<Env>()

  routes.put('/messages/:id/moderation', can('reply'), async (c) => {
    const fields = await given(c, moderation)
    const before = inverseOf(await findMessage(db, idOf(c)), fields.as)
    const { conversationId } = await db
      .transaction()
      .execute((tx) => moderate(tx, connectors, idOf(c), fields.as, viewerOf(c)))
    const json = presentMessage(await findMessage(db, idOf(c)))
    const again = before ? { undo: undo('put', `/messages/${idOf(c)}/moderation`, { as: before }) } : {}
    return answerDeed(c, json, pageAfter(conversationId, fields), { did: `told-moderated-${fields.as}`, ...again }, 202)
  })

  return routes
}

const stood: ReadonlyMap<string, Moderation> = new Map([
  ['approved', 'approve'],
  ['held', 'hold'],
  ['spam', 'spam'],
  ['trash', 'trash'],
])

/** What brings a message back to how it stood with its network's moderation, where that is known. */
function inverseOf({ moderation }: Message, as: Moderation): Moderation | undefined {
  if (as === 'hide') return 'show'
  if (as === 'show') return 'hide'
  const was = stood.get(moderation ?? '')
  return was === as ? undefined : was
}
