import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import { Refusal } from '../core/errors.ts'
import { type Ctx, type Env, wantsJson } from '../core/web.ts'
import { firstLink } from '../lib/first-link.ts'
import { answerDeed, back, type Deed, pageAfter, undo } from './answered.ts'
import { namesOf } from './approval/views/waiting.tsx'
import { detachAll } from './attachments/change.ts'
import { chosenForNote, noteAttachmentRoutes } from './attachments/note-routes.tsx'
import { AltMissing, chosenIn, formFields, remindOfAlt, withinForm } from './attachments/of-form.ts'
import { goWithNote } from './attachments/of-note.ts'
import { close } from './close.ts'
import { findConversation } from './conversation.ts'
import { type Delivery, deliveriesOf } from './deliveries.ts'
import { discardDraft, findDraft, keepDraft, longestText } from './draft.ts'
import { given, idOf } from './given.ts'
import { findPreview, type OpenHttp, type Preview, previewOf } from './link-preview/preview.ts'
import { moderationRoutes } from './moderation-routes.ts'
import { findNotes, note, removeNote, restoreNote } from './note.ts'
import { AnsweredMeanwhile } from './presence/meanwhile.ts'
import { presentDelivery, presentDraft, presentNote } from './present.ts'
import { dropAllDrafted } from './promises/make.ts'
import { placeToAnswer } from './rearrange/place-to-answer.ts'
import { reply } from './reply.ts'
import { momentOf, newReply } from './reply-given.ts'
import { retry } from './retry.ts'
import { momentToLeave } from './send-later.ts'
import { settleUncertain } from './settle-uncertain.ts'
import { readMoment } from './snooze-until.ts'
import type { AnsweringProps } from './views/answering-props.ts'
import { networkName } from './views/where.tsx'
import { LeftAlready, withdraw } from './withdraw.ts'

const newNote = back.extend({
  id: z.uuid().optional(),
  text: z.string().default(''),
  ...formFields,
  /** Which of those that its writer has put to it go with it. */
  attachments: z
    .array(
      z.union([
        z.uuid().transform((id) => ({ id })),
        z.object({ id: z.uuid(), alt: z.string().max(20_000).optional() }),
      ]),
    )
    .max(100)
    .optional(),
})
/** Several drafts that became one may be longer than one. */
const draftText = z.string().max(4 * longestText)
const writing = z.object({
  text: z.string(),
  in_reply_to: z.uuid().optional(),
  base: draftText.optional(),
  tried: z.array(draftText).max(4).optional(),
  reply_id: z.uuid().optional(),
})
const verdict = back.extend({ verdict: z.enum(['there', 'again']) })

const keyHeader = z.uuid().optional().catch(undefined)

/** A program that asks twice with the same key (a UUID) says it once. */
const idempotencyKey = (c: Ctx): string | undefined => keyHeader.parse(c.req.header('idempotency-key'))

export type Refused = NonNullable<AnsweringProps['refused']>

/** What somebody wrote, and where it belongs. */
interface Given {
  text: string
  inReplyTo?: string | undefined
  back: string | undefined
  /** When it was to leave, where it was said. */
  leaves?: Date | undefined
}

/** The conversation's page once more, with the text that was refused. */
export type PageAgain = (c: Ctx, conversationId: string, refused: Refused) => Promise<Response>

/** What we say: replies and what becomes of them, drafts, notes, and what we ask a network to do with a message. */
export function speechRoutes(core: Core, connectors: Connectors, pageAgain: PageAgain, http: OpenHttp): Hono<Env> {
  const { db, clock } = core
  const routes = new Hono<Env>()

  routes.post('/conversations/:id/replies', can('reply'), withinForm, async (c) => {
    const fields = await given(c, newReply)
    const { in_reply_to: inReplyTo, text, split, parts, seen, wait } = fields
    const { timeZone } = viewerOf(c)
    const when = momentOf(fields)
    const leaves = when === undefined ? undefined : readMoment(when, clock.now(), timeZone)
    return orAgain(c, 'reply', { text, inReplyTo, back: fields.back, leaves }, async () => {
      const closes = fields.close || fields.without_alt === 'close'
      const attachments = fields.attachments ?? (await chosenIn(core, connectors, idOf(c), fields, viewerOf(c)))
      if (!wantsJson(c) && !fields.without_alt) await remindOfAlt(db, attachments, closes === true)
      const id = fields.id ?? idempotencyKey(c)
      const leavesAt = when === undefined ? undefined : momentToLeave(when, clock.now(), timeZone)
      const card =
        attachments.length === 0 && fields.card ? await cardOf(core, http, fields.card, viewerOf(c)) : undefined
      const decided = await db.transaction().execute(async (tx) => {
        const written = { id, text, inReplyTo, split, parts, seen, wait, leavesAt, closes, attachments, card }
        const said = await reply(tx, connectors, idOf(c), written, viewerOf(c))
        // What somebody is to approve first has answered nobody: it closes when it leaves.
        if (closes && !said.isAsked) await close(tx, said.conversationId, viewerOf(c))
        return said
      })
      // As it is stored: of a form that is sent twice, what was decided the first time.
      const deliveries = await deliveriesOf(db, decided.id)
      const { name } = networkName(connectors, decided.channel.network)
      const [first] = deliveries
      const params = {
        network: name,
        ...(first?.approval ? { who: namesOf(c.var.t, first.approval.deciders) } : {}),
        ...(first?.later ? { at: c.var.t.exact(first.leavesAt) } : {}),
      }
      const did = becameOf(first, decided.channel.pausedAt !== null)
      const deed = { did, params, undo: undo('delete', `/replies/${decided.id}`) }
      const json = { id: decided.id, deliveries: deliveries.map(presentDelivery) }
      return answerDeed(c, json, pageAfter(decided.conversationId, fields), deed, 201)
    })
  })

  routes.delete('/replies/:id', can('reply'), async (c) => {
    const fields = await given(c, back)
    try {
      const { conversationId, left } = await db.transaction().execute((tx) => withdraw(tx, idOf(c), viewerOf(c)))
      const deed = left === '' ? { did: 'told-withdrawn' } : { did: 'told-withdrawn-rest', params: { left } }
      return answerDeed(c, await replyJson(idOf(c)), pageAfter(conversationId, fields), deed)
    } catch (error) {
      if (!(error instanceof LeftAlready) || wantsJson(c)) throw error
      return answerDeed(c, null, pageAfter(error.conversationId, fields), await tooLate(error))
    }
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

  routes.get('/conversations/:id/draft', can('reply'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    return c.json({ draft: presentDraft(await findDraft(db, id)) })
  })
  routes.put('/conversations/:id/draft', can('reply'), async (c) => {
    const { text, in_reply_to: inReplyTo, base, tried, reply_id: replyId } = await given(c, writing)
    // What it answers may have been put elsewhere meanwhile: so is what is written.
    const { id } = await findConversation(db, await placeToAnswer(db, idOf(c), inReplyTo))
    const written = { text, inReplyTo, base, tried, replyId }
    const said = await db.transaction().execute((tx) => keepDraft(tx, id, written, viewerOf(c)))
    return c.json({ draft: presentDraft(await findDraft(db, id)), ...(said ? { said: true } : {}) })
  })
  routes.delete('/conversations/:id/draft', can('reply'), async (c) => {
    const fields = await given(c, back)
    const { id } = await findConversation(db, idOf(c))
    await discardDraft(db, id)
    await dropAllDrafted(db, id)
    await detachAll(db, id)
    return answerDeed(c, { draft: null }, pageAfter(id, fields), { did: 'told-discarded' })
  })

  routes.route('/', moderationRoutes(core, connectors))

  routes.route('/', noteAttachmentRoutes(core, pageAgain))
  routes.post('/conversations/:id/notes', can('close'), withinForm, async (c) => {
    const fields = await given(c, newNote)
    return orAgain(c, 'note', { text: fields.text, back: fields.back }, async () => {
      const chosen = fields.attachments ?? (await chosenForNote(core, idOf(c), fields, viewerOf(c)))
      const id = await db.transaction().execute(async (tx) => {
        const written = await note(tx, idOf(c), fields.text, viewerOf(c), fields.id)
        await goWithNote(tx, written, chosen, viewerOf(c))
        return written
      })
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

  /** Asked for twice, it was taken back the first time. */
  async function tooLate({ conversationId, left }: LeftAlready): Promise<Deed> {
    if (left === '') return { did: 'told-withdrawn' }
    const { channel } = await findConversation(db, conversationId)
    return { did: 'told-left', params: { network: networkName(connectors, channel.network).name, left } }
  }

  async function replyJson(id: string) {
    return { id, deliveries: (await deliveriesOf(db, id)).map(presentDelivery) }
  }

  /** A person whose text is refused gets it back where they wrote it. */
  async function orAgain(
    c: Ctx,
    what: 'reply' | 'note',
    { text, inReplyTo, back, leaves }: Given,
    work: () => Promise<Response>,
  ): Promise<Response> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(c) || error.status === 404) throw error
      const meanwhile = error instanceof AnsweredMeanwhile ? error.answers[0] : undefined
      const again = {
        text,
        reason: c.var.t.words(error.words),
        ...(inReplyTo ? { inReplyTo } : {}),
        ...(back ? { back } : {}),
        ...(leaves ? { leaves } : {}),
        ...(error instanceof AltMissing ? { lacksAlt: { closes: error.closes } } : {}),
      }
      return pageAgain(c, idOf(c), { [what]: meanwhile ? { ...again, meanwhile } : again })
    }
  }

  return routes
}

/** As they saw it, however long ago; only what nobody looked at is asked now. A link that leads nowhere by now is a link. */
async function cardOf(core: Core, http: OpenHttp, said: string, by: { id: string }): Promise<Preview | undefined> {
  const url = firstLink(said)
  if (!url) return undefined
  const known = await findPreview(core.db, url, new Date(0))
  if (known !== undefined) return known ?? undefined
  try {
    return await previewOf(core, http, url, by)
  } catch (error) {
    // Whoever looked at too many pages answers all the same.
    if (error instanceof Refusal && error.status === 429) return undefined
    throw error
  }
}

/** What a person is told who sent it. */
function becameOf(first: Delivery | undefined, isPaused: boolean): string {
  if (first?.approval) return 'told-asked'
  if (first?.state === 'held') return `held-${first.later?.heldBecause ?? 'spoke'}`
  if (first?.later) return isPaused ? 'told-later-paused' : 'told-later'
  if (isPaused) return 'told-paused'
  return first?.isLeaving ? 'told-leaving' : 'told-sending'
}
