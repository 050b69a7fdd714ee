import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { type FoundPromise, findPromises } from './find/find.ts'
import { isWorked } from './find/reckon.ts'
import { hoursFor } from './hours-for.ts'
import { type Promised, readPromises } from './promise.ts'

/** A promise that a draft makes, and whether somebody has kept it as one. */
export interface InDraft extends FoundPromise {
  kept: Promised | null
  /** By the calendar nobody works on the day that it names. */
  isDayOff: boolean
}

export interface DraftPromises {
  found: InDraft[]
  /** Kept of the draft without its words. */
  byHand: readonly Promised[]
}

/** What is kept of a conversation's draft; it stands when the answer leaves. */
export const findDrafted = (db: Db, conversationId: string): Promise<Promised[]> =>
  readPromises(
    db,
    sql`where p.conversation_id = ${conversationId} and p.made_at is null and p.reply_id is null order by p.written_at, p.id`,
  )

/** Kept by hand for what somebody writes: of the draft, or for what a person will say. */
export const byHandOf = (drafted: readonly Promised[], viewer: { id: string }): Promised[] =>
  drafted.filter(
    ({ madeAt, quote, isOfDraft, by }) => madeAt === null && quote === null && (isOfDraft || by?.id === viewer.id),
  )

/** What a draft promises, with what was kept of it. */
export async function promisesIn(
  db: Db,
  conversationId: string,
  draft: { text: string; language: string },
  { viewer, now }: { viewer: { id: string; timeZone: string }; now: Date },
): Promise<DraftPromises> {
  const { language } = draft
  const [drafted, hours] = await Promise.all([findDrafted(db, conversationId), hoursFor(db, viewer)])
  const found = language === 'es' || language === 'en' ? findPromises(draft.text, { language, now, hours }) : []
  return {
    found: found.map((one) => ({
      ...one,
      kept: drafted.find(({ quote }) => quote === one.quote) ?? null,
      isDayOff: one.due !== null && !isWorked(one.due, hours),
    })),
    byHand: byHandOf(drafted, viewer),
  }
}
