import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import { addJobs } from '../core/jobs.ts'
import { newId } from '../lib/ids.ts'
import { whoWantsLetters, whoWantsPush } from './choices.ts'
import { nextDaily, nextHour, type Pace } from './pace.ts'
import { type Owed, owe } from './summaries.ts'
import type { NotificationKind } from './tables.ts'

/** Whoever is at the desk sees the bell within this and needs no letter. */
const lookFirstMs = 60_000
/** A statement takes 65,535 values, and a line has thirteen. */
const mostAtOnce = 2_000

/** Tells people about an event, each once: a line that still waits to be read is renewed, not doubled. */
export async function notify(
  tx: Tx,
  event: RecordedEvent,
  kind: NotificationKind,
  about: string,
  userIds: readonly string[],
  missing?: number,
): Promise<void> {
  const lines = userIds.map((userId) => ({ event, about, userId, missing }))
  await notifyAll(tx, kind, lines)
}

/** Who is told about which event. */
export interface Line {
  event: RecordedEvent
  about: string
  userId: string
  missing?: number | undefined
}

/** The same about many events at once, in as many statements. Of two about the same the later one counts. */
export async function notifyAll(tx: Tx, kind: NotificationKind, lines: readonly Line[]): Promise<void> {
  const once = [...new Map(lines.map((line) => [`${line.userId} ${line.about}`, line])).values()]
  for (let from = 0; from < once.length; from += mostAtOnce) {
    const some = once.slice(from, from + mostAtOnce)
    const users = some.map(({ userId }) => userId)
    const letters = await whoWantsLetters(tx, kind, users)
    const pushes = await whoWantsPush(tx, kind, users)
    const told = await write(tx, kind, some, { letters, pushes })
    await letterWho(tx, told, letters)
    await pushWho(tx, told)
  }
}

type Letters = Awaited<ReturnType<typeof whoWantsLetters>>
interface Wanting {
  letters: Letters
  pushes: ReadonlySet<string>
}

const write = (tx: Tx, kind: NotificationKind, lines: readonly Line[], wanting: Wanting) =>
  tx
    .insertInto('notifications')
    .values(lines.map((line) => rowOf(kind, line, wanting)))
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'kind', 'about']).where('read_at', 'is', null).doUpdateSet({
        at: sql<Date>`now()`,
        event_seq: sql<number>`excluded.event_seq`,
        by_user: sql<string | null>`excluded.by_user`,
        missing: sql<number | null>`excluded.missing`,
        mail: sql<Pace | null>`excluded.mail`,
        push: sql<boolean>`excluded.push`,
      }),
    )
    .returning(['id', 'user_id', 'mail', 'mailed_at', 'letter_id', 'push', 'pushed_at'])
    .execute()

const rowOf = (kind: NotificationKind, { event, about, userId, missing }: Line, { letters, pushes }: Wanting) => ({
  id: newId(),
  user_id: userId,
  kind,
  about,
  event_seq: event.seq,
  by_user: event.byUser,
  conversation_id: event.conversationId,
  channel_id: event.channelId,
  missing: missing ?? null,
  read_at: null,
  mailed_at: null,
  mail: letters.get(userId)?.pace ?? null,
  push: pushes.has(userId),
})

type Told = Awaited<ReturnType<typeof write>>

/** What was in a letter already is in no other; of the rest, what is said at once by a job, what is gathered when it is due. */
async function letterWho(tx: Tx, told: Told, wanting: Letters): Promise<void> {
  const now = new Date()
  const open = told.filter((line) => line.mail !== null && line.mailed_at === null && line.letter_id === null)
  const letters = open
    .filter(({ mail }) => mail === 'at-once')
    .map(({ id }) => ({ payload: { notification: id }, key: `notifications.mail:${id}` }))
  await addJobs(tx, 'notifications.mail', letters, new Date(now.getTime() + lookFirstMs))
  const gathered = open.flatMap(({ user_id: userId, mail: what }): Owed[] => {
    const daily = wanting.get(userId)?.daily
    if (!daily || (what !== 'hourly' && what !== 'daily')) return []
    return [{ userId, what, dueAt: what === 'daily' ? nextDaily(daily, now) : nextHour(now) }]
  })
  await owe(tx, gathered)
}

/** On devices at once: what they have before them is not shown there. */
async function pushWho(tx: Tx, told: Told): Promise<void> {
  const jobs = told
    .filter(({ push, pushed_at }) => push && pushed_at === null)
    .map(({ id }) => ({ payload: { notification: id }, key: `notifications.push:${id}` }))
  await addJobs(tx, 'notifications.push', jobs, new Date())
}
