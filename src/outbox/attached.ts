import { sql } from 'kysely'
import { ConnectorFailure, type SpokenAttachment, type SpokenCard } from '../connectors/index.ts'
import {
  type Attachment,
  attachmentsOfReplies,
  findCard,
  originOf,
  sentAs,
  sharedLink,
} from '../conversations/index.ts'
import type { Core } from '../core/core.ts'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import type { FilesHome } from '../core/files/objects.ts'
import { findFile, openFile } from '../core/files/read.ts'

type Home = FilesHome & Pick<Core, 'cipher' | 'clock'>

/** What goes with a reply, as its connector is given it; the bytes are read when they are asked for. */
export async function attachedTo(core: Home, replyId: string): Promise<SpokenAttachment[]> {
  const attachments = (await attachmentsOfReplies(core.db, [replyId])).get(replyId) ?? []
  if (attachments.length === 0) return []
  const origin = await originOf(core)
  return attachments.map((one) => ({
    key: one.id,
    name: one.name,
    mime: sentAs(one.mime),
    bytes: one.bytes,
    alt: one.alt,
    size: one.size ?? undefined,
    url: origin && sharedLink(core.cipher, origin, one.sha256, core.clock.now()),
    read: () => bytesOf(core, one),
  }))
}

/** What the reply's link leads to, where its network shows what we send. */
export async function cardOf(core: Home, replyId: string): Promise<SpokenCard | undefined> {
  const card = await findCard(core.db, replyId)
  if (!card) return undefined
  const { url, title, description, picture: sha256, mime, bytes } = card
  const picture = sha256 && mime ? { mime: sentAs(mime), bytes, read: () => bytesOf(core, { sha256 }) } : undefined
  return { url, title, description, picture }
}

/** What cannot be read just now is tried again; what is lost is not. */
async function bytesOf(core: Home, { sha256 }: Pick<Attachment, 'sha256'>): Promise<Uint8Array> {
  try {
    const body = await openFile(core, await findFile(core, sha256))
    return new Uint8Array(await new Response(body).arrayBuffer())
  } catch (error) {
    if (error instanceof Refusal && error.status === 404)
      throw new ConnectorFailure('invalid', error.words, { cause: error })
    if (error instanceof Refusal) throw new ConnectorFailure('temporary', error.words, { cause: error })
    throw error
  }
}

/** In the thread our message shows what went with it; unless the network told of it before we knew that it stands. */
export async function showAttached(tx: Tx, messageId: string, replyId: string, part: number): Promise<void> {
  if (part > 0) return
  await sql`
    insert into message_media (message_id, position, kind, url, alt, mime, bytes, name, file, fetch_at)
    select ${messageId}, row_number() over (order by a.id) - 1,
      case when f.mime like 'image/%' then 'image' else 'file' end, '/files/' || encode(f.sha256, 'hex'),
      nullif(a.alt, ''), f.mime, f.bytes, a.name, f.sha256, null
    from attachments a join files f on f.sha256 = a.file
    where a.reply_id = ${replyId} and not exists (select from message_media k where k.message_id = ${messageId})`.execute(
    tx,
  )
}
