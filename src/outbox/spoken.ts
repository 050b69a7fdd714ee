import type { Spoken } from '../connectors/index.ts'
import type { Db } from '../core/database.ts'
import type { Claim } from './claim.ts'

/** What the connector is asked to say. A later part of a long reply answers the part before it. */
export async function spokenFor(db: Db, claim: Claim): Promise<Spoken | undefined> {
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
  return {
    text: claim.text,
    key: claim.id,
    decidedAt: claim.decidedAt,
    inReplyTo: {
      externalId: row.external_id,
      rootExternalId: row.root_external_id ?? undefined,
      visibility: row.visibility,
      author: {
        externalId: row.author_id,
        name: row.name,
        ...(row.handle ? { handle: row.handle } : {}),
        ...(row.url ? { url: row.url } : {}),
      },
      mentions: row.mentions,
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
