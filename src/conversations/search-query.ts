import { type RawBuilder, sql } from 'kysely'
import { fold } from '../lib/fold.ts'
import type { Term } from './search-parse.ts'

/**
 * What finds these terms in what `searchVector` wrote: each word in either language, all of the terms together. Every
 * text goes through PostgreSQL's own parsers that cannot fail (`plainto_`, `phraseto_`), or is letters and digits only.
 * Undefined when there is nothing to find.
 */
export function tsQuery(terms: readonly Term[]): RawBuilder<string> | undefined {
  if (terms.length === 0) return undefined
  const parts = terms.map((term) => (term.not ? sql<string>`!!${either(term)}` : either(term)))
  return sql<string>`(${sql.join(parts, sql` && `)})`
}

/** Any of the words, to mark those that were found. */
export function anyOf(terms: readonly Term[]): RawBuilder<string> | undefined {
  const words = terms
    .filter((term) => !term.not)
    .flatMap((term) =>
      term.text
        .split(/\s+/u)
        .map((text) => either({ ...term, kind: term.kind === 'prefix' ? 'prefix' : 'word', text })),
    )
  return words.length === 0 ? undefined : sql<string>`(${sql.join(words, sql` || `)})`
}

function either({ kind, text }: Term): RawBuilder<string> {
  const folded = fold(text)
  if (kind === 'phrase') return each((language) => sql`phraseto_tsquery(${language}, ${folded})`)
  const word = each((language) => sql`plainto_tsquery(${language}, ${folded})`)
  if (kind === 'word') return word
  // What is kept are stems: those that begin so, and the stem of the word as it stands.
  return sql<string>`(${word} || to_tsquery('simple', ${`${folded.toLowerCase()}:*`}))`
}

const each = (query: (language: RawBuilder<unknown>) => RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`(${query(sql`'spanish'`)} || ${query(sql`'english'`)})`
