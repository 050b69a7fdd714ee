import type { Clock } from '../../core/clock.ts'
import type { InTx, Subscribers, TogetherInTx } from '../../core/events.ts'
import { resettleSoon } from './resettle.ts'
import { settleClocks } from './settle.ts'

/** What can change whose turn it is, or which rule holds. What is heard or read settles its clocks itself, all at once. */
const kinds = [
  'conversation.assigned',
  'conversation.unassigned',
  'conversation.closed',
  'conversation.reopened',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.marked-spam',
  'conversation.cleared-spam',
  'conversation.tagged',
  'conversation.untagged',
  'conversation.taken-up',
  'conversation.let-go',
  'conversation.united',
  'message.corrected',
  'reply.sent',
] as const

/** What it alone had is nobody's now, and may be under another rule. */
const teamRemoved: InTx = (tx) => resettleSoon(tx)

/** Clocks turn in the transaction of what turns them: of many that one deed closes, say, all of them at once. */
export function serviceLevelSubscribers(clock: Clock): Pick<Required<Subscribers>, 'inTx' | 'together'> {
  const settle: TogetherInTx = async (tx, events) => {
    const turned = events.filter(({ kind, data }) => kind !== 'conversation.reopened' || data.because !== 'message')
    const ids = turned.flatMap(({ conversationId }) => conversationId ?? [])
    await settleClocks(tx, [...new Set(ids)], clock.now())
  }
  return {
    inTx: new Map([['team.removed', [teamRemoved]]]),
    together: new Map(kinds.map((kind): [string, TogetherInTx[]] => [kind, [settle]])),
  }
}
