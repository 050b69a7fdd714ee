import { sql } from 'kysely'
import { z } from 'zod'
import { connectorOf, contextFor, findChannel, restMs, type Switchboard } from '../channels/index.ts'
import { asFailure, type Reaction } from '../connectors/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { addJob } from '../core/jobs.ts'
import { jsonText } from '../lib/json-text.ts'

const about = z.object({ message: z.uuid(), kind: z.enum(['like', 'boost']) })

/** Some hours in all, later and later; then whoever wanted it is told. */
const maxTries = 12
/** Longer than any request takes: whoever is at it has ended, or died. */
const tryingS = 120

interface Wanted {
  wanted: boolean
  tries: number
  channel_id: string
  conversation_id: string
  external_id: string
  reply_key: null
}

/**
 * Brings the network to what is wanted of one reaction. What it has is not known while it is asked, and one process at a time
 * asks; so killed anywhere, it is asked once more, which changes nothing where it was done.
 */
export async function reactThere(board: Switchboard, payload: unknown, signal: AbortSignal): Promise<void> {
  const { message, kind } = about.parse(payload)
  const { db, clock } = board.core
  const claimed = await claim(db, message, kind)
  if (!claimed) return
  const channel = await findChannel(db, claimed.channel_id)
  if (channel.pausedAt || channel.removedAt) return release(db, message, kind)
  try {
    const reacting = connectorOf(board, channel.network).react?.[kind]
    const to = { externalId: claimed.external_id, replyKey: claimed.reply_key ?? undefined, key: message }
    await reacting?.set(await contextFor(board, channel, signal), to, claimed.wanted)
    await settle(db, claimed, message, kind)
  } catch (error) {
    if (signal.aborted) return
    const failure = asFailure(error)
    const until = new Date(clock.now().getTime() + restMs(failure, claimed.tries, clock.now()))
    const final = ['invalid', 'gone', 'reconnect'].includes(failure.kind) || claimed.tries >= maxTries
    const kept = jsonText({ kind: failure.kind, words: failure.words, until: until.toISOString() })
    await db.transaction().execute(async (tx) => {
      await sql`
        update message_reactions set trying_until = null, failure = ${kept}::jsonb, next_at = ${until},
          given_up = ${final} and wanted = ${claimed.wanted}
        where message_id = ${message} and kind = ${kind}`.execute(tx)
      await tell(tx, claimed, message, kind)
    })
  }
}

async function claim(db: Db, message: string, kind: Reaction): Promise<Wanted | undefined> {
  const { rows } = await sql<Wanted>`
    update message_reactions r set done = null, tries = r.tries + 1,
      trying_until = now() + make_interval(secs => ${sql.lit(tryingS)})
    from messages m
    where r.message_id = ${message} and r.kind = ${kind} and m.id = r.message_id
      and r.wanted is distinct from r.done and not r.given_up and (r.trying_until is null or r.trying_until < now())
    returning r.wanted, r.tries, m.channel_id, m.conversation_id, m.external_id, m.reply_key`.execute(db)
  return rows[0]
}

/** It is as it was asked for; whoever changed their mind meanwhile has it asked again. */
async function settle(db: Db, claimed: Wanted, message: string, kind: Reaction): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ wanted: boolean }>`
      update message_reactions set done = ${claimed.wanted}, trying_until = null, failure = null
      where message_id = ${message} and kind = ${kind} returning wanted`.execute(tx)
    if (rows[0] && rows[0].wanted !== claimed.wanted) await wake(tx, message, kind)
    await tell(tx, claimed, message, kind)
  })
}

const release = async (db: Db, message: string, kind: Reaction): Promise<void> => {
  await sql`
    update message_reactions set trying_until = null, tries = greatest(tries - 1, 0), next_at = now() + interval '5 minutes'
    where message_id = ${message} and kind = ${kind}`.execute(db)
}

const tell = (tx: Tx, { conversation_id, channel_id }: Wanted, message: string, kind: Reaction) =>
  record(tx, 'message.reaction-settled', {
    conversation: { id: conversation_id },
    channel: { id: channel_id },
    message: { id: message },
    data: { kind },
  })

const wake = (tx: Tx, message: string, kind: Reaction) =>
  addJob(tx, 'outbox.react', { message, kind }, { key: `outbox.react:${message}:${kind}`, urgent: true })

const mostAtOnce = 200

/** Wakes what is due and nobody is at: each minute, and at start. */
export async function sweepReactions({ core }: Switchboard): Promise<void> {
  await core.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ message_id: string; kind: Reaction }>`
      select message_id, kind from message_reactions
      where wanted is distinct from done and not given_up and next_at <= now()
        and (trying_until is null or trying_until < now()) order by next_at limit ${sql.lit(mostAtOnce)}`.execute(tx)
    for (const { message_id, kind } of rows) await wake(tx, message_id, kind)
  })
}
