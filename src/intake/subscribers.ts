import type { Subscribers } from '../core/events.ts'

/** What intake does after others' deeds: it learns from what people say, and from what they take back. */
export const intakeSubscribers: Pick<Subscribers, 'later'> = {
  later: new Map(
    ['message.corrected', 'topic.made', 'topic.renamed', 'topic.removed'].map((kind) => [kind, ['intake.learn']]),
  ),
}
