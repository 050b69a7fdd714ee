import type { Db, Tx } from '../core/database.ts'
import type { NotificationKind } from './tables.ts'

/** What somebody wants by mail besides the bell. */
export interface Choices {
  mailAssigned: boolean
  mailReplyFailed: boolean
}

/** Which choice decides about letters of a kind; the others stay in the bell. */
export function choiceOf(kind: NotificationKind): 'mail_assigned' | 'mail_reply_failed' | undefined {
  if (kind === 'assigned') return 'mail_assigned'
  return kind === 'reply-failed' || kind === 'reply-uncertain' ? 'mail_reply_failed' : undefined
}

/** Nobody is written to before they ask for it. */
export async function findChoices(db: Db | Tx, userId: string): Promise<Choices> {
  const row = await db
    .selectFrom('notification_choices')
    .select(['mail_assigned', 'mail_reply_failed'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return { mailAssigned: row?.mail_assigned ?? false, mailReplyFailed: row?.mail_reply_failed ?? false }
}

export async function choose(tx: Tx, userId: string, { mailAssigned, mailReplyFailed }: Choices): Promise<void> {
  const row = { mail_assigned: mailAssigned, mail_reply_failed: mailReplyFailed, chosen_at: new Date() }
  await tx
    .insertInto('notification_choices')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}
