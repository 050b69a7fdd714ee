import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Who } from '../conversation.ts'
import type { Cursor } from '../cursor.ts'
import type { Period } from './figures.ts'
import { badUpTo, satisfiedFrom } from './marks.ts'

/** What somebody answered. */
export interface Answer {
  id: string
  conversationId: string
  person: Who
  channel: Who
  team: Who | null
  user: Who | null
  mark: number
  words: string | null
  askedAt: Date
  markedAt: Date
}

export interface Wanted extends Omit<Period, 'timeZone'> {
  channel?: string | undefined
  team?: string | undefined
  user?: string | undefined
  mood?: 'good' | 'bad' | undefined
  /** Only with words. */
  words?: boolean | undefined
  after?: Cursor | undefined
  limit?: number | undefined
}

/** What people answered, the latest first: a page, and where the next begins. */
export async function findAnswers(db: Db, wanted: Wanted): Promise<{ answers: Answer[]; after: Cursor | undefined }> {
  const limit = wanted.limit ?? 50
  const { rows } = await sql<Row>`
    select s.id, s.conversation_id, s.mark, s.words, s.asked_at, s.marked_at, p.id as person_id, p.name as person_name,
      h.id as channel_id, h.name as channel_name, t.id as team_id, t.name as team_name, u.id as user_id, u.name as user_name
    from surveys s join people p on p.id = s.person_id join channels h on h.id = s.channel_id
    left join teams t on t.id = s.team_id left join users u on u.id = s.user_id
    where ${conditionOf(wanted)} order by s.marked_at desc, s.id desc limit ${limit + 1}`.execute(db)
  const answers = rows.slice(0, limit).map(asAnswer)
  const last = answers.at(-1)
  return { answers, after: rows.length > limit && last ? { at: last.markedAt, id: last.id } : undefined }
}

function conditionOf({ from, until, channel, team, user, mood, words, after }: Wanted): RawBuilder<unknown> {
  const all = [
    sql`s.marked_at is not null and s.asked_at >= ${from} and s.asked_at < ${until}`,
    ...(channel ? [sql`s.channel_id = ${channel}`] : []),
    ...(team ? [sql`s.team_id = ${team}`] : []),
    ...(user ? [sql`s.user_id = ${user}`] : []),
    ...(mood === 'good' ? [sql`s.mark >= ${satisfiedFrom}`] : []),
    ...(mood === 'bad' ? [sql`s.mark <= ${badUpTo}`] : []),
    ...(words ? [sql`s.words is not null`] : []),
    ...(after ? [sql`(s.marked_at, s.id) < (${after.at}, ${after.id}::uuid)`] : []),
  ]
  return sql.join(all, sql` and `)
}

interface Row {
  id: string
  conversation_id: string
  mark: number
  words: string | null
  asked_at: Date
  marked_at: Date
  person_id: string
  person_name: string
  channel_id: string
  channel_name: string
  team_id: string | null
  team_name: string | null
  user_id: string | null
  user_name: string | null
}

const who = (id: string | null, name: string | null): Who | null => (id && name ? { id, name } : null)

const asAnswer = (row: Row): Answer => ({
  id: row.id,
  conversationId: row.conversation_id,
  person: { id: row.person_id, name: row.person_name },
  channel: { id: row.channel_id, name: row.channel_name },
  team: who(row.team_id, row.team_name),
  user: who(row.user_id, row.user_name),
  mark: row.mark,
  words: row.words,
  askedAt: row.asked_at,
  markedAt: row.marked_at,
})
