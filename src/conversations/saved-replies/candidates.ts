import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Candidate, Heard } from './rank.ts'

/** More than anybody keeps in mind; beyond it those used last are compared. */
const most = 300
const lastUses = 12
const lastHeard = 3
const mostWords = 120

/** The words of what was said to us last, by their stems and without those that say nothing; the last message weighs most. */
export async function findHeard(db: Db, conversationId: string): Promise<Heard> {
  const { rows } = await sql<{ word: string; at: number }>`
    select w.word, min(m.at)::int as at from (
      select search, row_number() over (order by said_at desc, id desc) as at from messages
      where conversation_id = ${conversationId} and not is_ours and concerns_us and deleted_at is null
      order by said_at desc, id desc limit ${sql.lit(lastHeard)}) m,
      unnest(tsvector_to_array(m.search)) as w(word)
    where ${tells}
    group by w.word order by at, w.word limit ${sql.lit(mostWords)}`.execute(db)
  return new Map(rows.map(({ word, at }) => [word, 1 / at]))
}

/** A vector has what one language's stemmer drops and the other's keeps; and figures say which order, not what about. */
const tells = sql`length(w.word) > 2 and w.word !~ '[0-9@/.]'
  and ts_lexize('spanish_stem', w.word) <> '{}' and ts_lexize('english_stem', w.word) <> '{}'`

/** What is known of the saved replies that somebody is offered, about the words that were heard. */
export async function findCandidates(db: Db, offered: RawBuilder<unknown>, heard: Heard): Promise<Candidate[]> {
  const words = [...heard.keys()]
  const { rows } = await sql<Row>`
    with offered as (
      select s.id, s.search, (select max(n.used_at) from saved_reply_uses n where n.saved_reply_id = s.id) as used_at
      from saved_replies s where ${offered} order by used_at desc nulls last, s.id limit ${sql.lit(most)}),
    answered as (
      select o.id, m.search from offered o cross join lateral (
        select m.search from saved_reply_uses n join replies r on r.id = n.reply_id join messages m on m.id = r.in_reply_to
        where n.saved_reply_id = o.id and m.deleted_at is null
        order by n.used_at desc limit ${sql.lit(lastUses)}) m),
    counted as (select id, count(*)::int as answers from answered group by id),
    words as (
      select id, json_object_agg(word, n) as answered from (
        select a.id, w.word, count(*)::int as n from answered a, unnest(tsvector_to_array(a.search)) as w(word)
        where w.word = any(${words}::text[]) group by a.id, w.word) as each group by id)
    select o.id, length(o.search) as length,
      array(select unnest(tsvector_to_array(o.search)) intersect select unnest(${words}::text[])) as own,
      coalesce(c.answers, 0) as answers, w.answered
    from offered o left join counted c on c.id = o.id left join words w on w.id = o.id`.execute(db)
  return rows.map(({ id, length, own, answers, answered }) => ({
    id,
    length,
    own: new Set(own),
    answers,
    answered: new Map(Object.entries(answered ?? {})),
  }))
}

interface Row {
  id: string
  length: number
  own: string[]
  answers: number
  answered: Record<string, number> | null
}
