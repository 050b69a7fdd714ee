import type { Db, Tx } from '../core/database.ts'
import type { NotificationKind } from './tables.ts'

/** What somebody wants by mail besides the bell. */
export interface Choices {
  mailAssigned: boolean
  mailReplyFailed: boolean
  mailMentions: boolean
}

/** Which choice decides about letters of a kind; the others stay in the bell. */
export function choiceOf(kind: NotificationKind): 'mail_assigned' | 'mail_reply_failed' | 'mail_mentions' | undefined {
  if (kind === 'assigned') return 'mail_assigned'
  if (kind === 'mentions') return 'mail_mentions'
  return kind === 'reply-failed' || kind === 'reply-uncertain' ? 'mail_reply_failed' : undefined
}

/** Nobody is written to before they ask for it. */
export async function findChoices(db: Db | Tx, userId: string): Promise<Choices> {
  const row = await db
    .selectFrom('notification_choices')
    .select(['mail_assigned', 'mail_reply_failed', 'mail_mentions'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return {
    mailAssigned: row?.mail_assigned ?? false,
    mailReplyFailed: row?.mail_reply_failed ?? false,
    mailMentions: row?.mail_mentions ?? false,
  }
}

export async function choose(
  tx: Tx,
  userId: string,
  { mailAssigned, mailReplyFailed, mailMentions }: Choices,
): Promise<void> {
  const row = {
    mail_assigned: mailAssigned,
    mail_reply_failed: mailReplyFailed,
    mail_mentions: mailMentions,
    chosen_at: new Date(),
  }
  await tx
    .insertInto('notification_choices')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}

/** Whether somebody wants letters of a kind. */
export function wantsLetter(choices: Choices, kind: NotificationKind): boolean {
  const wanted = {
    mail_assigned: choices.mailAssigned,
    mail_reply_failed: choices.mailReplyFailed,
    mail_mentions: choices.mailMentions,
  }
  const choice = choiceOf(kind)
  return choice !== undefined && wanted[choice]
}
