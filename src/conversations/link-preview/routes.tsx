import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import { findChannel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { Refusal } from '../../core/errors.ts'
import { type Ctx, type Env, wantsJson } from '../../core/web.ts'
import { firstLink } from '../../lib/first-link.ts'
import { words } from '../../lib/words.ts'
import { answerDeed, back, pageAfter } from '../answered.ts'
import { withinForm } from '../attachments/of-form.ts'
import { findConversation } from '../conversation.ts'
import { asked, given, idOf } from '../given.ts'
import { findReplyTarget } from '../reply-target.ts'
import { isBare, setBare } from './bare.ts'
import { type OpenHttp, type Preview, previewOf } from './preview.ts'
import { Card } from './views.tsx'

const link = z.object({ url: z.string().min(1).max(2000), in_reply_to: z.uuid().optional() })
const chosen = back.extend({ url: z.string().max(2000).optional(), card: z.string().max(2000).optional() })

/** What the first link of an answer leads to. The page is asked by us, never by the browser. */
export function linkPreviewRoutes(core: Core, connectors: Connectors, http: OpenHttp): Hono<Env> {
  const { db } = core
  const routes = new Hono<Env>()

  routes.get('/conversations/:id/link-preview', can('reply'), async (c) => {
    const { url: told, in_reply_to: inReplyTo } = asked(c, link)
    return shown(c, (await findConversation(db, idOf(c))).id, linkIn(told), inReplyTo)
  })
  routes.delete('/conversations/:id/link-preview', can('reply'), withinForm, (c) => choose(c, true))
  routes.put('/conversations/:id/link-preview', can('reply'), withinForm, (c) => choose(c, false))

  async function choose(c: Ctx, bare: boolean): Promise<Response> {
    const fields = await given(c, chosen)
    const url = linkIn(fields.url ?? fields.card ?? '')
    const { id } = await findConversation(db, idOf(c))
    await setBare(db, id, url, bare, viewerOf(c))
    if (isCard(c)) return shown(c, id, url, undefined)
    const did = bare ? 'told-link-bare' : 'told-link-shown'
    return answerDeed(c, { url, bare }, pageAfter(id, fields), { did })
  }

  async function shown(c: Ctx, id: string, url: string, inReplyTo: string | undefined): Promise<Response> {
    const { links, network } = await showing(id, inReplyTo)
    const preview = links && (await previewOf(core, http, url, viewerOf(c)))
    const bare = preview !== undefined && (await isBare(db, id, url))
    if (!isCard(c)) return c.json({ network, shown: links ?? null, bare, preview: preview ? present(preview) : null })
    const drawn = { t: c.var.t, conversationId: id, network, url, bare }
    return c.html(links && preview ? String(<Card {...drawn} links={links} preview={preview} />) : '')
  }

  /** What becomes of a link at the window at which the answer would leave. */
  async function showing(id: string, inReplyTo: string | undefined) {
    const target = await findReplyTarget(db, id, inReplyTo)
    const channel = target ? await findChannel(db, target.channelId) : (await findConversation(db, id)).channel
    const connector = connectors.get(channel.network)
    return { links: connector?.speak?.links, network: connector?.name ?? channel.network }
  }

  return routes
}

function linkIn(text: string): string {
  const url = firstLink(text)
  if (!url)
    throw new Refusal(422, words('conversations.link-none'), { fields: { url: words('conversations.link-none') } })
  return url
}

const isCard = (c: Ctx): boolean => !wantsJson(c) && c.req.header('x-fragment') === 'link-preview'

const present = ({ url, title, description, file }: Preview) => ({ url, title, description, picture: file })
