import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import { findChannel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { type Ctx, type Env, wantsJson } from '../../core/web.ts'
import { answerDeed, back, type Deed, pageAfter, undo } from '../answered.ts'
import { findConversation } from '../conversation.ts'
import { readCursor } from '../cursor.ts'
import { deliveriesOf } from '../deliveries.ts'
import { asked, given, idOf } from '../given.ts'
import { presentDelivery } from '../present.ts'
import type { PageAgain } from '../speech-routes.ts'
import { networkName } from '../views/where.tsx'
import { approve, isSame } from './approve.ts'
import { findDeciding } from './find-deciding.ts'
import { findWaiting } from './find-waiting.ts'
import { presentDeciding, presentWaiting } from './present.ts'
import { sendBack } from './send-back.ts'
import { unapprove } from './unapprove.ts'

const truth = z.union([z.boolean(), z.literal('1').transform(() => true)]).optional()
/** Which approval a page shows: by another rule it may wait anew, with other words. */
const shown = { approval: z.uuid().optional() }
const approving = back.extend({
  ...shown,
  /** Its words as they are to leave; as they are where left out. */
  text: z.string().optional(),
  split: truth,
  seen: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  wait: truth,
  /** They know that what it promises is late by now. */
  late: truth,
})
const returning = back.extend({ ...shown, remark: z.string().default('') })
const listAsked = z.object({ after: z.string().max(200).optional() })

/** What waits for somebody else's eyes: the list, one of them, and what is decided. */
export function decisionRoutes({ db }: Pick<Core, 'db'>, connectors: Connectors, pageAgain: PageAgain): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/approvals', can('approve'), async (c) => {
    if (!wantsJson(c)) return c.redirect('/conversations?view=approve', 303)
    const { waiting, after } = await findWaiting(db, viewerOf(c).id, readCursor(asked(c, listAsked).after))
    return c.json({ waiting: waiting.map(presentWaiting), after: after ?? null })
  })

  routes.get('/replies/:id/approval', can('read'), async (c) => {
    const { conversation, deciding } = await find(c)
    if (wantsJson(c)) return c.json(presentDeciding(deciding))
    return c.redirect(`/conversations/${conversation.id}?decide=${deciding.replyId}`, 303)
  })

  routes.post('/replies/:id/approval', can('approve'), async (c) => {
    const fields = await given(c, approving)
    const { text, split, seen, wait, late, approval } = fields
    return orAgain(c, { text, back: fields.back }, async () => {
      const viewer = viewerOf(c)
      const written = { text, split, seen, wait, late, approval }
      const done = await db.transaction().execute((tx) => approve(tx, connectors, idOf(c), written, viewer))
      const deed = done.isAskedAgain ? { did: 'told-approved-asked' } : await approvedDeed(c)
      return end(c, pageAfter(done.conversationId, fields), deed)
    })
  })
  routes.delete('/replies/:id/approval', can('approve'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await db.transaction().execute((tx) => unapprove(tx, idOf(c), viewerOf(c)))
    return end(c, pageAfter(conversationId, fields), { did: 'told-unapproved' })
  })

  routes.post('/replies/:id/return', can('approve'), async (c) => {
    const fields = await given(c, returning)
    const { remark, approval } = fields
    return orAgain(c, { remark, back: fields.back }, async () => {
      const { conversationId } = await db
        .transaction()
        .execute((tx) => sendBack(tx, idOf(c), remark, viewerOf(c), approval))
      return end(c, pageAfter(conversationId, fields), { did: 'told-sent-back' })
    })
  })

  async function find(c: Ctx) {
    const row = await db.selectFrom('replies').select('conversation_id').where('id', '=', idOf(c)).executeTakeFirst()
    if (!row) throw notFound()
    const conversation = await findConversation(db, row.conversation_id)
    const deciding = await findDeciding(db, connectors, conversation, idOf(c), viewerOf(c))
    if (!deciding) throw notFound()
    return { conversation, deciding }
  }

  /** As it stands now: on its way, or when its writer chose. */
  async function approvedDeed(c: Ctx): Promise<Deed> {
    const [first] = await deliveriesOf(db, idOf(c))
    const again = undo('delete', `/replies/${idOf(c)}/approval`)
    const channel = first && (await findChannel(db, first.channelId))
    const network = networkName(connectors, channel?.network ?? '').name
    if (channel?.pausedAt) return { did: 'told-approved-paused', params: { channel: channel.name }, undo: again }
    if (first?.later) return { did: 'told-approved-later', params: { at: c.var.t.exact(first.leavesAt) }, undo: again }
    return first?.isLeaving
      ? { did: 'told-approved-leaving', params: { network }, undo: again }
      : { did: 'told-approved', params: { network } }
  }

  async function end(c: Ctx, page: string, deed: Deed) {
    const json = { id: idOf(c), deliveries: (await deliveriesOf(db, idOf(c))).map(presentDelivery) }
    return answerDeed(c, json, page, deed)
  }

  /** Whoever is refused has what they wrote where they wrote it, and what was said meanwhile beside it. */
  async function orAgain(
    c: Ctx,
    written: { text?: string | undefined; remark?: string | undefined; back: string | undefined },
    work: () => Promise<Response>,
  ): Promise<Response> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(c) || (error.status !== 409 && error.status !== 422)) throw error
      const { conversation, deciding } = await find(c)
      const { remark, back: from } = written
      // Words that somebody has changed since are not theirs: they only stood in the field.
      const isOld = deciding.revisions.some((before) => isSame(before.text, written.text ?? ''))
      const text = isOld ? undefined : written.text
      const decision = {
        replyId: idOf(c),
        reason: c.var.t.words(error.words),
        status: error.status,
        ...(text === undefined ? {} : { text }),
        ...(remark === undefined ? {} : { remark }),
        ...(from ? { back: from } : {}),
      }
      return pageAgain(c, conversation.id, { decision })
    }
  }

  return routes
}
