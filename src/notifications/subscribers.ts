import { type Ability, abilitiesOf, roles } from '../access/index.ts'
import type { Tx } from '../core/database.ts'
import type { InTx, RecordedEvent, Subscribers } from '../core/events.ts'
import { notify } from './notify.ts'

const assigned: InTx = async (tx, event) => {
  const { user } = event.data
  if (typeof user !== 'string' || user === event.byUser || !event.conversationId) return
  await notify(tx, event, 'assigned', event.conversationId, [user])
}

/** A reply that did not arrive, or of which nobody knows, goes back to whoever wrote it. */
const givenBack =
  (kind: 'reply-failed' | 'reply-uncertain'): InTx =>
  async (tx, event) => {
    const { reply } = event.data
    if (typeof reply !== 'string') return
    const row = await tx.selectFrom('replies').select('written_by').where('id', '=', reply).executeTakeFirst()
    if (row?.written_by) await notify(tx, event, kind, reply, [row.written_by])
  }

/** Whatever else fails mends itself; a lost permission needs a person. */
const channelFailed: InTx = async (tx, event) => {
  if (event.data.kind !== 'reconnect' || !event.channelId) return
  await notify(tx, event, 'channel-failed', event.channelId, await whoMay(tx, 'channels'))
}

const reconciled: InTx = async (tx, event) => {
  const { missing } = event.data
  if (typeof missing !== 'number' || missing <= 0 || !event.channelId) return
  await notify(tx, event, 'channel-missing', event.channelId, await whoMay(tx, 'channels'), missing)
}

/** Two conversations became one: what was said about the absorbed one leads to the other. */
async function united(tx: Tx, { conversationId, data }: RecordedEvent): Promise<void> {
  if (typeof data.absorbed !== 'string') return
  await tx
    .updateTable('notifications')
    .set({ conversation_id: conversationId })
    .where('conversation_id', '=', data.absorbed)
    .execute()
}

async function whoMay(tx: Tx, ability: Ability): Promise<string[]> {
  const rows = await tx
    .selectFrom('users')
    .select('id')
    .where(
      'role',
      'in',
      roles.filter((role) => abilitiesOf(role).has(ability)),
    )
    .where('deactivated_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

const byKind: Record<string, InTx> = {
  'conversation.assigned': assigned,
  'reply.failed': givenBack('reply-failed'),
  'reply.uncertain': givenBack('reply-uncertain'),
  'channel.failed': channelFailed,
  'channel.reconciled': reconciled,
}

/** The kinds of events that the bell may speak of. */
export const bellKinds: ReadonlySet<string> = new Set(Object.keys(byKind))

export const notificationSubscribers: Pick<Subscribers, 'inTx'> = {
  inTx: new Map([
    ...Object.entries(byKind).map(([kind, hear]): [string, InTx[]] => [kind, [hear]]),
    ['conversation.united', [united]],
  ]),
}
