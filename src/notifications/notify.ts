import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import { addJob } from '../core/jobs.ts'
import { newId } from '../lib/ids.ts'
import { choiceOf } from './choices.ts'
import type { NotificationKind } from './tables.ts'

/** Whoever is at the desk sees the bell within this and needs no letter. */
const lookFirstMs = 60_000

/** Tells people about an event, each once: a line that still waits to be read is renewed, not doubled. */
export async function notify(
  tx: Tx,
  event: RecordedEvent,
  kind: NotificationKind,
  about: string,
  userIds: readonly string[],
  missing?: number,
): Promise<void> {
  if (userIds.length === 0) return
  const rows = userIds.map((user_id) => ({
    id: newId(),
    user_id,
    kind,
    about,
    event_seq: event.seq,
    by_user: event.byUser,
    conversation_id: event.conversationId,
    channel_id: event.channelId,
    missing: missing ?? null,
    read_at: null,
    mailed_at: null,
  }))
  const told = await tx
    .insertInto('notifications')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'kind', 'about'])
        .where('read_at', 'is', null)
        .doUpdateSet({ at: sql<Date>`now()`, event_seq: event.seq, by_user: event.byUser, missing: missing ?? null }),
    )
    .returning(['id', 'user_id'])
    .execute()
  await letterWho(tx, kind, told)
}

async function letterWho(tx: Tx, kind: NotificationKind, told: { id: string; user_id: string }[]): Promise<void> {
  const choice = choiceOf(kind)
  if (!choice) return
  const wanting = await tx
    .selectFrom('notification_choices')
    .select('user_id')
    .where(choice, '=', true)
    .where(
      'user_id',
      'in',
      told.map((one) => one.user_id),
    )
    .execute()
  const wants = new Set(wanting.map((row) => row.user_id))
  const runAt = new Date(Date.now() + lookFirstMs)
  for (const { id, user_id } of told)
    if (wants.has(user_id))
      await addJob(tx, 'notifications.mail', { notification: id }, { key: `notifications.mail:${id}`, runAt })
}
