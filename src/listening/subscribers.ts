import type { InTx, Subscribers } from '../core/events.ts'
import { ringAlerts } from './alert.ts'
import type { Matching } from './matching.ts'
import { keepMentions } from './mention.ts'
import { applyRules } from './rule.ts'
import type { StoredMessages } from './stored-message.ts'

/** A message that is read later, or that a person reads otherwise, is matched anew: queries ask for moods and intents. */
export function listeningSubscribers(matching: Matching, stored: StoredMessages): Pick<Subscribers, 'inTx'> {
  const again: InTx = async (tx, { messageId }) => {
    if (!messageId) return
    const messages = await stored.some(tx, [messageId])
    const queryIds = await matching.match(
      tx,
      messages.map(({ listened }) => listened),
    )
    const found = messages.map((message, at) => ({ message, queryIds: queryIds[at] ?? [] }))
    await applyRules(tx, stored, await keepMentions(tx, found, { again: true }))
  }
  return {
    inTx: new Map([
      ['message.understood', [again]],
      ['message.corrected', [again]],
      ['mention.found', [ringAlerts(stored)]],
    ]),
  }
}
