import { findChannels } from '../channels/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import type { Known } from './query/known.ts'
import { parseQuery } from './query/parse.ts'
import type { Query } from './query/query.ts'
import type { Remark } from './query/remark.ts'

/** A query's text, looked at: what it asks, or what is wrong with it. */
export interface Checked {
  /** Undefined when there are mistakes. */
  query: Query | undefined
  mistakes: readonly Remark[]
  warnings: readonly Remark[]
}

export async function checkText(db: Db | Tx, text: string): Promise<Checked> {
  const parsed = parseQuery(text, await findKnown(db))
  if ('mistakes' in parsed) return { query: undefined, mistakes: parsed.mistakes, warnings: [] }
  return { query: parsed.query, mistakes: [], warnings: parsed.warnings }
}

/** Refuses (422) what has mistakes, with the first of them. */
export function refuseMistakes({ query, mistakes }: Checked): { query: Query } {
  if (query) return { query }
  const said = mistakes[0]?.words ?? words('listening.text-wrong')
  throw new Refusal(422, words('listening.text-wrong'), { fields: { text: said } })
}

/** The names that a query may use: windows and topics. */
export async function findKnown(db: Db | Tx): Promise<Known> {
  const channels = await findChannels(db)
  const topics = await db.selectFrom('topics').select(['id', 'name']).where('removed_at', 'is', null).execute()
  return { channels: channels.map(({ id, name }) => ({ id, name })), topics }
}

/** What a saved text asks today. Undefined when it can no longer be understood: a window that it names is gone. */
export function parseStored(text: string, known: Known): Query | undefined {
  const parsed = parseQuery(text, known)
  return 'query' in parsed ? parsed.query : undefined
}
