import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { lockConversation } from '../conversation.ts'
import { type Response, responseAsked, responseOf } from './proposal.ts'
import type { Leaf, Question } from './tree.ts'

/** What is proposed in a conversation. */
export async function findResponse(
  db: Db | Tx,
  conversationId: string,
  viewerId: string,
): Promise<Response | undefined> {
  const { rows } = await responseAsked(conversationId, viewerId).execute(db)
  return responseOf(rows[0])
}

/** One of us says what is so; the last one counts, with who and when. */
export async function answerQuestion(
  tx: Tx,
  conversationId: string,
  question: Question,
  answer: boolean,
  by: { id: string },
): Promise<string> {
  const conversation = await lockConversation(tx, conversationId)
  await sql`
    insert into response_answers (conversation_id, question, answer, answered_by)
    values (${conversation.id}, ${question}, ${answer}, ${by.id})
    on conflict (conversation_id, question) do update set answer = excluded.answer, answered_by = excluded.answered_by,
      answered_at = now()`.execute(tx)
  await record(tx, 'response.answered', { conversation, by, data: { question, answer } })
  return conversation.id
}

/** Nobody knows it after all: it is asked again. */
export async function forgetAnswer(
  tx: Tx,
  conversationId: string,
  question: Question,
  by: { id: string },
): Promise<string> {
  const conversation = await lockConversation(tx, conversationId)
  const { rows } = await sql`
    delete from response_answers where conversation_id = ${conversation.id} and question = ${question}
    returning question`.execute(tx)
  if (rows.length > 0) await record(tx, 'response.answered', { conversation, by, data: { question, answer: null } })
  return conversation.id
}

/** What somebody does about it, with what was proposed: how often that is something else is counted. */
export async function choose(tx: Tx, conversationId: string, leaf: Leaf, by: { id: string }): Promise<string> {
  const conversation = await lockConversation(tx, conversationId)
  const proposed = (await findResponse(tx, conversation.id, by.id))?.leaf ?? null
  await tx
    .insertInto('response_choices')
    .values({ id: newId(), conversation_id: conversation.id, proposed, chosen: leaf, chosen_by: by.id })
    .execute()
  await record(tx, 'response.chosen', { conversation, by, data: { proposed, chosen: leaf } })
  return conversation.id
}

/** Whether somebody wants to see it. */
export const setHidden = (db: Db, userId: string, hidden: boolean): Promise<unknown> =>
  hidden
    ? sql`insert into response_tree_hidden (user_id) values (${userId}) on conflict do nothing`.execute(db)
    : sql`delete from response_tree_hidden where user_id = ${userId}`.execute(db)

/** How often something was proposed when somebody decided, and how often they did something else; in ninety days. */
export interface LeafTally {
  proposed: Leaf | null
  decided: number
  otherwise: number
}

export async function countChoices(db: Db): Promise<LeafTally[]> {
  const { rows } = await sql<LeafTally>`
    select proposed, count(*)::int as decided, (count(*) filter (where chosen is distinct from proposed))::int as otherwise
    from response_choices where chosen_at > now() - interval '90 days'
    group by proposed order by otherwise desc, decided desc, proposed`.execute(db)
  return rows
}
