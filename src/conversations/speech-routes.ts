import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import { Refusal } from '../core/errors.ts'
import { type Ctx, type Env, wantsJson } from '../core/web.ts'
import { answerDeed, back, pageAfter, undo } from './answered.ts'
import { close } from './close.ts'
import { findConversation } from './conversation.ts'
import { deliveriesOf } from './deliveries.ts'
import { discardDraft, findDraft, keepDraft } from './draft.ts'
import { given, idOf } from './given.ts'
import { findMessage } from './message.ts'
import { moderate } from './moderate.ts'
import { findNotes, note, removeNote, restoreNote } from './note.ts'
import { presentDelivery, presentDraft, presentMessage, presentNote } from './present.ts'
import { reply } from './reply.ts'
import { retry } from './retry.ts'
import { settleUncertain } from './settle-uncertain.ts'
import type { AnsweringProps } from './views/answering.tsx'
import { networkName } from './views/where.tsx'
import { withdraw } from './withdraw.ts'

const newReply = back.extend({
  id: z.uuid().optional(),
  text: z.string().default(''),
  in_reply_to: z.uuid().optional(),
  split: z.union([z.boolean(), z.literal('1').transform(() => true)]).optional(),
  parts: z.array(z.string()).max(100).optional(),
  /** The second button: nothing more to do once it is said. */
  close: z.union([z.boolean(), z.literal('1').transform(() => true)]).optional(),
})
const newNote = back.extend({ id: z.uuid().optional(), text: z.string().default('') })
const writing = z.object({ text: z.string(), in_reply_to: z.uuid().optional() })
const verdict = back.extend({ verdict: z.enum(['there', 'again']) })
const moderation = back.extend({ as: z.enum(['approve', 'hold', 'spam', 'trash']) })

const keyHeader = z.uuid().optional().catch(undefined)

/** A program that asks twice with the same key (a UUID) says it once. */
const idempotencyKey = (c: Ctx): string | undefined => keyHeader.parse(c.req.header('idempotency-key'))

export type Refused = NonNullable<AnsweringProps['refused']>

/** What we say: replies and what becomes of them, drafts, notes, and what we ask a network to do with a message. */
export function speechRoutes(
  { db }: Pick<Core, 'db'>,
  connectors: Connectors,
  /** The conversation's page once more, with the text that was refused. */
  pageAgain: (c: Ctx, conversationId: string, refused: Refused) => Promise<Response>,
): Hono<Env> {
  const routes = new Hono<Env>()

  routes.post('/conversations/:id/replies', can('reply'), async (c) => {
    const fields = await given(c, newReply)
    return orAgain(c, 'reply', fields.text, async () => {
      const { in_reply_to: inReplyTo, text, split, parts } = fields
      const id = fields.id ?? idempotencyKey(c)
      const decided = await db.transaction().execute(async (tx) => {
        const said = await reply(tx, connectors, idOf(c), { id, text, inReplyTo, split, parts }, viewerOf(c))
        if (fields.close) await close(tx, said.conversationId, viewerOf(c))
        return said
      })
      const { name } = networkName(connectors, decided.channel.network)
      const did = decided.channel.pausedAt ? 'told-paused' : 'told-sending'
      const deed = { did, params: { network: name }, undo: undo('delete', `/replies/${decided.id}`) }
      return answerDeed(c, await replyJson(decided.id), pageAfter(decided.conversationId, fields), deed, 201)
    })
  })

  routes.delete('/replies/:id', can('reply'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await db.transaction().execute((tx) => withdraw(tx, idOf(c), viewerOf(c)))
    return answerDeed(c, await replyJson(idOf(c)), pageAfter(conversationId, fields), { did: 'told-withdrawn' })
  })
  routes.post('/replies/:id/retry', can('reply'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await db.transaction().execute((tx) => retry(tx, idOf(c), viewerOf(c)))
    return answerDeed(c, await replyJson(idOf(c)), pageAfter(conversationId, fields), { did: 'told-retried' }, 202)
  })
  routes.put('/replies/:id/verdict', can('reply'), async (c) => {
    const fields = await given(c, verdict)
    const { conversationId } = await db
      .transaction()
      .execute((tx) => settleUncertain(tx, idOf(c), fields.verdict, viewerOf(c)))
    const did = fields.verdict === 'there' ? 'told-there' : 'told-retried'
    return answerDeed(c, await replyJson(idOf(c)), pageAfter(conversationId, fields), { did })
  })

  routes.put('/conversations/:id/draft', can('reply'), async (c) => {
    const { text, in_reply_to: inReplyTo } = await given(c, writing)
    const { id } = await findConversation(db, idOf(c))
    await db.transaction().execute((tx) => keepDraft(tx, id, { text, inReplyTo }, viewerOf(c)))
    return c.json({ draft: presentDraft(await findDraft(db, id, viewerOf(c))) })
  })
  routes.delete('/conversations/:id/draft', can('reply'), async (c) => {
    const fields = await given(c, back)
    const { id } = await findConversation(db, idOf(c))
    await discardDraft(db, id, viewerOf(c))
    return answerDeed(c, { draft: null }, pageAfter(id, fields), { did: 'told-discarded' })
  })

  routes.post('/conversations/:id/notes', can('close'), async (c) => {
    const fields = await given(c, newNote)
    return orAgain(c, 'note', fields.text, async () => {
      const id = await db.transaction().execute((tx) => note(tx, idOf(c), fields.text, viewerOf(c), fields.id))
      const [written] = await findNotes(db, [id])
      const deed = { did: 'told-noted', undo: undo('delete', `/notes/${id}`) }
      return answerDeed(c, written && presentNote(written), pageAfter(idOf(c), fields), deed, 201)
    })
  })
  routes.delete('/notes/:id', can('close'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await db.transaction().execute((tx) => removeNote(tx, idOf(c), viewerOf(c)))
    const deed = { did: 'told-note-removed', undo: undo('put', `/notes/${idOf(c)}`) }
    return answerDeed(c, { id: idOf(c) }, pageAfter(conversationId, fields), deed)
  })
  routes.put('/notes/:id', can('close'), async (c) => {
    const fields = await given(c, back)
    const { conversationId } = await db.transaction().execute((tx) => restoreNote(tx, idOf(c), viewerOf(c)))
    return answerDeed(c, { id: idOf(c) }, pageAfter(conversationId, fields), { did: 'told-note-restored' })
  })

  routes.put('/messages/:id/moderation', can('reply'), async (c) => {
    const fields = await given(c, moderation)
    const { conversationId } = await db
      .transaction()
      .execute((tx) => moderate(tx, connectors, idOf(c), fields.as, viewerOf(c)))
    const json = presentMessage(await findMessage(db, idOf(c)))
    return answerDeed(c, json, pageAfter(conversationId, fields), { did: `told-moderated-${fields.as}` }, 202)
  })

  async function replyJson(id: string) {
    return { id, deliveries: (await deliveriesOf(db, id)).map(presentDelivery) }
  }

  /** A person whose text is refused gets it back where they wrote it. */
  async function orAgain(c: Ctx, what: keyof Refused, text: string, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(c) || error.status === 404) throw error
      return pageAgain(c, idOf(c), { [what]: { text, reason: c.var.t.words(error.words) } })
    }
  }

  return routes
}
