import { type RawBuilder, sql } from 'kysely'
import { fold } from '../lib/fold.ts'

// Beyond this a text is found by its beginning; PostgreSQL bounds a vector at 1 MB.
const searchedCharacters = 50_000

/** What of a message is searched, without accents: made here, since PostgreSQL takes many times longer over it. */
export const searchedText = (message: { subject: string | null; text: string }): string =>
  fold(`${message.subject ? `${message.subject}\n` : ''}${message.text}`.slice(0, searchedCharacters))

/**
 * The searchable form of a folded text: stemmed as Spanish and as English, so that it is found in either language.
 * Matched by the queries of search.ts.
 */
export const searchVector = (folded: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`to_tsvector('spanish', ${folded}) || to_tsvector('english', ${folded})`
