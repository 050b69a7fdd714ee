import { z } from 'zod'
import type { Ability } from '../access/index.ts'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import { assignSeveral, refuseUnknown, unassignSeveral } from './assign.ts'
import { type By, type Changed, lockSeveral } from './changed.ts'
import { closeSeveral, reopenSeveral } from './close.ts'
import { putBackHolder, putBackRead, putBackTagged, putBackUntagged } from './put-back-others.ts'
import { putBackState, type StateDeed } from './put-back-state.ts'
import { markReadSeveral, markUnreadSeveral } from './read.ts'
import { refuseImpossible, snoozeSeveral, wakeSeveral } from './snooze.ts'
import { readMoment } from './snooze-until.ts'
import { clearSpamSeveral, markSpamSeveral } from './spam.ts'
import { findOrMakeTag, tagSeveral, tidyTag, untagSeveral } from './tag.ts'

/** Who does it and when; without one of us, it is nobody's deed. `timeZone`: whose mornings "tomorrow" means. */
export interface Doer {
  by: By
  now: Date
  timeZone: string
}

/** Something that is done to many conversations as to one, and can be put back. */
interface Kind {
  readonly given: z.ZodObject
  /** What a person must be allowed to do. */
  readonly ability: Ability
  /** The conversations are kept from changing. Gives those that it changed. */
  apply(tx: Tx, ids: readonly string[], deed: unknown, doer: Doer): Promise<Changed[]>
  /** Gives those that were put back: what somebody changed since is left alone. */
  undo(tx: Tx, changed: readonly Changed[], doer: Doer): Promise<string[]>
  /** As it is kept and done: names tidied, moments fixed. Refuses (422) what cannot be done. */
  settle?(tx: Tx, deed: unknown, doer: Doer): Promise<Record<string, string>>
}

interface Written<Given extends z.ZodObject> {
  given: Given
  ability: Ability
  apply(tx: Tx, ids: readonly string[], deed: z.infer<Given>, doer: Doer): Promise<Changed[]>
  undo(tx: Tx, changed: readonly Changed[], doer: Doer): Promise<string[]>
  settle?(tx: Tx, deed: z.infer<Given>, doer: Doer): Promise<Record<string, string>>
}

/** What is given to a deed is understood before it is done. */
function kind<Given extends z.ZodObject>(written: Written<Given>): Kind {
  const { given, ability, undo, settle } = written
  return {
    given,
    ability,
    undo,
    apply: (tx, ids, deed, doer) => written.apply(tx, ids, given.parse(deed), doer),
    ...(settle ? { settle: (tx, deed, doer) => settle(tx, given.parse(deed), doer) } : {}),
  }
}

/** What changes the state: nothing has to be said with it. */
const ofState = <Do extends StateDeed>(name: Do, apply: typeof closeSeveral) =>
  kind({
    given: z.object({ do: z.literal(name) }),
    ability: 'close',
    apply: (tx, ids, _, { by }) => apply(tx, ids, by),
    undo: (tx, changed, { by }) => putBackState(tx, name, changed, by),
  })

const toWhom = /^(user|team):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const snoozing = z.object({ do: z.literal('snooze'), until: z.string().min(1).max(60) })
const tagged = z.string().max(200)

export const deedNames = [
  'close',
  'reopen',
  'snooze',
  'wake',
  'spam',
  'not-spam',
  'assign',
  'unassign',
  'tag',
  'untag',
  'read',
  'unread',
] as const
export type DeedName = (typeof deedNames)[number]

const kinds: Record<DeedName, Kind> = {
  close: ofState('close', closeSeveral),
  reopen: ofState('reopen', reopenSeveral),
  wake: ofState('wake', wakeSeveral),
  spam: ofState('spam', markSpamSeveral),
  'not-spam': ofState('not-spam', clearSpamSeveral),
  snooze: kind({
    given: snoozing,
    ability: 'close',
    async settle(_, { until }, doer) {
      const moment = momentOf(until, doer)
      refuseImpossible(moment, doer.now)
      return { do: 'snooze', until: moment.toISOString() }
    },
    apply: (tx, ids, { until }, doer) => snoozeSeveral(tx, ids, momentOf(until, doer), doer.by, doer.now),
    undo: (tx, changed, { by }) => putBackState(tx, 'snooze', changed, by),
  }),
  assign: kind({
    given: z.object({ do: z.literal('assign'), to: z.string().regex(toWhom) }),
    ability: 'assign',
    async settle(tx, { to }) {
      await refuseUnknown(tx, whom(to))
      return { do: 'assign', to }
    },
    async apply(tx, ids, { to }, { by }) {
      await refuseUnknown(tx, whom(to))
      return assignSeveral(tx, ids, whom(to), by)
    },
    undo: (tx, changed, { by }) => putBackHolder(tx, changed, by),
  }),
  unassign: kind({
    given: z.object({ do: z.literal('unassign') }),
    ability: 'assign',
    apply: (tx, ids, _, { by }) => unassignSeveral(tx, ids, by),
    undo: (tx, changed, { by }) => putBackHolder(tx, changed, by),
  }),
  tag: kind({
    given: z.object({ do: z.literal('tag'), tag: tagged }),
    ability: 'close',
    settle: async (_, { tag }) => ({ do: 'tag', tag: tidyTag(tag) }),
    apply: async (tx, ids, { tag }, { by }) => tagSeveral(tx, ids, await findOrMakeTag(tx, tag), by),
    undo: (tx, changed, { by }) => putBackTagged(tx, changed, by),
  }),
  untag: kind({
    given: z.object({ do: z.literal('untag'), tag: tagged }),
    ability: 'close',
    settle: async (_, { tag }) => ({ do: 'untag', tag: tidyTag(tag) }),
    apply: (tx, ids, { tag }, { by }) => untagSeveral(tx, ids, tag, by),
    undo: (tx, changed, { by }) => putBackUntagged(tx, changed, by),
  }),
  read: kind({
    given: z.object({ do: z.literal('read') }),
    ability: 'read',
    apply: async (tx, ids, _, { by }) => (by ? markReadSeveral(tx, ids, by) : []),
    undo: async (tx, changed, { by }) => (by ? putBackRead(tx, changed, by) : []),
  }),
  unread: kind({
    given: z.object({ do: z.literal('unread') }),
    ability: 'read',
    apply: async (tx, ids, _, { by }) => (by ? markUnreadSeveral(tx, ids, by) : []),
    undo: async (tx, changed, { by }) => (by ? putBackRead(tx, changed, by) : []),
  }),
}

function whom(to: string) {
  const [of, id = ''] = to.split(':')
  return of === 'team' ? { teamId: id } : { userId: id }
}

function momentOf(until: string, { now, timeZone }: Doer): Date {
  const moment = readMoment(until, now, timeZone)
  if (moment) return moment
  const wrong = words('conversations.snooze-unclear')
  throw new Refusal(422, wrong, { fields: { until: wrong } })
}

/** A deed as it is asked for and kept. */
export type GivenDeed = { do: DeedName } & Record<string, string>

/** The deeds, each with what it needs to know. */
export const deedGiven = z.looseObject({ do: z.enum(deedNames) }).transform((deed, context): GivenDeed => {
  const parsed = kinds[deed.do].given.safeParse(deed)
  if (parsed.success) return { ...z.record(z.string(), z.string()).parse(parsed.data), do: deed.do }
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path: [...path], message })
  return z.NEVER
})

export const abilityOfDeed = (deed: { do: DeedName }): Ability => kinds[deed.do].ability

/** The deed as it will be done whenever that is: a moment instead of "tomorrow". Refuses (422) what cannot be. */
export async function settleDeed(tx: Tx, deed: GivenDeed, doer: Doer): Promise<GivenDeed> {
  return { ...deed, ...(await kinds[deed.do].settle?.(tx, deed, doer)), do: deed.do }
}

/**
 * Does it to each of these conversations, in as many statements as to one; each has its row and its event. Gives those that
 * it changed, with how they were.
 */
export async function applyDeed(tx: Tx, ids: readonly string[], deed: GivenDeed, doer: Doer): Promise<Changed[]> {
  return kinds[deed.do].apply(tx, await lockSeveral(tx, ids), deed, doer)
}

/** Puts back what it changed, and nothing that somebody changed since. Gives the conversations that were put back. */
export async function undoDeed(
  tx: Tx,
  deed: { do: DeedName },
  changed: readonly Changed[],
  doer: Doer,
): Promise<string[]> {
  await lockSeveral(
    tx,
    changed.map(({ id }) => id),
  )
  return kinds[deed.do].undo(tx, changed, doer)
}
