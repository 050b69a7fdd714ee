import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Switchboard } from '../channels/index.ts'
import { asFailure, type ConnectorFailure, type Http } from '../connectors/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { bringFile } from '../core/files/bring.ts'
import { keepFile } from '../core/files/keep.ts'
import { isPicture, sniff } from '../core/files/sniff.ts'
import { addJob } from '../core/jobs.ts'

const maxBytes = 5_000_000
const timeoutMs = 15_000
const atOnce = 4
const batch = 40
const mostTries = 5
/** A process that dies while fetching gives its pictures back after this. */
const claimedFor = "interval '10 minutes'"
/** Older than this, nobody is waiting for the picture with the page open. */
const newsFor = "interval '15 minutes'"

/** Something to fetch: a picture of a message, or somebody's face. */
interface Wanted {
  url: string
  tries: number
  /** The message it belongs to, or the identity. */
  of: { message: string; position: number } | { identity: string }
}

/** Asks for the pictures of what was just taken in; one job for each window waits at most. */
export const askForPictures = (tx: Tx, channelId: string): Promise<void> =>
  addJob(tx, 'intake.fetch-pictures', {}, { key: `intake.fetch-pictures:${channelId}` })

/** Fetches what is due, a few at once, until nothing is. What fails is tried again later, and in the end no more. */
export async function fetchPictures(board: Switchboard, signal: AbortSignal): Promise<number> {
  const { db } = board.core
  let kept = 0
  while (!signal.aborted) {
    const wanted = [...(await claimMedia(db)), ...(await claimFaces(db))]
    if (wanted.length === 0) return kept
    const http = board.http(signal)
    const queue = wanted.values()
    const work = async () => {
      for (const one of queue) {
        if (signal.aborted) return
        if (await fetchOne(board, http, one, signal)) kept += 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    await sleep(0)
  }
  return kept
}

async function fetchOne(board: Switchboard, http: Http, wanted: Wanted, signal: AbortSignal): Promise<boolean> {
  const { db, clock } = board.core
  try {
    const headers = { accept: 'image/avif, image/webp, image/png, image/jpeg, image/gif' }
    const { body } = await http.request(wanted.url, { maxBytes, timeoutMs, headers })
    if (!isPicture(await sniff(body))) {
      await giveUp(db, wanted)
      return false
    }
    const file = await bringFile(board.core, body, { maxBytes })
    await db.transaction().execute(async (tx) => {
      await keepFile(tx, file)
      await put(tx, wanted, file.sha256)
    })
    return true
  } catch (error) {
    // Stopped while fetching: the claim runs out by itself.
    if (!signal.aborted) await postpone(db, wanted, asFailure(error), clock.now())
    return false
  }
}

/** Whatever the network says is wrong with it stays wrong; what did not answer is asked again. */
async function postpone(db: Db, wanted: Wanted, failure: ConnectorFailure, now: Date): Promise<void> {
  const passing = failure.kind === 'temporary' || failure.kind === 'rate-limited'
  if (!passing || wanted.tries >= mostTries) return giveUp(db, wanted)
  const rest = Math.max(failure.until?.getTime() ?? 0, now.getTime() + 10 * 60_000 * 4 ** (wanted.tries - 1))
  await setFetchAt(db, wanted, new Date(rest))
}

const giveUp = (db: Db, wanted: Wanted): Promise<void> => setFetchAt(db, wanted, null)

async function setFetchAt(db: Db, { of, url }: Wanted, at: Date | null): Promise<void> {
  if ('identity' in of)
    await sql`update identities set avatar_fetch_at = ${at} where id = ${of.identity} and avatar_url = ${url}`.execute(
      db,
    )
  else
    await sql`update message_media set fetch_at = ${at}
      where message_id = ${of.message} and position = ${of.position} and url = ${url}`.execute(db)
}

/** Unless it has another picture by now. */
async function put(tx: Tx, { of, url }: Wanted, sha256: Buffer): Promise<void> {
  if ('identity' in of) {
    await sql`update identities set avatar_file = ${sha256} where id = ${of.identity} and avatar_url = ${url}`.execute(
      tx,
    )
    return
  }
  const { rows } = await sql<{ conversation_id: string }>`
    with kept as (update message_media set file = ${sha256}
      where message_id = ${of.message} and position = ${of.position} and url = ${url} returning message_id)
    select m.conversation_id from kept join messages m on m.id = kept.message_id
    where m.heard_at > now() - ${sql.raw(newsFor)}`.execute(tx)
  for (const { conversation_id } of rows)
    await record(tx, 'message.pictured', { message: { id: of.message }, conversation: { id: conversation_id } })
}

// Playlists of streams are no pictures, whatever a feed calls them.
async function claimMedia(db: Db): Promise<Wanted[]> {
  const { rows } = await sql<{ url: string; tries: number; message: string; position: number }>`
    update message_media t set fetch_tries = t.fetch_tries + 1, fetch_at = now() + ${sql.raw(claimedFor)}
    from (select message_id, position from message_media
      where kind = 'image' and file is null and fetch_at is not null and fetch_at <= now()
        and coalesce(mime, '') not ilike '%mpegurl%' and url !~* '^[^?#]*\\.m3u8([?#]|$)'
      order by fetch_at desc limit ${sql.lit(batch)} for update skip locked) as due
    where t.message_id = due.message_id and t.position = due.position
    returning t.url, t.fetch_tries as tries, t.message_id as message, t.position`.execute(db)
  return rows.map(({ url, tries, message, position }) => ({ url, tries, of: { message, position } }))
}

async function claimFaces(db: Db): Promise<Wanted[]> {
  const { rows } = await sql<{ url: string; tries: number; identity: string }>`
    update identities t set avatar_fetch_tries = t.avatar_fetch_tries + 1, avatar_fetch_at = now() + ${sql.raw(claimedFor)}
    from (select id from identities
      where avatar_url is not null and avatar_file is null and avatar_fetch_at is not null and avatar_fetch_at <= now()
      order by avatar_fetch_at desc limit ${sql.lit(batch)} for update skip locked) as due
    where t.id = due.id
    returning t.avatar_url as url, t.avatar_fetch_tries as tries, t.id as identity`.execute(db)
  return rows.map(({ url, tries, identity }) => ({ url, tries, of: { identity } }))
}
