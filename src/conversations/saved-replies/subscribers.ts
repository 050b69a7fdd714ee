import type { Subscribers } from '../../core/events.ts'
import { countUse } from './count-use.ts'

/** A saved reply counts as used when a reply that began with it has left. */
export const savedReplySubscribers: Pick<Subscribers, 'inTx'> = { inTx: new Map([['reply.sent', [countUse]]]) }
