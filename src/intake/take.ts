import { sql } from 'kysely'
import type { Account, Batch, Connector } from '../connectors/index.ts'
import { type HeardSummary, hear, type Understood } from '../conversations/index.ts'
import { type Db, steadily, type Tx } from '../core/database.ts'
import { addJob } from '../core/jobs.ts'
import { afterPages } from '../core/pages-first.ts'
import { newId } from '../lib/ids.ts'
import type { Json } from '../lib/json.ts'
import { jsonText } from '../lib/json-text.ts'
import type { Matching } from '../listening/index.ts'
import { identify } from '../people/index.ts'
import { askForPictures } from './fetch-pictures.ts'
import { noteMentions } from './note-mentions.ts'
import { type Prepared, prepare, type Refused } from './prepare.ts'
import { countOverheard, type Sieve, sift } from './sift.ts'
import { askAround } from './surroundings.ts'
import type { Understanding } from './understand.ts'
import { understand } from './understand-heard.ts'

/** The window a batch was heard at. */
export interface TakingChannel {
  id: string
  network: string
  account: Account
}

/** What became of a batch. */
export interface Taken {
  summary: HeardSummary
  refused: readonly Refused[]
}

/**
 * Which cursor the batch moves: the newest, the one back through history, none (surroundings, webhooks, checks), or one
 * of the caller's own, moved in the same transaction (a file's).
 */
export type Moves = 'newest' | 'history' | 'nothing' | ((tx: Tx, taken: Taken) => Promise<void>)

/** Somebody else hears this window now, or it is gone: what was heard is theirs to hear again. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** What takes a batch in has at hand. */
export interface Taking {
  moves: Moves
  now: Date
  lease?: string
  /** Without, what comes in is read later. */
  understanding?: Understanding | undefined
  /** Without, nothing is kept of what was only overheard. */
  matching?: Matching | undefined
  /** The connector's, when it has one and can be asked. */
  inFull?: Sieve['inFull']
}

/**
 * Takes a batch in: messages, people, conversations, events and the cursor in one transaction. Killed anywhere, either
 * all of it is here and the cursor is past it, or none of it and it will be heard again. It is read at the same time, by
 * a thread of its own.
 */
export async function take(
  db: Db,
  connector: Connector,
  channel: TakingChannel,
  batch: Pick<Batch, 'heard'> & { cursor?: Json; more?: boolean },
  how: Taking,
): Promise<HeardSummary> {
  await afterPages()
  const sifted = await sift(db, channel, batch.heard, how)
  await afterPages()
  const prepared = prepare(sifted.heard, how.now)
  const ourIds = new Set(channel.account.ourIds)
  const understood = understand(db, how.understanding, { id: channel.id, ourIds }, prepared.messages)
  return steadily(db, async (tx) => {
    await lockHearing(tx, channel.id, how.lease)
    const summary = await store(tx, connector, channel, prepared, understood)
    if (how.matching) {
      const here = { id: channel.id, network: channel.network, ourIds }
      const heard = { channel: here, messages: prepared.messages, which: summary.which, understood: await understood }
      await noteMentions(tx, how.matching, heard)
    }
    if (prepared.messages.length > 0) await askForPictures(tx, channel.id)
    await keepRefused(tx, channel.id, prepared.refused)
    if (summary.unread > 0 && how.understanding) await readSoon(tx, how.now)
    await countOverheard(tx, channel.id, sifted, how.now)
    await moveCursor(tx, channel.id, batch, how, oldest(prepared), summary)
    if (typeof how.moves === 'function') await how.moves(tx, { summary, refused: prepared.refused })
    else if (connector.surroundings && how.moves !== 'nothing') await askAround(tx, channel.id, summary.conversationIds)
    return summary
  })
}

const soonMs = 3_000

/** What its reader had no time for is read as soon as it has; else the next minute would do it. */
const readSoon = (tx: Tx, now: Date): Promise<void> =>
  addJob(tx, 'intake.read-due', {}, { key: 'read-due', runAt: new Date(now.getTime() + soonMs) })

/** One batch at a time for each window: the row is locked until the transaction ends. */
export async function lockHearing(tx: Tx, channelId: string, lease?: string): Promise<void> {
  const row = await tx
    .selectFrom('channel_hearings')
    .select('leased_by')
    .where('channel_id', '=', channelId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (lease && row.leased_by !== lease)) throw new LeaseLost(channelId)
}

async function store(
  tx: Tx,
  connector: Connector,
  channel: TakingChannel,
  prepared: Prepared,
  understood: Promise<Understood | undefined>,
): Promise<HeardSummary> {
  const { messages, deletions } = prepared
  if (messages.length === 0 && deletions.length === 0) return nothing
  const identityIds = await identify(
    tx,
    channel.network,
    messages.map(({ author }) => author),
  )
  const hearing = {
    id: channel.id,
    ourIds: new Set(channel.account.ourIds),
    canAnswer: connector.speak !== undefined && channel.account.cannotSay === undefined,
  }
  return hear(tx, hearing, { messages, deletions }, identityIds, understood)
}

const nothing: HeardSummary = {
  fresh: 0,
  edited: 0,
  deleted: 0,
  unread: 0,
  conversationIds: [],
  which: { fresh: [], edited: [], deleted: [] },
}

const oldest = ({ messages }: Prepared): Date | null =>
  messages.reduce<Date | null>((least, { saidAt }) => (least && least < saidAt ? least : saidAt), null)

async function moveCursor(
  tx: Tx,
  channelId: string,
  batch: { cursor?: Json; more?: boolean },
  { moves, now }: { moves: Moves; now: Date },
  reached: Date | null,
  summary: HeardSummary,
): Promise<void> {
  const cursor = jsonText(batch.cursor)
  const heard = summary.fresh > 0 ? { last_message_at: now } : {}
  const moved =
    moves === 'newest'
      ? { cursor, heard_at: now }
      : moves === 'history'
        ? {
            history_cursor: cursor,
            ...(reached ? { history_reached: reached } : {}),
            ...(batch.more ? {} : { history_done_at: now }),
          }
        : {}
  if (Object.keys({ ...moved, ...heard }).length === 0) return
  await tx
    .updateTable('channel_hearings')
    .set({ ...moved, ...heard })
    .where('channel_id', '=', channelId)
    .execute()
}

const refusedKept = 300

async function keepRefused(tx: Tx, channelId: string, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return
  const rows = refused.slice(-refusedKept).map((item) => ({
    id: newId(),
    channel_id: channelId,
    external_id: item.externalId ?? null,
    reason: jsonText(item.reason),
    excerpt: item.excerpt,
  }))
  // The same item refused at every poll is one item.
  await sql`delete from refused_items where channel_id = ${channelId}
    and (external_id, excerpt) in (select * from unnest(${rows.map((r) => r.external_id)}::text[], ${rows.map((r) => r.excerpt)}::text[]))`.execute(
    tx,
  )
  await tx.insertInto('refused_items').values(rows).execute()
  await sql`delete from refused_items where channel_id = ${channelId} and id < (
    select id from refused_items where channel_id = ${channelId} order by id desc offset ${sql.lit(refusedKept)} limit 1)`.execute(
    tx,
  )
}
