import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { transaction } from '../../core/database.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../../core/web.ts'
import type { Shell } from '../../ui/desk.tsx'
import { back, pageAfter } from '../answered.ts'
import { type Conversation, findConversation } from '../conversation.ts'
import { findDraft, keepDraft } from '../draft.ts'
import { asked, given, idOf } from '../given.ts'
import { findReplyTarget, type ReplyTarget } from '../reply-target.ts'
import { insertReply } from './insert.ts'
import { findOffer } from './offer.ts'
import { presentOffered } from './present.ts'
import { Offer, OfferPage, offerFrame } from './views/offer.tsx'

const offering = z.object({
  q: z.string().max(200).optional(),
  /** The message that is answered. */
  to: z.uuid().optional(),
  back: z.string().max(2000).optional(),
})
const leaving = back.extend({ text: z.string().default(''), in_reply_to: z.uuid().optional() })
const inserting = back.extend({ language: z.string().max(10).optional(), in_reply_to: z.uuid().optional() })

/** Saved replies where one answers: which suit, and putting one into what is being written. */
export function offerRoutes(core: Core, connectors: Connectors, shell: (c: Ctx) => Promise<Shell>): Hono<Env> {
  const { db } = core
  const routes = new Hono<Env>()

  routes.get('/conversations/:id/saved-replies', can('reply'), async (c) => {
    const { q, to, back: from } = asked(c, offering)
    const viewer = viewerOf(c)
    const { conversation, target } = await here(c, to)
    const offered = await findOffer(core, connectors, { conversation, viewer, target }, q)
    return answer(c, {
      json: () => ({ saved_replies: offered.map(presentOffered) }),
      html: async () => {
        const back = pageAfter(conversation.id, { back: from })
        const list = { viewer, conversation, offered, q: q ?? '', to: target?.id, back }
        if (c.req.header('turbo-frame') === offerFrame) return <Offer t={c.var.t} {...list} />
        return <OfferPage shell={await shell(c)} {...list} />
      },
    })
  })

  // Without script: what was written so far is kept before the page is left for the list.
  routes.post('/conversations/:id/saved-replies', can('reply'), async (c) => {
    const { text, in_reply_to: inReplyTo, back: from } = await given(c, leaving)
    const { id } = await findConversation(db, idOf(c))
    await transaction(db, (tx) => keepDraft(tx, id, { text, inReplyTo }, viewerOf(c)))
    const query = new URLSearchParams({ ...(inReplyTo ? { to: inReplyTo } : {}), ...(from ? { back: from } : {}) })
    return c.redirect(`/conversations/${id}/saved-replies?${query}`, 303)
  })

  routes.post('/conversations/:id/saved-replies/:saved/insertion', can('reply'), async (c) => {
    const { language, in_reply_to: to, back: from } = await given(c, inserting)
    const viewer = viewerOf(c)
    const { conversation, target } = await here(c, to)
    const asking = { conversation, viewer, target, savedReplyId: idOf(c, 'saved'), language }
    const offered = await transaction(db, async (tx) => {
      const inserted = await insertReply(tx, core, connectors, asking)
      // Who works without script finds it in the draft; a program, and our own, put it where it belongs.
      if (!wantsJson(c)) {
        const kept = await findDraft(tx, conversation.id)
        const before = kept?.text ?? openingOf(conversation, target)
        await keepDraft(
          tx,
          conversation.id,
          { text: joined(before, inserted.text), inReplyTo: to, base: kept?.text ?? '' },
          viewer,
        )
      }
      return inserted
    })
    return done(c, presentOffered(offered), pageAfter(conversation.id, { back: from }), 201)
  })

  async function here(c: Ctx, to: string | undefined) {
    const conversation = await findConversation(db, idOf(c))
    const draft = to ? undefined : await findDraft(db, conversation.id)
    const target = await findReplyTarget(db, conversation.id, to ?? draft?.inReplyTo ?? undefined)
    return { conversation, target }
  }

  /** What the box would have begun with: whom one names there. */
  function openingOf({ channel }: Conversation, target: ReplyTarget | undefined): string {
    const speak = connectors.get(channel.network)?.speak
    return (target && speak?.opening?.(channel.account, target.inReplyTo)) ?? ''
  }

  return routes
}

/** After what stands there: on the same line after a name that begins it, else below. */
const joined = (before: string, text: string): string =>
  before.trim() === '' ? text : /[^\n] $/.test(before) ? before + text : `${before.trimEnd()}\n\n${text}`
