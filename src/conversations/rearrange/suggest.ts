import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Viewer } from '../../core/web.ts'
import type { InboxRow } from '../inbox-rows.ts'
import { conversationsOf } from '../of-person.ts'
import { search } from '../search.ts'

/** A conversation that another may belong together with, and why it is offered. */
export interface Suggested {
  row: InboxRow
  why: 'person' | 'link' | 'words' | 'asked'
  /** Which person, where that is why. */
  personId?: string
}

const mostOfEach = 6

/** What was asked for by words; else the same people's other conversations, and those with the same link or words. */
export async function suggestOthers(db: Db, viewer: Viewer, id: string, q: string): Promise<Suggested[]> {
  const look = async (text: string, why: Suggested['why']): Promise<Suggested[]> => {
    if (text === '') return []
    const { rows } = await search(db, { text, timeZone: viewer.timeZone, viewerId: viewer.id, limit: 3 * mostOfEach })
    return rows.filter((row) => row.id !== id).map((row) => ({ row, why }))
  }
  if (q !== '') return look(q, 'asked')
  const { people, link, words } = await cluesIn(db, id)
  const found = await Promise.all([
    ...people.map((person) => ofPerson(db, person, viewer.id, id)),
    look(link, 'link'),
    look(words, 'words'),
  ])
  const seen = new Set<string>()
  return found.flatMap((some) =>
    some.filter(({ row }) => !seen.has(row.id) && seen.add(row.id) !== undefined).slice(0, mostOfEach),
  )
}

/** Those that are open first. */
async function ofPerson(db: Db, personId: string, viewerId: string, except: string): Promise<Suggested[]> {
  const rows = await conversationsOf(db, personId, { viewerId, limit: 20, except })
  const rank = ({ state }: InboxRow) => ['open', 'snoozed', 'closed'].indexOf(state)
  return rows.toSorted((a, b) => rank(a) - rank(b)).map((row) => ({ row, why: 'person' as const, personId }))
}

interface Clues {
  people: string[]
  link: string
  words: string
}

const mostWords = 3
const longest = 5_000

/** Who speaks in it, what it links to, and the longest words of its subject or of how it began. */
async function cluesIn(db: Db, id: string): Promise<Clues> {
  const { rows } = await sql<{ person_id: string; text: string; ours: boolean }>`
    select i.person_id, coalesce(m.subject, '') || ' ' || left(m.text, ${sql.lit(longest)}) as text, m.is_ours as ours
    from messages m join identities i on i.id = m.identity_id
    where m.conversation_id = ${id} and m.deleted_at is null order by m.said_at, m.id limit 20`.execute(db)
  const theirs = rows.filter((row) => !row.ours)
  const all = theirs.map((row) => row.text).join(' ')
  const link = /https?:\/\/\S{4,300}/u.exec(all)?.[0] ?? ''
  return {
    people: [...new Set(theirs.map((row) => row.person_id))].slice(0, 3),
    link: longestWords(link.replace(/^https?:\/\/(www\.)?/u, '')),
    words: longestWords(theirs[0]?.text.replace(/(https?:\/\/|@)\S+/gu, ' ') ?? ''),
  }
}

function longestWords(text: string): string {
  const words = [...new Set(text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 4 && word.length < 40))]
  return words
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostWords)
    .join(' ')
}
