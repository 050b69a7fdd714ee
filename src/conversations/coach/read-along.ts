import { sql } from 'kysely'
import type { Connectors } from '../../connectors/index.ts'
import type { Db } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { words } from '../../lib/words.ts'
import type { Conversation } from '../conversation.ts'
import { longestText } from '../draft.ts'
import { type Coached, coach } from './coach.ts'
import { findDismissed } from './dismiss.ts'
import { findSetting } from './find-situation.ts'
import type { RemarkKind } from './remark.ts'

/** Reads a draft along, and says what this person has not waved away. What was said is counted, once a day. */
export async function readAlong(
  db: Db,
  connectors: Connectors,
  conversation: Conversation,
  written: { text: string; inReplyTo?: string | undefined },
  by: { id: string },
): Promise<Coached> {
  const draft = cleanText(written.text)
  if (draft.length > longestText) throw new Refusal(422, words('conversations.text-enormous', { max: longestText }))
  const [setting, dismissed] = await Promise.all([
    findSetting(db, connectors, conversation, written.inReplyTo),
    findDismissed(db, conversation.id, by),
  ])
  if (!setting || draft.trim() === '') return { language: 'und', remarks: [] }
  const { untold, ...situation } = setting
  const { language, remarks } = coach({ ...situation, draft })
  const early = isBegun(draft)
  const said = remarks.filter(
    ({ kind, place }) => !dismissed.has(kind) && (place !== null || !early || kind === 'language'),
  )
  await count(db, conversation.id, by, [...new Set(said.map(({ kind }) => kind))], language)
  return { language, remarks: said, untold: untold(draft) }
}

/** Of a first sentence that is still being written nobody says what it lacks. */
const isBegun = (draft: string): boolean => !/[.!?…]\s*$/.test(draft) && draft.split(/\s+/).length < 8

async function count(db: Db, conversationId: string, by: { id: string }, kinds: RemarkKind[], language: string) {
  if (kinds.length === 0) return
  await sql`
    insert into coach_remarks (conversation_id, user_id, kind, day, language)
    select ${conversationId}, ${by.id}, kind, (now() at time zone 'utc')::date, ${language}
    from unnest(${kinds}::text[]) as kind on conflict do nothing`.execute(db)
}
