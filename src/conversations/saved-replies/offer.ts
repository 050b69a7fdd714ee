import { sql } from 'kysely'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import type { Db } from '../../core/database.ts'
import type { Conversation } from '../conversation.ts'
import { findCandidates, findHeard } from './candidates.ts'
import { rank } from './rank.ts'
import { type SavedReply, saying, select } from './saved-reply.ts'
import { type Asking, findValues } from './values.ts'
import { type FilledIn, fillIn, type Values } from './variables.ts'

/** A saved reply as it would read at a conversation. */
export interface Offered extends FilledIn {
  savedReply: SavedReply
  /** The language of the text. */
  language: string
  /** Its other languages. */
  others: string[]
  /** Among the best for what they say. */
  isSuggested: boolean
}

const mostSuggested = 3
const mostOffered = 50

/**
 * What somebody can say with at a conversation: everybody's, those of their teams and of the team that has it. The best
 * three for what was said to us first, then those in their language, then the most used.
 */
export async function findOffer(
  core: Pick<Core, 'db' | 'config' | 'clock'>,
  connectors: Connectors,
  asking: Asking,
  q?: string,
): Promise<Offered[]> {
  const { db } = core
  const { conversation, viewer } = asking
  const mine = teamsAt(conversation, viewer)
  const offered = sql<boolean>`(s.team_id is null or s.team_id = any(${mine}::uuid[]))
    and not exists (select from saved_reply_removals x where x.saved_reply_id = s.id) and ${saying(q)}`
  const [values, language, heard] = await Promise.all([
    findValues(core, connectors, asking),
    languageOf(db, conversation.id),
    findHeard(db, conversation.id),
  ])
  const best = rank(heard, await findCandidates(db, offered, heard)).slice(0, mostSuggested)
  const places = new Map(best.map(({ id }, at) => [id, at]))
  const rows = await select(
    db,
    sql`where ${offered} order by s.id = any(${[...places.keys()]}::uuid[]) desc,
      exists (select from saved_reply_texts y where y.saved_reply_id = s.id and y.version = s.version
        and y.language = ${language}) desc, uses desc, lower(s.name), s.id limit ${sql.lit(mostOffered)}`,
  )
  return rows
    .map((row) => asOffered(row, language ?? values.language, values, places.has(row.id)))
    .toSorted((a, b) => placeOf(places, a) - placeOf(places, b))
}

const placeOf = (places: ReadonlyMap<string, number>, { savedReply }: Offered): number =>
  places.get(savedReply.id) ?? mostSuggested

/** Whose saved replies are at hand there. */
export const teamsAt = ({ assignment }: Conversation, { teamIds }: Asking['viewer']): string[] => [
  ...new Set([...teamIds, ...(assignment?.team ? [assignment.team.id] : [])]),
]

/** The language they speak there, as it was read; else as their network says. */
export async function languageOf(db: Db, conversationId: string): Promise<string | null> {
  const { rows } = await sql<{ language: string | null }>`
    select coalesce(nullif(c.language, 'und'), (select lower(left(m.language, 2)) from messages m
      where m.conversation_id = c.id and not m.is_ours and m.language is not null
      order by m.said_at desc limit 1)) as language
    from conversations c where c.id = ${conversationId}`.execute(db)
  return rows[0]?.language ?? null
}

interface Fillings {
  language: string
  in(language: string): Values
}

/** In a language when it has it, else in the organisation's, else in the first it has. */
export function asOffered(savedReply: SavedReply, wanted: string, values: Fillings, isSuggested: boolean): Offered {
  const { texts } = savedReply
  const chosen =
    texts.find((one) => one.language === wanted) ?? texts.find((one) => one.language === values.language) ?? texts[0]
  const { language, text } = chosen ?? { language: values.language, text: '' }
  const others = texts.map((one) => one.language).filter((one) => one !== language)
  return { savedReply, language, others, isSuggested, ...fillIn(text, language, values.in(language)) }
}
