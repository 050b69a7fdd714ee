import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import type { Slots } from '../ui/slots.ts'
import { findKnown, parseStored } from './checked.ts'
import { findFills } from './fill.ts'
import { markFor } from './mark.ts'
import { findSome } from './saved-query.ts'
import { listeningMessages } from './slots.ts'
import { FillCard, fillId } from './views/fill-card.tsx'
import { mentionsId } from './views/query-pages.tsx'

/** Draws new mentions on the pages of their queries, and how far queries are that look through the past. */
export function listeningFragments(db: Db, slots: Slots): (events: readonly RecordedEvent[], t: T) => Promise<string> {
  return async (events, t) => {
    const pairs = events.filter(({ kind }) => kind === 'mention.found').flatMap(({ data }) => pairsIn(data.mentions))
    const filling = events.flatMap(({ kind, data }) =>
      kind === 'query.filling' && typeof data.query === 'string' ? [data.query] : [],
    )
    return (await drawMentions(db, slots, pairs, t)) + (await drawFills(db, filling, t))
  }
}

type Pair = readonly [queryId: string, messageId: string]

const pairsIn = (value: unknown): Pair[] =>
  Array.isArray(value)
    ? value.flatMap((pair): Pair[] =>
        Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string' ? [[pair[0], pair[1]]] : [],
      )
    : []

/** More at once is history coming in: nobody reads that fast. */
const mostDrawn = 100

async function drawMentions(db: Db, slots: Slots, all: readonly Pair[], t: T): Promise<string> {
  const pairs = all.slice(-mostDrawn)
  if (pairs.length === 0) return ''
  const byQuery = Map.groupBy(pairs, ([queryId]) => queryId)
  const [queries, known] = await Promise.all([findSome(db, [...byQuery.keys()]), findKnown(db)])
  const drawn = queries.map(async ({ id, text }) => {
    const parsed = parseStored(text, known)
    const ids = (byQuery.get(id) ?? []).map(([, messageId]) => messageId)
    const mark = parsed ? markFor(parsed) : (words: string) => [words]
    const draw = await slots.draw(listeningMessages, ids, { t, mark })
    const rows = ids.flatMap((one) => draw(one)).map(String)
    return rows.length === 0 ? '' : stream('arrive', mentionsId(id), rows.join(''))
  })
  return (await Promise.all(drawn)).join('')
}

async function drawFills(db: Db, queryIds: readonly string[], t: T): Promise<string> {
  if (queryIds.length === 0) return ''
  const fills = await findFills(db, [...new Set(queryIds)])
  return fills.map((fill) => stream('replace', fillId(fill), String(<FillCard t={t} fill={fill} />))).join('')
}

const stream = (action: 'arrive' | 'replace', target: string, content: string): string =>
  `<turbo-stream action="${action}" target="${target}"><template>${content}</template></turbo-stream>`
