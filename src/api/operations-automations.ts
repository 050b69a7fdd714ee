import { z } from 'zod'
import { automationGiven, macroGiven } from '../automations/index.ts'
import type { Operation } from './operation.ts'

const id = z.uuid()
const at = z.iso.datetime()

const condition = z
  .record(z.string(), z.unknown())
  .describe(
    '`{}` is always. `all`, `any` and `none` nest others; else any of: channels, networks, languages, intents, urgency, tags, teams, moods, abuse, words, topics, users, held, bot, handles, working (`calendar_id`, `within`).',
  )
const given = z.object({ ...automationGiven.shape, if: condition.optional() })

const automation = z
  .object({
    id,
    name: z.string(),
    when: automationGiven.shape.when,
    if: condition,
    deeds: automationGiven.shape.deeds,
    on_since: at.nullable().describe('Null: it is switched off.'),
    pause: z
      .object({ because: z.enum(['often', 'chain']), conversation_id: id, at })
      .nullable()
      .describe('It went beyond a limit and rests until it is switched on again.'),
  })
  .meta({ id: 'Automation', description: 'When something happens, if it fits, its deeds are done.' })

const because = z
  .array(z.object({ leaf: condition, not: z.literal(true).optional() }))
  .describe('The conditions that held; with `not`, that did not and had not to.')

const rehearsal = z
  .object({
    id,
    since: at,
    until: at,
    ended_at: at.nullable().describe('Null while it still looks.'),
    progress: z.number(),
    is_of_this_version: z.boolean(),
    looked: z.number().int(),
    count: z.number().int().describe('How often it would have acted.'),
    conversations: z.number().int(),
    days: z.record(z.string(), z.number().int()).describe('How often on each day (UTC) that there was any.'),
    examples: z.array(z.object({ conversation_id: id, message_id: id.nullable(), at, because })),
  })
  .meta({ id: 'AutomationRehearsal', description: 'What an automation would have done in the last thirty days.' })

const run = z
  .object({
    id,
    automation_id: id.nullable(),
    macro_id: id.nullable(),
    conversation_id: id,
    at,
    because,
    did: z.array(z.string()).describe('Which deeds changed something.'),
    failed: z.string().nullable().describe('Why nothing was done.'),
    undone_at: at.nullable(),
  })
  .meta({ id: 'AutomationRun', description: 'What an automation or a macro did to a conversation.' })
const undone = z.object({
  ...run.shape,
  undone: z.number().int(),
  left: z.number().int().describe('Deeds that stay: somebody changed that since, or it cannot be taken back.'),
})

const macro = z
  .object({ id, ...macroGiven.shape, may_change: z.boolean() })
  .meta({ id: 'Macro', description: 'Deeds that are done together.' })

const batch = z
  .object({
    id,
    macro_id: id,
    state: z.enum(['doing', 'done', 'cancelled', 'undoing', 'undone']),
    total: z.number().int(),
    done: z.number().int(),
    changed: z.number().int(),
    refused: z.number().int().describe('Where it could not be done: nothing was.'),
    undone: z.number().int(),
    left_some: z.number().int().describe('Not undone whole: somebody changed it since.'),
    asked_at: at,
    ended_at: at.nullable(),
  })
  .meta({ id: 'MacroBatch', description: 'A macro on many conversations, and how far it is.' })

const path = '/settings/automations'

/** What happens by itself, and what is done with one press. */
export const automations: readonly Operation[] = [
  {
    method: 'get',
    path,
    about: 'The automations in their order',
    scope: 'settings',
    answer: z.object({ automations: z.array(automation) }),
  },
  {
    method: 'post',
    path,
    about: 'Makes one, the last in order and switched off',
    scope: 'settings',
    body: given,
    answer: automation,
    status: 201,
  },
  { method: 'get', path: `${path}/:id`, about: 'One of them', scope: 'settings', answer: automation },
  {
    method: 'put',
    path: `${path}/:id`,
    about: 'Writes it anew; what would act otherwise is switched off until somebody has looked again',
    scope: 'settings',
    body: given,
    answer: automation,
  },
  {
    method: 'put',
    path: `${path}/:id/place`,
    about: 'Moves it before the one above, or after the one below',
    scope: 'settings',
    body: z.object({ to: z.enum(['up', 'down']) }),
    answer: automation,
  },
  { method: 'delete', path: `${path}/:id`, about: 'Removes it', scope: 'settings', answer: automation },
  {
    method: 'delete',
    path: `${path}/:id/removal`,
    about: 'Brings it back, switched off',
    scope: 'settings',
    answer: automation,
  },
  {
    method: 'post',
    path: `${path}/:id/rehearsals`,
    about: 'Looks at what it would have done in the last thirty days; of much, goes on by itself',
    scope: 'settings',
    answer: rehearsal,
    status: 202,
  },
  {
    method: 'get',
    path: `${path}/:id/rehearsal`,
    about: 'The latest such look, and how far it is',
    scope: 'settings',
    answer: rehearsal,
  },
  {
    method: 'put',
    path: `${path}/:id/running`,
    about: 'Switches it on, or lets it go on; 409 before anybody has looked at it as it is',
    scope: 'settings',
    answer: automation,
  },
  { method: 'delete', path: `${path}/:id/running`, about: 'Switches it off', scope: 'settings', answer: automation },
  {
    method: 'get',
    path: `${path}/:id/runs`,
    about: 'What it did last, at most a hundred',
    scope: 'settings',
    answer: z.object({ runs: z.array(run) }),
  },
  {
    method: 'put',
    path: `${path}/runs/:id/undoing`,
    about: 'Undoes what it did to a conversation; needs `settings` besides',
    scope: 'close',
    answer: undone,
  },
  {
    method: 'get',
    path: '/macros',
    about: 'The macros of the token’s own person, of their teams, and everybody’s',
    scope: 'close',
    answer: z.object({ macros: z.array(macro) }),
  },
  { method: 'post', path: '/macros', about: 'Makes one', scope: 'close', body: macroGiven, answer: macro, status: 201 },
  { method: 'get', path: '/macros/:id', about: 'One of them', scope: 'close', answer: macro },
  { method: 'put', path: '/macros/:id', about: 'Writes it anew', scope: 'close', body: macroGiven, answer: macro },
  { method: 'delete', path: '/macros/:id', about: 'Removes it', scope: 'close', answer: macro },
  { method: 'delete', path: '/macros/:id/removal', about: 'Brings it back', scope: 'close', answer: macro },
  {
    method: 'post',
    path: '/conversations/:id/macros/:macro',
    about: 'Does the deeds of a macro to a conversation, all or none; null where all was so already',
    scope: 'close',
    answer: z.object({ run: run.nullable() }),
  },
  {
    method: 'post',
    path: '/macros/batches',
    about: 'Does its deeds to many conversations: a hundred at once, the rest by itself',
    scope: 'close',
    body: z.object({
      macro: id,
      ids: z.array(id).max(20_000).optional(),
      match: z
        .record(z.string(), z.string())
        .optional()
        .describe('Instead of ids: all that `GET /conversations` with these holds, at most 20,000.'),
    }),
    answer: batch,
    status: 202,
  },
  { method: 'get', path: '/macros/batches/:id', about: 'How far that is', scope: 'close', answer: batch },
  {
    method: 'put',
    path: '/macros/batches/:id/cancellation',
    about: 'Ends it where it is; what it did stays',
    scope: 'close',
    answer: batch,
  },
  {
    method: 'put',
    path: '/macros/batches/:id/undoing',
    about: 'Undoes what it did, except what somebody changed since',
    scope: 'close',
    answer: batch,
  },
  {
    method: 'put',
    path: '/macros/runs/:id/undoing',
    about: 'Undoes them as one, except what somebody changed since',
    scope: 'close',
    answer: undone,
  },
]
