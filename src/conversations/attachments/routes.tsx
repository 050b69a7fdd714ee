import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { answerFile } from '../../core/files/routes.ts'
import { type Ctx, type Env, wantsJson } from '../../core/web.ts'
import type { Words } from '../../lib/words.ts'
import { answerDeed, back, pageAfter, undo } from '../answered.ts'
import { findConversation } from '../conversation.ts'
import { asked, given, idOf } from '../given.ts'
import { placeToAnswer } from '../rearrange/place-to-answer.ts'
import type { PageAgain } from '../speech-routes.ts'
import { attach } from './attach.ts'
import { type Attachment, attachedVersions, attachmentsOfDraft, findAttachment } from './attachment.ts'
import { describe, detach, putBack } from './change.ts'
import { type Taking, takingFor } from './limits.ts'
import { aFile, allReady, filesIn, formFields, keepWritten, withinForm } from './of-form.ts'
import { presentAttachment, presentTaking } from './present.ts'
import { fileOfLink } from './shared-link.ts'
import { Strip } from './views/strip.tsx'
import { placeOfAnswer } from './views/strip-place.ts'

/** The whole form of the composer, or what a program or the page's script sends of it. */
const alone = back.extend({ ...formFields, text: z.string().optional(), in_reply_to: z.uuid().optional() })
const upload = alone.extend({ file: aFile.optional(), alt: z.string().max(20_000).default('') })
const where = z.object({ in_reply_to: z.uuid().optional() })
const described = back.extend({ alt: z.string().max(20_000) })

/** Files with a draft: added, described, taken away, put back. */
export function attachmentRoutes(core: Core, connectors: Connectors, pageAgain: PageAgain): Hono<Env> {
  const { db, clock, cipher } = core
  const routes = new Hono<Env>()

  routes.get('/conversations/:id/attachments', can('reply'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    return strip(c, id, await taking(id, asked(c, where).in_reply_to))
  })

  routes.post('/conversations/:id/attachments', can('reply'), withinForm, async (c) => {
    const fields = await given(c, upload)
    const files = filesIn([...fields['files[]'], fields.file])
    const { id } = await findConversation(db, await placeToAnswer(db, idOf(c), fields.in_reply_to))
    const there = await taking(id, fields.in_reply_to)
    const { ready, refused } = await allReady(core, files, there)
    const ids = await db.transaction().execute(async (tx) => {
      await keepWritten(tx, id, fields, viewerOf(c))
      return ready.length === 0 ? [] : attach(tx, id, ready, { taking: there, alt: fields.alt }, viewerOf(c))
    })
    return end(c, id, there, { fields, refused, ids })
  })

  routes.put('/attachments/:id', can('reply'), async (c) => {
    const fields = await given(c, described)
    const id = await db.transaction().execute((tx) => describe(tx, idOf(c), fields.alt))
    const found = await findAttachment(db, idOf(c))
    const json = found && presentAttachment(found.attachment)
    return answerDeed(c, json, pageAfter(id, fields), { did: 'told-described' })
  })
  routes.delete('/attachments/:id', can('reply'), withinForm, async (c) => {
    const fields = await given(c, alone)
    const before = await findAttachment(db, idOf(c))
    const id = await db.transaction().execute(async (tx) => {
      const conversationId = await detach(tx, idOf(c))
      await keepWritten(tx, conversationId, fields, viewerOf(c))
      return conversationId
    })
    if (isStrip(c)) return strip(c, id, await taking(id, fields.in_reply_to), { removed: before?.attachment })
    const deed = { did: 'told-detached', undo: undo('put', `/attachments/${idOf(c)}/place`) }
    return answerDeed(c, { id: idOf(c) }, pageAfter(id, fields), deed)
  })
  routes.put('/attachments/:id/place', can('reply'), withinForm, async (c) => {
    const fields = await given(c, alone)
    const id = await db.transaction().execute(async (tx) => {
      const conversationId = await putBack(tx, idOf(c))
      await keepWritten(tx, conversationId, fields, viewerOf(c))
      return conversationId
    })
    if (isStrip(c)) return strip(c, id, await taking(id, fields.in_reply_to))
    const found = await findAttachment(db, idOf(c))
    return answerDeed(c, found && presentAttachment(found.attachment), pageAfter(id, fields), {
      did: 'told-reattached',
    })
  })

  // Whoever was given the address, without signing in: the receiver of an `api` window.
  routes.get('/shared/:sealed', async (c) => {
    const file = fileOfLink(cipher, c.req.param('sealed'), clock.now())
    if (!file) throw notFound()
    return answerFile(core, c, file)
  })

  const taking = (id: string, inReplyTo: string | undefined) => takingFor(db, connectors, id, inReplyTo)

  interface Ended {
    fields: z.output<typeof upload>
    refused: readonly Words[]
    ids: readonly string[]
  }

  async function end(c: Ctx, id: string, there: Taking, { fields, refused, ids }: Ended): Promise<Response> {
    if (isStrip(c)) return strip(c, id, there, { refused })
    const [first] = refused
    if (first && (ids.length === 0 || !wantsJson(c))) {
      if (wantsJson(c)) throw new Refusal(422, first, { fields: { file: first } })
      const reason = refused.map((one) => c.var.t.words(one)).join(' ')
      const { in_reply_to: inReplyTo, back: from } = fields
      const again = {
        text: fields.text ?? '',
        reason,
        ...(inReplyTo ? { inReplyTo } : {}),
        ...(from ? { back: from } : {}),
      }
      return pageAgain(c, id, { reply: again })
    }
    const attached = (await attachmentsOfDraft(db, id)).filter((one) => ids.includes(one.id)).map(presentAttachment)
    const json = { attachments: attached, refused: refused.map((one) => c.var.t.words(one)) }
    return answerDeed(c, json, pageAfter(id, fields), { did: 'told-attached' }, 201)
  }

  /** What stands there now: as JSON, or as the part of the page that changes. */
  async function strip(
    c: Ctx,
    id: string,
    there: Taking,
    more: { refused?: readonly Words[]; removed?: Attachment | undefined } = {},
  ): Promise<Response> {
    const [attachments, versions] = await Promise.all([attachmentsOfDraft(db, id), attachedVersions(db, [id])])
    if (!isStrip(c))
      return c.json({ attachments: attachments.map(presentAttachment), takes: presentTaking(there, c.var.t) })
    const place = placeOfAnswer(id, there)
    const drawn = { t: c.var.t, place, attachments, version: versions.get(id) ?? '' }
    return c.html(String(<Strip {...drawn} {...more} />))
  }

  return routes
}

export const isStrip = (c: Ctx): boolean => c.req.header('x-fragment') === 'attachments'
