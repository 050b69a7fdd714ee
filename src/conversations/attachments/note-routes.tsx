import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../../access/index.ts'
import type { Core } from '../../core/core.ts'
import type { Db } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { type Ctx, type Env, wantsJson } from '../../core/web.ts'
import { type Words, words } from '../../lib/words.ts'
import { findConversation } from '../conversation.ts'
import { given, idOf } from '../given.ts'
import type { PageAgain } from '../speech-routes.ts'
import { readyOf } from './attach.ts'
import type { Attachment } from './attachment.ts'
import { aFile, eachReady, filesIn, formFields, withinForm } from './of-form.ts'
import {
  attachmentsOfWriter,
  attachToNote,
  describeOfNote,
  detachFromNote,
  findOfWriter,
  keepAlts,
  type OfNote,
  putBackToNote,
} from './of-note.ts'
import { presentAttachment } from './present.ts'
import { isStrip } from './routes.tsx'
import { Strip } from './views/strip.tsx'
import { placeOfNote } from './views/strip-place.ts'

/** The whole form of a note, or what a program or the page's script sends of it. */
const form = z.object({ ...formFields, text: z.string().default('') })
const upload = form.extend({ file: aFile.optional(), alt: z.string().max(20_000).default('') })
const described = z.object({ alt: z.string().max(20_000) })

/** Pictures and files with a note that somebody is writing: added, described, taken away, put back. Theirs alone until it is written. */
export function noteAttachmentRoutes(core: Core, pageAgain: PageAgain): Hono<Env> {
  const { db } = core
  const routes = new Hono<Env>()

  routes.get('/conversations/:id/note-attachments', can('close'), async (c) => {
    const { id } = await findConversation(db, idOf(c))
    return standing(c, id)
  })

  routes.post('/conversations/:id/note-attachments', can('close'), withinForm, async (c) => {
    const fields = await given(c, upload)
    const { id } = await findConversation(db, idOf(c))
    const files = filesIn([...fields['files[]'], fields.file])
    const { ids, refused } = await bring(core, id, files, fields.alt, viewerOf(c))
    if (isStrip(c)) return strip(c, id, { refused })
    const [first] = refused
    if (first && ids.length === 0) throw new Refusal(422, first, { fields: { file: first } })
    const attached = (await attachmentsOfWriter(db, id, viewerOf(c))).filter((one) => ids.includes(one.id))
    return c.json(
      { attachments: attached.map(presentAttachment), refused: refused.map((one) => c.var.t.words(one)) },
      201,
    )
  })

  routes.put('/note-attachments/:id', can('close'), async (c) => {
    const { alt } = await given(c, described)
    await db.transaction().execute((tx) => describeOfNote(tx, idOf(c), alt, viewerOf(c)))
    return c.json(presentAttachment((await findOfWriter(db, idOf(c), viewerOf(c))).attachment))
  })
  routes.delete('/note-attachments/:id', can('close'), withinForm, async (c) => {
    const fields = await given(c, form)
    const { attachment, conversationId } = await findOfWriter(db, idOf(c), viewerOf(c))
    await db.transaction().execute((tx) => detachFromNote(tx, attachment.id, viewerOf(c)))
    if (isStrip(c)) return strip(c, conversationId, { removed: attachment })
    if (wantsJson(c)) return c.json({ id: attachment.id })
    return again(c, conversationId, fields, words('conversations.attach-removed', { name: attachment.name }))
  })
  routes.put('/note-attachments/:id/place', can('close'), withinForm, async (c) => {
    const fields = await given(c, form)
    const { attachment, conversationId } = await findOfWriter(db, idOf(c), viewerOf(c))
    await db.transaction().execute((tx) => putBackToNote(tx, attachment.id, viewerOf(c)))
    if (isStrip(c)) return strip(c, conversationId)
    if (wantsJson(c)) return c.json(presentAttachment(attachment))
    return again(c, conversationId, fields, words('conversations.told-reattached'))
  })

  /** Without script the whole form came along: what is written in it stands there again. */
  async function again(c: Ctx, conversationId: string, fields: z.output<typeof form>, said: Words): Promise<Response> {
    await keepAlts(db, standingIn(fields), viewerOf(c))
    return pageAgain(c, conversationId, { note: { text: fields.text, reason: c.var.t.words(said) } })
  }

  async function standing(c: Ctx, id: string): Promise<Response> {
    if (isStrip(c)) return strip(c, id)
    return c.json({ attachments: (await attachmentsOfWriter(db, id, viewerOf(c))).map(presentAttachment) })
  }

  async function strip(
    c: Ctx,
    id: string,
    more: { refused?: readonly Words[]; removed?: Attachment } = {},
  ): Promise<Response> {
    const attachments = await attachmentsOfWriter(db, id, viewerOf(c))
    const drawn = { t: c.var.t, place: placeOfNote(id), attachments, version: '' }
    return c.html(String(<Strip {...drawn} {...more} />))
  }

  return routes
}

/**
 * What goes with a note that a form sends. What is said of each picture is kept first, so that a refusal loses none of it, and so
 * is a file that was chosen and not attached yet (there is no script).
 */
export async function chosenForNote(
  core: Core,
  conversationId: string,
  fields: z.output<typeof form> & { id?: string | undefined },
  by: { id: string },
): Promise<OfNote[]> {
  const standing = standingIn(fields)
  await keepAlts(core.db, standing, by)
  const files = filesIn(fields['files[]'])
  // A form that comes twice brought its files the first time.
  if (files.length === 0 || (await isWritten(core.db, fields.id))) return standing
  const { id } = await findConversation(core.db, conversationId)
  const { ids, refused } = await bring(core, id, files, '', by)
  const [first] = refused
  if (first) throw new Refusal(422, first)
  return [...standing, ...ids.map((one) => ({ id: one }))]
}

const standingIn = (fields: z.output<typeof form>): OfNote[] =>
  fields['attachments[]'].map((id, at) => ({ id, alt: fields['alts[]'][at] }))

const isWritten = async (db: Db, id: string | undefined): Promise<boolean> =>
  id !== undefined && (await db.selectFrom('notes').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

async function bring(core: Core, conversationId: string, files: readonly File[], alt: string, by: { id: string }) {
  const { ready, refused } = await eachReady(files, (file) => readyOf(core, file))
  const ids =
    ready.length === 0
      ? []
      : await core.db.transaction().execute((tx) => attachToNote(tx, conversationId, ready, alt, by))
  return { ids, refused }
}
