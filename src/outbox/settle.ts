import { sql } from 'kysely'
import { type Channel, noteFailure, noteHealth } from '../channels/index.ts'
import type { Connector, ConnectorFailure, Said, Spoken } from '../connectors/index.ts'
import { hear } from '../conversations/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { jsonText } from '../lib/json-text.ts'
import { webAddress } from '../lib/web-address.ts'
import { type Words, words } from '../lib/words.ts'
import { identify } from '../people/index.ts'
import { showAttached } from './attached.ts'
import type { Claim } from './claim.ts'
import { ownId } from './own-id.ts'

/** It stands on the network: our message joins the thread in the transaction that settles the delivery. */
export async function settleSent(
  db: Db,
  connector: Connector,
  channel: Channel,
  claim: Claim,
  spoken: Spoken,
  said: Said,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // The same lock that hearing takes: our message may be heard at this very moment.
    await sql`select from channel_hearings where channel_id = ${channel.id} for update`.execute(tx)
    const messageId = await storeOurs(tx, connector, channel, claim, spoken, said)
    const settled = await tx
      .updateTable('deliveries')
      .set({
        state: 'sent',
        message_id: messageId,
        settled_at: new Date(),
        sending_at: null,
        sending_by: null,
        failure: null,
      })
      .where('id', '=', claim.id)
      .where('state', 'in', ['sending', 'uncertain'])
      .returning('id')
      .executeTakeFirst()
    if (!settled) return
    await noteHealth(tx, channel.id)
    await tell(tx, 'reply.sent', claim, channel)
  })
}

async function storeOurs(
  tx: Tx,
  connector: Connector,
  channel: Channel,
  claim: Claim,
  spoken: Spoken,
  said: Said,
): Promise<string> {
  const { account } = channel
  const externalId = await ownId(tx, channel, claim, spoken, said)
  const author = {
    externalId: account.ourIds[0] ?? account.externalId,
    name: account.name,
    ...(account.handle ? { handle: account.handle } : {}),
    ...(account.url ? { url: account.url } : {}),
    ...(account.avatarUrl ? { avatarUrl: account.avatarUrl } : {}),
  }
  const identityIds = await identify(tx, channel.network, [author])
  const message = {
    externalId,
    parentExternalId: spoken.inReplyTo.externalId,
    rootExternalId: spoken.inReplyTo.rootExternalId ?? null,
    author,
    subject: null,
    text: spoken.text,
    html: null,
    media: [],
    visibility: spoken.inReplyTo.visibility,
    language: spoken.inReplyTo.language ?? null,
    // As told by whatever answered us: an `api` window's receiver may say anything.
    url: webAddress(said.url) ?? null,
    saidAt: said.saidAt,
    editedAt: null,
    counts: null,
    moderation: null,
    concernsUs: true,
    mentions: [],
    replyKey: said.replyKey ?? null,
  }
  const hearing = { id: channel.id, ourIds: new Set([author.externalId]), canAnswer: connector.speak !== undefined }
  await hear(tx, hearing, { messages: [message], deletions: [] }, identityIds)
  const row = await tx
    .selectFrom('messages')
    .select('id')
    .where('channel_id', '=', channel.id)
    .where('external_id', '=', externalId)
    .executeTakeFirstOrThrow()
  await showAttached(tx, row.id, claim.replyId, claim.part)
  return row.id
}

/** Not now: it keeps its place and is tried again. `unknown`: whether it was said is not, by the try of `since` or this one. */
export async function postpone(
  db: Db,
  channel: Channel,
  claim: Claim,
  failure: ConnectorFailure,
  until: Date,
  unknown: { since?: Date } | undefined,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('deliveries')
      .set({
        state: unknown ? 'sending' : 'waiting',
        next_at: until,
        sending_by: null,
        failure: jsonText({ kind: failure.kind, words: failure.words, until: until.toISOString() }),
        ...(unknown ? (unknown.since ? { sending_at: unknown.since } : {}) : { sending_at: null }),
      })
      .where('id', '=', claim.id)
      .where('state', '=', 'sending')
      .execute()
    if (failure.kind === 'reconnect') await noteFailure(tx, channel.id, failure, new Date())
    await tell(tx, 'reply.postponed', claim, channel)
  })
}

/** It will not be said: back to its author with the reason, the text kept; later parts of the same reply go with it. */
export async function settleFailed(db: Db, channel: Channel, claim: Claim, failure: ConnectorFailure): Promise<void> {
  await giveBack(db, channel, claim, 'failed', { kind: failure.kind, words: failure.words })
}

/** It may stand on the network or not, and nobody can be asked but a person. */
export async function settleUnknown(db: Db, channel: Channel, claim: Claim): Promise<void> {
  await giveBack(db, channel, claim, 'uncertain', { kind: 'temporary', words: words('outbox.uncertain') })
}

async function giveBack(
  db: Db,
  channel: Channel,
  claim: Claim,
  state: 'failed' | 'uncertain',
  failure: { kind: ConnectorFailure['kind']; words: Words },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const set = { settled_at: new Date(), sending_at: null, sending_by: null }
    await tx
      .updateTable('deliveries')
      .set({ ...set, state, failure: jsonText(failure) })
      .where('id', '=', claim.id)
      .where('state', '=', 'sending')
      .execute()
    const after = { kind: failure.kind, words: words('outbox.part-before') }
    await tx
      .updateTable('deliveries')
      .set({ ...set, state: 'failed', failure: jsonText(after) })
      .where('reply_id', '=', claim.replyId)
      .where('part', '>', claim.part)
      .where('state', '=', 'waiting')
      .execute()
    await tell(tx, `reply.${state}`, claim, channel)
  })
}

async function tell(tx: Tx, kind: string, claim: Claim, channel: Channel): Promise<void> {
  // It may have been merged into another one since the claim.
  const now = await tx
    .selectFrom('replies')
    .leftJoin('surveys', 'surveys.reply_id', 'replies.id')
    .select(['replies.conversation_id', 'surveys.id as survey'])
    .where('replies.id', '=', claim.replyId)
    .executeTakeFirst()
  // To have asked somebody how it went is no answer, and nobody is told of it.
  await record(tx, now?.survey ? 'reply.asked-after' : kind, {
    conversation: { id: now?.conversation_id ?? claim.conversationId },
    channel: { id: channel.id },
    data: { reply: claim.replyId, delivery: claim.id, part: claim.part },
  })
}
