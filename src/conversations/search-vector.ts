import { type RawBuilder, sql } from 'kysely'

// Beyond this a text is found by its beginning; PostgreSQL bounds a vector at 1 MB.
const searchedCharacters = 50_000

/**
 * The searchable form of a text: stemmed as Spanish and as English, without accents, so that it is found in either
 * language and however the accents were written. Matched by `parseSearch` (search.ts).
 */
export function searchVector(text: RawBuilder<unknown>): RawBuilder<string> {
  const clipped = sql`left(${text}, ${sql.lit(searchedCharacters)})`
  return sql<string>`to_tsvector('spanish', fold(${clipped})) || to_tsvector('english', fold(${clipped}))`
}
