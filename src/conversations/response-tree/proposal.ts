import { type RawBuilder, sql } from 'kysely'
import type { Who } from '../conversation.ts'
import { type ReadColumns, readingIn } from '../inbox-rows.ts'
import { type Leaf, type Proposal, propose, type Question } from './tree.ts'

/** What is proposed in a conversation, what one of us said of it, and what somebody chose. */
export interface Response extends Proposal {
  answers: Answered[]
  /** Since they last spoke. */
  choice: { leaf: Leaf; proposed: Leaf | null; by: Who | null; at: Date } | null
}

export interface Answered {
  question: Question
  answer: boolean
  by: Who | null
  at: Date
  /** False where it is of what they said before: it is asked again. */
  counts: boolean
}

/**
 * What is so is so of what they said, not of what they say later: until they speak after an answer of ours, and a “no” only
 * until they say anything more, since nothing is worse than to contradict somebody who was let down.
 */
const counts = sql`(a.question <> 'is-so'
  or (a.answered_at >= coalesce(c.waiting_since, '-infinity') and (a.answer or a.answered_at >= coalesce(s.heard_at, '-infinity'))))`

/** One row of a conversation, as `together` asks it: how it reads, and what we said of it. */
export const responseAsked = (conversationId: string, viewerId: string): RawBuilder<ResponseRow> => sql<ResponseRow>`
  select c.language, c.mood, c.intents, c.urgency, c.abuse,
    coalesce(s.concerns_us, true) as concerns_us,
    exists (select from response_tree_hidden h where h.user_id = ${viewerId}) as hidden,
    coalesce((select json_agg(json_build_object('question', a.question, 'answer', a.answer, 'at', a.answered_at,
      'counts', ${counts}, 'by_id', u.id, 'by_name', u.name)) from response_answers a left join users u on u.id = a.answered_by
      where a.conversation_id = c.id), '[]') as answers,
    (select json_build_object('leaf', k.chosen, 'proposed', k.proposed, 'at', k.chosen_at, 'by_id', u.id, 'by_name', u.name)
      from response_choices k left join users u on u.id = k.chosen_by
      where k.conversation_id = c.id and k.chosen_at >= c.last_at order by k.chosen_at desc, k.id desc limit 1) as choice
  from conversations c cross join lateral (
    select bool_or(m.concerns_us) as concerns_us, max(m.heard_at) as heard_at
    from (select concerns_us, heard_at from messages where conversation_id = c.id
      and not is_ours and deleted_at is null order by said_at desc, id desc limit 6) as m) as s
  where c.id = ${conversationId}`

interface Said {
  by_id: string | null
  by_name: string | null
  at: string
}

export interface ResponseRow extends ReadColumns {
  concerns_us: boolean
  hidden: boolean
  answers: (Said & { question: Question; answer: boolean; counts: boolean })[]
  choice: (Said & { leaf: Leaf; proposed: Leaf | null }) | null
}

const who = ({ by_id: id, by_name: name }: Said): Who | null => (id && name ? { id, name } : null)

/** Undefined where nothing was said to us since we last spoke, or nobody could read it. */
export function responseOf(row: ResponseRow | undefined): Response | undefined {
  const reads = row && readingIn(row)
  if (!row || !reads) return undefined
  const counting = row.answers.filter((one) => one.counts)
  const answers = Object.fromEntries(counting.map(({ question, answer }) => [question, answer]))
  return {
    ...propose({ ...reads, concernsUs: row.concerns_us, answers }),
    answers: row.answers.map((one) => ({
      question: one.question,
      answer: one.answer,
      by: who(one),
      at: new Date(one.at),
      counts: one.counts,
    })),
    choice: row.choice && {
      leaf: row.choice.leaf,
      proposed: row.choice.proposed,
      by: who(row.choice),
      at: new Date(row.choice.at),
    },
  }
}

export const presentResponse = (response: Response | undefined) =>
  response === undefined
    ? { proposes: null, asks: null, why: null, steps: [], answers: [], choice: null }
    : {
        proposes: response.leaf ?? null,
        asks: response.ask ?? null,
        why: response.why,
        steps: response.steps,
        answers: response.answers.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
        choice: response.choice && { ...response.choice, at: response.choice.at.toISOString() },
      }
