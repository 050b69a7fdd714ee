import { z } from 'zod'
import { approvalRuleGiven } from '../conversations/index.ts'
import type { Operation } from './operation.ts'
import { attachment } from './schemas/attachment.ts'
import { delivery } from './schemas/message.ts'

const id = z.uuid()
const named = z.object({ id, name: z.string() })
const at = z.iso.datetime()
const rule = z
  .object({ id, ...approvalRuleGiven.shape, waiting: z.number().int().optional().describe('Only in the list.') })
  .meta({
    id: 'ApprovalRule',
    description:
      'Which answers somebody else reads before they leave, and who may approve them. Of several that fit each is to be met.',
  })
const what = {
  id,
  reply_id: id,
  text: z.string(),
  writer: named.nullable(),
  rule: named,
  asked_at: at,
  leaves_at: at.nullable().describe('When it is to leave, where its writer chose a moment.'),
}
const waiting = z
  .object({ ...what, conversation_id: id })
  .meta({ id: 'WaitingForApproval', description: 'An answer that waits for the token’s own person to decide.' })
const approval = z
  .object({
    ...what,
    attachments: z.array(attachment).describe('What goes with it, each with what is said to be seen in it.'),
    card: z
      .object({ url: z.string(), title: z.string(), description: z.string() })
      .nullable()
      .describe('What its link is sent with, where the network shows what we send.'),
    closes: z.boolean().describe('The conversation is closed once it leaves.'),
    may_decide: z.boolean(),
    decision: z.enum(['approved', 'sent-back', 'withdrawn', 'failed']).nullable().describe('Null while it waits.'),
    decided_by: named.nullable(),
    decided_at: at.nullable(),
    remark: z.string().nullable(),
    revisions: z
      .array(z.object({ text: z.string(), replaced_by: named.nullable(), replaced_at: at }))
      .describe('What it said before somebody changed it.'),
    late: z
      .array(z.object({ id, what: z.string(), due_at: at }))
      .describe('What it promises for a moment that is over by when it leaves.'),
    since: z
      .array(
        z.object({
          name: z.string(),
          by: id.nullable(),
          at,
          text: z.string(),
          is_ours: z.boolean(),
          did: z.enum(['closed', 'marked-spam']).nullable().describe('What a colleague did, where nothing was said.'),
        }),
      )
      .describe('What was said in the conversation after it was asked, or that it was ended, the latest first.'),
  })
  .meta({ id: 'Approval', description: 'An answer that somebody else reads before it leaves.' })

const replyAnswer = z.object({ id, deliveries: z.array(delivery) })

const shown = id
  .optional()
  .describe(
    'The approval that was read: 409 where it is decided and the reply waits by another rule; left out: the one that waits.',
  )

const path = '/settings/approval'

/** Four eyes: rules, who is learning, and what is decided. */
export const approvals: readonly Operation[] = [
  {
    method: 'get',
    path: '/approvals',
    about: 'What waits for the token’s own person to approve, the oldest first',
    scope: 'approve',
    query: z.object({ after: z.string().optional() }),
    answer: z.object({ waiting: z.array(waiting), after: z.string().nullable() }),
  },
  {
    method: 'get',
    path: '/replies/:id/approval',
    about: 'The latest approval that was asked for a reply',
    scope: 'read',
    answer: approval,
  },
  {
    method: 'post',
    path: '/replies/:id/approval',
    about:
      'Lets a colleague’s reply leave, with other words if any are sent. 409 with `seen` and `since` where something was said meanwhile: said again with that `seen`, it leaves. 409 with `late` where it promises something for a moment that is over: said again with `late: true`, it leaves',
    scope: 'approve',
    body: z.object({
      text: z.string().optional(),
      split: z.boolean().optional(),
      seen: z.number().int().optional().describe('How far the conversation had come; left out: when it was asked.'),
      late: z.boolean().optional().describe('What it promises is late by now, and it is to leave all the same.'),
      wait: z.boolean().optional().describe('It leaves some seconds later, in which the approval can be taken back.'),
      approval: shown,
    }),
    answer: replyAnswer,
  },
  {
    method: 'delete',
    path: '/replies/:id/approval',
    about: 'Takes one’s own approval back while nothing of it has left: it waits again',
    scope: 'approve',
    answer: replyAnswer,
  },
  {
    method: 'post',
    path: '/replies/:id/return',
    about: 'Sends it back to whoever wrote it: its text is the draft again, the remark stands in the conversation',
    scope: 'approve',
    body: z.object({ remark: z.string().min(1).max(2000), approval: shown }),
    answer: replyAnswer,
  },
  {
    method: 'get',
    path,
    about: 'The rules for answers to be approved, and who is learning',
    scope: 'settings',
    answer: z.object({ rules: z.array(rule), trainees: z.array(named) }),
  },
  {
    method: 'post',
    path,
    about: 'Makes a rule: for what is sent from now on',
    scope: 'settings',
    body: approvalRuleGiven,
    answer: rule,
    status: 201,
  },
  { method: 'get', path: `${path}/:id`, about: 'One of them', scope: 'settings', answer: rule },
  {
    method: 'put',
    path: `${path}/trainees`,
    about: 'Says who is learning, all of them',
    scope: 'settings',
    body: z.object({ user_ids: z.array(id) }),
    answer: z.object({ trainees: z.array(named) }),
  },
  {
    method: 'put',
    path: `${path}/:id`,
    about: 'Writes it anew; what waits by it goes on waiting',
    scope: 'settings',
    body: approvalRuleGiven,
    answer: rule,
  },
  {
    method: 'put',
    path: `${path}/:id/place`,
    about: 'Moves it before the one above, or after the one below',
    scope: 'settings',
    body: z.object({ to: z.enum(['up', 'down']) }),
    answer: rule,
  },
  {
    method: 'delete',
    path: `${path}/:id`,
    about: 'It holds nothing more; what waits by it goes on waiting',
    scope: 'settings',
    answer: rule,
  },
  { method: 'delete', path: `${path}/:id/removal`, about: 'It holds again', scope: 'settings', answer: rule },
]
