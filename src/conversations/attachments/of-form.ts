import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { isPicture } from '../../core/files/sniff.ts'
import { type Words, words } from '../../lib/words.ts'
import { findConversation } from '../conversation.ts'
import { keepDraft } from '../draft.ts'
import { placeToAnswer } from '../rearrange/place-to-answer.ts'
import { attach, makeReady, mostBytes, type Ready } from './attach.ts'
import { attachmentsOfDraft } from './attachment.ts'
import { describe } from './change.ts'
import { type Taking, takingFor } from './limits.ts'
import type { Chosen } from './take.ts'

/** A file, and the text beside it. */
const mostInForm = mostBytes + 1_000_000

/** Before a form with files is read into memory. */
export const withinForm = bodyLimit({
  maxSize: mostInForm,
  onError: () => {
    throw new Refusal(413, words('core.file-large', { limit: Math.round(mostInForm / 1e6) }))
  },
})

export const aFile = z.custom<File>((value) => value instanceof File)

/** What the composer's form says of attachments: which stand there, what is to be seen in each, and what is to be added. */
export const formFields = {
  'files[]': z.array(z.union([aFile, z.string()])).default([]),
  'attachments[]': z.array(z.uuid()).default([]),
  'alts[]': z.array(z.string().max(20_000)).default([]),
}

export const filesIn = (given: readonly (File | string | undefined)[]): File[] =>
  given.filter((one): one is File => one instanceof File && one.size > 0)

interface OfForm {
  'files[]': (File | string)[]
  'attachments[]': string[]
  'alts[]': string[]
  in_reply_to?: string | undefined
  /** The reply that it is to become. */
  id?: string | undefined
}

/**
 * What goes with a reply that a form sends. What is said of the pictures is kept first, so that a refusal loses none of it;
 * a file that was chosen and not attached yet (there is no script) is attached. Refuses what cannot be.
 */
export async function chosenIn(
  core: Core,
  connectors: Connectors,
  conversationId: string,
  form: OfForm,
  by: { id: string },
): Promise<Chosen[]> {
  const { db } = core
  const files = filesIn(form['files[]'])
  if (form['attachments[]'].length === 0 && files.length === 0) return []
  const { id } = await findConversation(db, await placeToAnswer(db, conversationId, form.in_reply_to))
  await db.transaction().execute((tx) => keepAlts(tx, id, form))
  const standing = form['attachments[]'].map((one) => ({ id: one }))
  // A form that comes twice brought its files the first time.
  if (files.length === 0 || (await isDecided(db, form.id))) return standing
  const taking = await takingFor(db, connectors, id, form.in_reply_to)
  const { ready, refused } = await allReady(core, files, taking)
  const ids = await db.transaction().execute((tx) => attach(tx, id, ready, { taking }, by))
  const [first] = refused
  if (first) throw new Refusal(422, first)
  return [...standing, ...ids.map((one) => ({ id: one }))]
}

const isDecided = async (db: Db, id: string | undefined): Promise<boolean> =>
  id !== undefined &&
  (await db.selectFrom('replies').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const allReady = (core: Core, files: readonly File[], taking: Taking): Promise<AllReady> =>
  eachReady(files, (file) => makeReady(core, file, taking))

interface AllReady {
  ready: Ready[]
  refused: Words[]
}

export async function eachReady(
  files: readonly File[],
  make: (file: File) => Promise<Ready | { not: Words }>,
): Promise<AllReady> {
  const [ready, refused]: [Ready[], Words[]] = [[], []]
  for (const file of files) {
    const one = await make(file)
    if ('not' in one) refused.push(one.not)
    else ready.push(one)
  }
  return { ready, refused }
}

/** Without script a button of the composer brings the whole form along: what is written in it is kept. */
export async function keepWritten(
  tx: Tx,
  conversationId: string,
  form: Omit<OfForm, 'files[]'> & { text?: string | undefined },
  by: { id: string },
): Promise<void> {
  const { text, in_reply_to: inReplyTo } = form
  if (text !== undefined) await keepDraft(tx, conversationId, { text, inReplyTo }, by)
  await keepAlts(tx, conversationId, form)
}

async function keepAlts(
  tx: Tx,
  conversationId: string,
  { 'attachments[]': ids, 'alts[]': alts }: Pick<OfForm, 'attachments[]' | 'alts[]'>,
): Promise<void> {
  if (ids.length === 0) return
  const there = new Map((await attachmentsOfDraft(tx, conversationId)).map((one) => [one.id, one.alt]))
  for (const [index, id] of ids.entries()) {
    const alt = alts[index]?.replaceAll('\r\n', '\n').trim()
    if (alt !== undefined && there.has(id) && there.get(id) !== alt) await describe(tx, id, alt)
  }
}

/** A picture says nothing to who cannot see it: asked for before sending, each time, and never insisted on. */
export class AltMissing extends Refusal {
  /** What was to become of the conversation once it is sent. */
  readonly closes: boolean

  constructor(count: number, closes: boolean) {
    super(422, words('conversations.alt-missing', { count }))
    this.closes = closes
  }
}

export async function remindOfAlt(db: Db, chosen: readonly Chosen[], closes: boolean): Promise<void> {
  if (chosen.length === 0) return
  const rows = await db
    .selectFrom('attachments')
    .innerJoin('files', 'files.sha256', 'attachments.file')
    .select('files.mime')
    .where(
      'attachments.id',
      'in',
      chosen.map(({ id }) => id),
    )
    .where('attachments.reply_id', 'is', null)
    .where('attachments.alt', '=', '')
    .execute()
  const count = rows.filter(({ mime }) => isPicture(mime)).length
  if (count > 0) throw new AltMissing(count, closes)
}
