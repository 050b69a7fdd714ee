import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { spoken } from '../../lib/says.ts'
import { intentsIn } from '../stored-reading.ts'
import { mayDecide } from './deciders.ts'
import { findRulesOn } from './find-rules.ts'
import { type Answer, type ApprovalRule, isFor } from './rule.ts'

/** An answer of which it is asked whether somebody else reads it first. */
export interface Asked {
  replyId: string
  /** Whoever wrote it, and whoever changed its words. */
  writers: readonly (string | null)[]
  /** All it says, as `textsOf` gives it. */
  texts: readonly string[]
}

/**
 * The first rule that fits an answer and is not met: each is met by the approval of somebody who may give it. Undefined where
 * none is left. One query where there are no rules.
 */
export async function ruleFor(tx: Tx, asked: Asked): Promise<ApprovalRule | undefined> {
  const rules = await findRulesOn(tx)
  if (rules.length === 0) return undefined
  const fitting = await thatFit(tx, rules, asked)
  const met = await metBy(tx, asked.replyId, fitting)
  return fitting.find(({ id }) => !met.has(id))
}

async function thatFit(tx: Tx, rules: readonly ApprovalRule[], { replyId, writers, texts }: Asked) {
  const row = await read(tx, replyId, writers, [...new Set(rules.flatMap(({ topicIds }) => topicIds))])
  const answer: Answer = {
    channelId: row.channel_id,
    network: row.network,
    language: row.language,
    intents: intentsIn(row.intents),
    urgency: row.urgency,
    tags: row.tags,
    teamId: null,
    visibility: row.visibility === 'direct' ? 'direct' : 'public',
    writer: { isTrainee: row.is_trainee, teamIds: row.team_ids },
    topics: row.topics,
    spoken: spoken(texts.join('\n')),
  }
  return rules.filter((rule) => isFor(rule, answer))
}

/**
 * Those of the rules by which it was approved already, or by somebody who may by them too: as it reads now, for who approved
 * other words has not read these.
 */
async function metBy(tx: Tx, replyId: string, rules: readonly ApprovalRule[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select k.id from approval_rules k where k.id = any(${rules.map(({ id }) => id)}::uuid[]) and exists (
      select from reply_approvals a join replies r on r.id = a.reply_id left join users u on u.id = a.decided_by
      where a.reply_id = ${replyId} and a.decision = 'approved' and (a.rule_id = k.id or ${mayDecide})
        and a.decided_at >= coalesce((select max(v.replaced_at) from reply_revisions v where v.reply_id = a.reply_id), '-infinity'))`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

interface Row {
  channel_id: string
  network: string
  visibility: string
  language: string | null
  intents: number
  urgency: number
  tags: string[]
  topics: string[]
  is_trainee: boolean
  team_ids: string[]
}

/** What surrounds it: the message that it answers says where, and all they said what it is about. */
async function read(
  tx: Tx,
  replyId: string,
  writers: readonly (string | null)[],
  topicIds: readonly string[],
): Promise<Row> {
  const { rows } = await sql<Row>`
    select m.channel_id, h.network, m.visibility, c.language, c.intents, c.urgency,
      array(select lower(g.name) from conversation_tags ct join tags g on g.id = ct.tag_id
        where ct.conversation_id = c.id) as tags,
      array(select distinct x.topic_id from messages s join message_topics x on x.message_id = s.id
        where ${topicIds.length > 0} and s.conversation_id = c.id and s.deleted_at is null and x.says <> 'no'
          and x.topic_id = any(${[...topicIds]}::uuid[])) as topics,
      exists (select from trainees t where t.user_id = any(${[...writers]}::uuid[])) as is_trainee,
      array(select tm.team_id from team_members tm where tm.user_id = any(${[...writers]}::uuid[])) as team_ids
    from replies r join messages m on m.id = r.in_reply_to join channels h on h.id = m.channel_id
      join conversations c on c.id = r.conversation_id
    where r.id = ${replyId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`There is no reply ${replyId}.`)
  return row
}
