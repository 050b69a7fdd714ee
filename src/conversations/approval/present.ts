import { presentAttachment } from '../attachments/present.ts'
import type { Deciding } from './find-deciding.ts'
import type { Waiting } from './find-waiting.ts'

/** What programs are told of an answer that waits for approval. */
export const presentWaiting = (it: Waiting) => ({
  id: it.id,
  reply_id: it.replyId,
  conversation_id: it.conversationId,
  text: it.text,
  writer: it.writer,
  rule: it.rule,
  asked_at: it.askedAt.toISOString(),
  leaves_at: it.leavesAt?.toISOString() ?? null,
})

export const presentDeciding = (it: Deciding) => ({
  id: it.id,
  reply_id: it.replyId,
  text: it.text,
  writer: it.writer,
  rule: it.rule,
  asked_at: it.askedAt.toISOString(),
  leaves_at: it.leavesAt?.toISOString() ?? null,
  attachments: it.attachments.map(presentAttachment),
  card: it.card ? { url: it.card.url, title: it.card.title, description: it.card.description } : null,
  closes: it.closes,
  may_decide: it.mayDecide,
  decision: it.decision,
  decided_by: it.decider,
  decided_at: it.decidedAt?.toISOString() ?? null,
  remark: it.remark,
  revisions: it.revisions.map(({ text, by, at }) => ({ text, replaced_by: by, replaced_at: at.toISOString() })),
  late: it.late.map(({ id, what, dueAt }) => ({ id, what, due_at: dueAt.toISOString() })),
  since: it.since.map(({ name, by, at, text, isOurs, did }) => ({
    name,
    by: by?.id ?? null,
    at: at.toISOString(),
    text,
    is_ours: isOurs,
    did,
  })),
})
