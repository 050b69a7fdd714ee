import type { Mailer } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { type Tx, transaction } from '../core/database.ts'
import type { Translator } from '../core/i18n/translator.ts'
import { type Choices, findChoices, kindsWanted, wantsLetter } from './choices.ts'
import { type Begun, begin, deliver, type Mailing } from './deliver.ts'
import { letGo, type Which } from './letter.ts'
import { MailFailure } from './mail-failure.ts'
import { isMailOn } from './mail-settings.ts'
import { type Pace, paces } from './pace.ts'
import { whoHasQuiet } from './quiet.ts'
import { type Due, type Owed, owe, owedAgain, putOff, takeDue } from './summaries.ts'
import type { NotificationKind, SummaryKind } from './tables.ts'
import { urgentAmong } from './urgent.ts'

export type Told = 'sent' | 'unknown' | 'needless' | 'waits' | 'off'

/**
 * Writes to somebody about a line of their bell, and with it about what else waits to be said at once, unless they have read
 * it meanwhile, no longer want to be written to, or letters cannot leave. While they want quiet it waits for that to end.
 * Throws when the server refuses, so that the job is tried again.
 */
export async function mailNotification(core: Core, mailer: Mailer, translator: Translator, id: string): Promise<Told> {
  const line = await waiting(core, id)
  const choices = line && (await findChoices(core.db, line.user_id))
  if (!line || !choices || !wantsLetter(choices, line.kind)) return 'needless'
  if (!(await mailer.isOn())) {
    await transaction(core.db, (tx) => letGo(tx, line.user_id))
    return 'off'
  }
  const mailing = { core, mailer, translator }
  const begun = await transaction(core.db, (tx) => beginNow(tx, mailing, { ...line, id }, choices))
  if (typeof begun === 'string') return begun
  // The jobs of what else is in it find nothing to do meanwhile, and this one does if its own line is read before it is tried again.
  const again = owedAgain(line.user_id, [{ what: 'at-once', tries: 0 }], core.clock.now())
  return deliver(mailing, begun, again)
}

interface Line {
  id: string
  user_id: string
}

async function beginNow(tx: Tx, mailing: Mailing, { id, user_id: userId }: Line, choices: Choices) {
  const quiet = (await whoHasQuiet(tx, [userId], mailing.core.clock.now())).get(userId)
  const urgent = quiet ? await urgentAmong(tx, [id], quiet) : []
  if (quiet && urgent.length === 0) {
    await owe(tx, [{ userId, what: 'at-once', dueAt: quiet.until, held: true }])
    return 'waits'
  }
  const which: Which = quiet ? { ids: urgent } : { paces: ['at-once'] }
  return (await begin(tx, mailing, userId, kindsWanted(choices), which)) ?? 'needless'
}

const waiting = ({ db }: Core, id: string): Promise<{ user_id: string; kind: NotificationKind } | undefined> =>
  db
    .selectFrom('notifications')
    .select(['user_id', 'kind'])
    .where('id', '=', id)
    .where('mail', 'is not', null)
    .where('read_at', 'is', null)
    .where('mailed_at', 'is', null)
    .where('letter_id', 'is', null)
    .executeTakeFirst()

/** Tells somebody by one letter what has become due. What cannot leave now is tried again, later each time. */
export async function mailSummary(core: Core, mailer: Mailer, translator: Translator, userId: string): Promise<Told> {
  const mailing = { core, mailer, translator }
  const now = core.clock.now()
  const begun = await beginDue(mailing, userId, now)
  if (typeof begun === 'string') return begun
  try {
    return await deliver(mailing, begun, begun.again)
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    core.log.warn({ err: error }, 'a summary could not be mailed')
    return 'waits'
  }
}

async function beginDue(mailing: Mailing, userId: string, now: Date): Promise<BegunSummary | Told> {
  const { core } = mailing
  try {
    const choices = await findChoices(core.db, userId)
    const isOn = await isMailOn(core)
    return await transaction(core.db, (tx) => beginSummary(tx, mailing, userId, { choices, isOn, now }))
  } catch (error) {
    await transaction(core.db, (tx) => putOff(tx, userId, paces, now))
    throw error
  }
}

interface BegunSummary extends Begun {
  /** What is owed once more if it does not leave. */
  again: Owed[]
}

async function beginSummary(
  tx: Tx,
  mailing: Mailing,
  userId: string,
  { choices, isOn, now }: { choices: Choices; isOn: boolean; now: Date },
): Promise<BegunSummary | Told> {
  const due = await takeDue(tx, userId, paces, now)
  if (due.length === 0) return 'needless'
  const quiet = (await whoHasQuiet(tx, [userId], now)).get(userId)
  if (quiet) return hold(tx, userId, due, quiet.until)
  if (!isOn) {
    await letGo(tx, userId)
    return 'off'
  }
  const which = { paces: pacesOf(due.map(({ what }) => what)) }
  const begun = await begin(tx, mailing, userId, kindsWanted(choices), which)
  return begun ? { ...begun, again: owedAgain(userId, due, now) } : 'needless'
}

async function hold(tx: Tx, userId: string, due: readonly Due[], until: Date): Promise<Told> {
  await owe(
    tx,
    due.map((one) => ({ ...one, userId, dueAt: until, held: true })),
  )
  return 'waits'
}

/** With the letter of a day goes what waits for that of an hour, and with both what waited for quiet to end. */
const pacesOf = (what: readonly SummaryKind[]): Pace[] =>
  what.includes('daily') ? [...paces] : what.includes('hourly') ? ['at-once', 'hourly'] : ['at-once']
