import type { Db, Tx } from '../core/database.ts'
import type { Daily, Pace } from './pace.ts'
import type { NotificationKind } from './tables.ts'

/** What somebody may want letters of. */
export const subjects = ['assigned', 'reply_failed', 'approval', 'mentions', 'due', 'named', 'followed'] as const
export type Subject = (typeof subjects)[number]

/** How soon somebody wants a letter of something, if at all. */
export type Mail = Pace | 'never'

/** What somebody wants by mail and on their devices besides the bell. */
export interface Choices {
  mail: Readonly<Record<Subject, Mail>>
  /** When the letter of a day leaves: minutes of their own day. */
  dailyAt: number
  workingDays: boolean
  /** Of these they are told on their devices, where they have added any. */
  push: Readonly<Record<Subject, boolean>>
  /** There with its words too; else only who and where. */
  pushWords: boolean
}

const never: Choices['mail'] = {
  assigned: 'never',
  reply_failed: 'never',
  approval: 'never',
  mentions: 'never',
  due: 'never',
  named: 'never',
  followed: 'never',
}

/** As it is until somebody chooses otherwise: nobody is written to before they ask for it. */
export const noLetters: Choices = {
  mail: never,
  dailyAt: 480,
  workingDays: false,
  push: { assigned: true, reply_failed: true, approval: true, mentions: true, due: true, named: true, followed: true },
  pushWords: false,
}

/** Letters of these alone. */
export const lettersOf = (mail: Partial<Choices['mail']>, more: Partial<Choices> = {}): Choices => ({
  ...noLetters,
  ...more,
  mail: { ...never, ...mail },
})

/** Which choice decides about lines of a kind; the others stay behind the bell. */
export const subjectOf = (kind: NotificationKind): Subject | undefined => subjectByKind[kind]

const subjectByKind: Partial<Record<NotificationKind, Subject>> = {
  assigned: 'assigned',
  mentions: 'mentions',
  'due-soon': 'due',
  late: 'due',
  'promise-soon': 'due',
  'promise-due': 'due',
  'reply-failed': 'reply_failed',
  'reply-uncertain': 'reply_failed',
  'reply-held': 'reply_failed',
  'to-approve': 'approval',
  approved: 'approval',
  'sent-back': 'approval',
  spoke: 'followed',
  answered: 'followed',
  'handed-on': 'followed',
  closed: 'followed',
  noted: 'followed',
  named: 'named',
  'bad-mark': 'followed',
}

const columns = [
  'mail_assigned',
  'mail_reply_failed',
  'mail_approval',
  'mail_mentions',
  'mail_due',
  'mail_named',
  'mail_followed',
  'daily_at',
  'working_days',
  'push_assigned',
  'push_reply_failed',
  'push_approval',
  'push_mentions',
  'push_due',
  'push_named',
  'push_followed',
  'push_words',
] as const

export async function findChoices(db: Db | Tx, userId: string): Promise<Choices> {
  const row = await db
    .selectFrom('notification_choices')
    .select(columns)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!row) return noLetters
  const mail = {
    assigned: row.mail_assigned,
    reply_failed: row.mail_reply_failed,
    approval: row.mail_approval,
    mentions: row.mail_mentions,
    due: row.mail_due,
    named: row.mail_named,
    followed: row.mail_followed,
  }
  const push = {
    assigned: row.push_assigned,
    reply_failed: row.push_reply_failed,
    approval: row.push_approval,
    mentions: row.push_mentions,
    due: row.push_due,
    named: row.push_named,
    followed: row.push_followed,
  }
  return { mail, dailyAt: row.daily_at, workingDays: row.working_days, push, pushWords: row.push_words }
}

export async function choose(tx: Tx, userId: string, choices: Choices): Promise<void> {
  const { mail, push, dailyAt, workingDays, pushWords } = choices
  const row = {
    mail_assigned: mail.assigned,
    mail_reply_failed: mail.reply_failed,
    mail_approval: mail.approval,
    mail_mentions: mail.mentions,
    mail_due: mail.due,
    mail_named: mail.named,
    mail_followed: mail.followed,
    daily_at: dailyAt,
    working_days: workingDays,
    push_assigned: push.assigned,
    push_reply_failed: push.reply_failed,
    push_approval: push.approval,
    push_mentions: push.mentions,
    push_due: push.due,
    push_named: push.named,
    push_followed: push.followed,
    push_words: pushWords,
    chosen_at: new Date(),
  }
  await tx
    .insertInto('notification_choices')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}

/** Who of these is to be written to about lines of a kind, how soon, and when they have the letter of a day. */
export async function whoWantsLetters(
  tx: Tx,
  kind: NotificationKind,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, { pace: Pace; daily: Daily }>> {
  const subject = subjectOf(kind)
  if (!subject || userIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('notification_choices as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select(['c.user_id', `c.mail_${subject} as pace`, 'c.daily_at', 'c.working_days', 'u.time_zone'])
    .where('c.user_id', 'in', [...new Set(userIds)])
    .execute()
  return new Map(
    rows.flatMap(({ user_id, pace, daily_at: at, working_days: workingDays, time_zone: timeZone }) =>
      pace === 'never' ? [] : [[user_id, { pace, daily: { timeZone, at, workingDays } }] as const],
    ),
  )
}

/** Who of these has devices on which they want to be told of lines of a kind. What is of no choice is told to all who have. */
export async function whoWantsPush(
  tx: Tx,
  kind: NotificationKind,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const subject = subjectOf(kind)
  if (userIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('push_devices as d')
    .leftJoin('notification_choices as c', 'c.user_id', 'd.user_id')
    .select('d.user_id')
    .distinct()
    .where('d.user_id', 'in', [...new Set(userIds)])
    .$if(subject !== undefined, (query) =>
      query.where((eb) => eb(eb.fn.coalesce(`c.push_${subject ?? 'assigned'}`, eb.lit(true)), '=', true)),
    )
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

const mailable = Object.keys(subjectByKind).filter((kind): kind is NotificationKind => kind in subjectByKind)

/** The kinds of lines that somebody wants letters of. */
export const kindsWanted = (choices: Choices): NotificationKind[] =>
  mailable.filter((kind) => wantsLetter(choices, kind))

/** Whether somebody wants letters of a kind. */
export function wantsLetter({ mail }: Choices, kind: NotificationKind): boolean {
  const subject = subjectOf(kind)
  return subject !== undefined && mail[subject] !== 'never'
}
