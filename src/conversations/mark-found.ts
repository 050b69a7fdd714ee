import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { fold } from '../lib/fold.ts'
import type { Term } from './search-parse.ts'
import { anyOf } from './search-query.ts'
import { readableText } from './survey/link.ts'
import type { Found } from './views/marked.tsx'

const searchedCharacters = 50_000
const passageLength = 240
const before = 60
const word = /[\p{L}\p{N}_]+/gu

/** By conversation, the passage of its message that has what was looked for, with the words marked. */
export async function markFound(
  db: Db,
  terms: readonly Term[],
  messages: ReadonlyMap<string, string>,
): Promise<Map<string, Found>> {
  const query = anyOf(terms)
  if (!query || messages.size === 0) return new Map()
  const { rows } = await sql<{ id: string; text: string }>`
    select m.id, left(${readableText}, ${sql.lit(searchedCharacters)}) as text from messages m
    where m.id = any(${[...messages.values()]}::uuid[])`.execute(db)
  const texts = new Map(rows.map((row) => [row.id, row.text.replace(/\s+/gu, ' ').trim()]))
  const candidates = new Set([...texts.values()].flatMap((text) => likely(text, terms)))
  const { rows: matching } = await sql<{ word: string }>`
    select word from unnest(${[...candidates]}::text[]) as given (word)
    where (to_tsvector('spanish', word) || to_tsvector('english', word)) @@ ${query}`.execute(db)
  const marked = new Set(matching.map((row) => row.word))
  return new Map(
    [...messages].map(([conversationId, messageId]) => [
      conversationId,
      { messageId, pieces: passage(texts.get(messageId) ?? '', marked) },
    ]),
  )
}

const folded = (text: string): string => fold(text).toLowerCase()
const nearness = 3

/** The words that could match: a stem keeps the beginning. PostgreSQL decides, and need not look at all of them. */
function likely(text: string, terms: readonly Term[]): string[] {
  const beginnings = terms.flatMap((term) => (folded(term.text).match(word) ?? []).map((one) => one.slice(0, nearness)))
  return (folded(text).match(word) ?? []).filter((one) => beginnings.some((beginning) => one.startsWith(beginning)))
}

/** Pieces in turn plain and marked, from a little before the first mark on. */
function passage(text: string, marked: ReadonlySet<string>): string[] {
  const spans = [...text.matchAll(word)].filter(([one]) => marked.has(folded(one)))
  const first = spans[0]?.index ?? 0
  const from = first > before ? text.indexOf(' ', first - before) + 1 : 0
  const to = from + passageLength
  const pieces: string[] = []
  let at = from
  for (const span of spans) {
    if (span.index < from || span.index + span[0].length > to) continue
    pieces.push(text.slice(at, span.index), span[0])
    at = span.index + span[0].length
  }
  const rest = text.slice(at, to)
  pieces.push(to < text.length ? `${rest}…` : rest)
  if (from > 0) pieces[0] = `…${pieces[0]}`
  return pieces
}
