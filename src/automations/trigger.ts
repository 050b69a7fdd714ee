import { z } from 'zod'

/** What an automation answers. The last two are called by the clock. */
export const triggerKinds = [
  'message.heard',
  'conversation.opened',
  'reply.sent',
  'conversation.closed',
  'conversation.reopened',
  'conversation.assigned',
  'conversation.unassigned',
  'conversation.tagged',
  'conversation.untagged',
  'conversation.due-soon',
  'conversation.late',
  'waits-for-us',
  'waits-for-them',
] as const
export type TriggerKind = (typeof triggerKinds)[number]

export const waitKinds = ['waits-for-us', 'waits-for-them'] as const
export type WaitKind = (typeof waitKinds)[number]
export const isWait = (kind: TriggerKind): kind is WaitKind => waitKinds.some((one) => one === kind)

/** What is said anew is read anew: the reading of that message counts, not that of the whole conversation. */
export const isOfMessage = (kind: TriggerKind): boolean => kind === 'message.heard' || kind === 'conversation.opened'

export const mostMinutes = 60 * 24 * 365

export const triggerGiven = z
  .object({
    on: z.enum(triggerKinds),
    /** For how long somebody waits. */
    minutes: z.number().int().min(1).max(mostMinutes).optional(),
  })
  .refine(({ on, minutes }) => isWait(on) === (minutes !== undefined), { path: ['minutes'] })
export type Trigger = z.infer<typeof triggerGiven>

/** The events that may call one; a conversation opens with what is heard. */
export const eventKinds: readonly string[] = triggerKinds.filter(
  (kind) => !isWait(kind) && kind !== 'conversation.opened',
)
