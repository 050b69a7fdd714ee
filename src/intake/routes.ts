import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { connectorOf, contextFor, findChannel } from '../channels/index.ts'
import { ConnectorFailure } from '../connectors/index.ts'
import { notFound, Refusal } from '../core/errors.ts'
import type { Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { takeTogether } from './take-together.ts'
import type { Intake } from './understand.ts'

const maxBytes = 10 * 1024 * 1024

/** What is posted to a window. Whoever has a token that may `import` is trusted; else the window's own proof decides. */
export function intakeRoutes(board: Intake): Hono<Env> {
  const routes = new Hono<Env>()
  const together = takeTogether(board)
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new Refusal(413, words('intake.too-large'))
    },
  })
  routes.post('/channels/:id/messages', limit, async (c) => {
    const id = z.uuid().safeParse(c.req.param('id'))
    if (!id.success) throw notFound()
    const channel = await findChannel(board.core.db, id.data)
    const connector = connectorOf(board, channel.network)
    if (!connector.webhook || channel.removedAt) throw notFound()
    if (channel.pausedAt) throw new Refusal(409, words('intake.paused'))
    const context = await contextFor(board, channel, c.req.raw.signal)
    const request = {
      method: c.req.method,
      url: c.req.url,
      headers: c.req.raw.headers,
      body: new Uint8Array(await c.req.arrayBuffer()),
      trusted: c.var.viewer?.can.has('import') ?? false,
    }
    const batch = await connector.webhook(context, request).catch(refuse)
    const summary = await together(connector, channel, batch.heard)
    const refused = summary.refused.map(({ externalId, reason }) => ({
      id: externalId ?? null,
      reason: c.var.t.words(reason),
    }))
    return c.json(
      { taken: summary.fresh, edited: summary.edited, deleted: summary.deleted, refused },
      refused.length > 0 ? 207 : 201,
    )
  })
  return routes
}

function refuse(error: unknown): never {
  if (error instanceof ConnectorFailure) throw new Refusal(error.kind === 'reconnect' ? 401 : 400, error.words)
  throw error
}
