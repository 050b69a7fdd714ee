import type { Spoken } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Db } from '../core/database.ts'
import type { FilesHome } from '../core/files/objects.ts'
import { attachedTo, cardOf } from './attached.ts'
import type { Claim } from './claim.ts'

/** What the connector is asked to say. A later part of a long reply answers the part before it. */
export async function spokenFor(
  core: FilesHome & Pick<Core, 'cipher' | 'clock'>,
  claim: Claim,
): Promise<Spoken | undefined> {
  const { db } = core
  const target = claim.part === 0 ? claim.inReplyToMessageId : await messageOfPart(db, claim.replyId, claim.part - 1)
  if (!target) return undefined
  const row = await db
    .selectFrom('messages as m')
    .innerJoin('identities as i', 'i.id', 'm.identity_id')
    .select([
      'm.external_id',
      'm.root_external_id',
      'm.visibility',
      'm.mentions',
      'm.language',
      'm.reply_key',
      'm.deleted_at',
    ])
    .select(['i.external_id as author_id', 'i.name', 'i.handle', 'i.url'])
    .where('m.id', '=', target)
    .executeTakeFirst()
  if (!row) return undefined
  const attachments = claim.part === 0 ? await attachedTo(core, claim.replyId) : []
  const card = claim.part === 0 && attachments.length === 0 ? await cardOf(core, claim.replyId) : undefined
  return {
    text: claim.text,
    key: claim.id,
    decidedAt: claim.decidedAt,
    ...(attachments.length > 0 && { attachments }),
    ...(card && { card }),
    inReplyTo: {
      externalId: row.external_id,
      rootExternalId: row.root_external_id ?? undefined,
      visibility: claim.privately ? 'direct' : row.visibility,
      author: {
        externalId: row.author_id,
        name: row.name,
        ...(row.handle ? { handle: row.handle } : {}),
        ...(row.url ? { url: row.url } : {}),
      },
      // Whoever is named reads it.
      mentions: claim.privately ? [] : row.mentions,
      language: row.language ?? undefined,
      replyKey: row.reply_key ?? undefined,
    },
  }
}

async function messageOfPart(db: Db, replyId: string, part: number): Promise<string | null> {
  const row = await db
    .selectFrom('deliveries')
    .select('message_id')
    .where('reply_id', '=', replyId)
    .where('part', '=', part)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  return row?.message_id ?? null
}
