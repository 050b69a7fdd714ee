import { type Ability, abilitiesOf, roles } from '../access/index.ts'
import type { Tx } from '../core/database.ts'
import type { InTx, RecordedEvent, Subscribers } from '../core/events.ts'
import { notify } from './notify.ts'

/** Whoever was given it is told, or everybody of the team; nobody is told what they did themselves. */
const assigned: InTx = async (tx, event) => {
  const { user, team } = event.data
  if (!event.conversationId) return
  const given = typeof user === 'string' ? [user] : typeof team === 'string' ? await whoAnswersIn(tx, team) : []
  const others = given.filter((id) => id !== event.byUser)
  await notify(tx, event, 'assigned', event.conversationId, others)
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

/** A saved search found something that somebody wants to know of; of a team, whoever may read. */
const alerted: InTx = async (tx, event) => {
  const { query, user, team, count } = event.data
  if (typeof query !== 'string') return
  const whom = typeof user === 'string' ? [user] : typeof team === 'string' ? await whoReadsIn(tx, team) : []
  await notify(tx, event, 'mentions', query, whom, typeof count === 'number' ? count : 0)
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
  const rows = await present(tx, ability).select('id').execute()
  return rows.map(({ id }) => id)
}

/** Who of a team can take what it is given: those who only observe cannot. */
async function whoAnswersIn(tx: Tx, teamId: string): Promise<string[]> {
  const rows = await present(tx, 'reply')
    .innerJoin('team_members', 'team_members.user_id', 'users.id')
    .select('users.id')
    .where('team_members.team_id', '=', teamId)
    .execute()
  return rows.map(({ id }) => id)
}

async function whoReadsIn(tx: Tx, teamId: string): Promise<string[]> {
  const rows = await present(tx, 'read')
    .innerJoin('team_members', 'team_members.user_id', 'users.id')
    .select('users.id')
    .where('team_members.team_id', '=', teamId)
    .execute()
  return rows.map(({ id }) => id)
}

/** Those of us who are still here and may do this. */
const present = (tx: Tx, ability: Ability) =>
  tx
    .selectFrom('users')
    .where(
      'role',
      'in',
      roles.filter((role) => abilitiesOf(role).has(ability)),
    )
    .where('deactivated_at', 'is', null)

const byKind: Record<string, InTx> = {
  'conversation.assigned': assigned,
  'reply.failed': givenBack('reply-failed'),
  'reply.uncertain': givenBack('reply-uncertain'),
  'channel.failed': channelFailed,
  'channel.reconciled': reconciled,
  'query.alerted': alerted,
}

/** The kinds of events that the bell may speak of. */
export const bellKinds: ReadonlySet<string> = new Set(Object.keys(byKind))

export const notificationSubscribers: Pick<Subscribers, 'inTx'> = {
  inTx: new Map([
    ...Object.entries(byKind).map(([kind, hear]): [string, InTx[]] => [kind, [hear]]),
    ['conversation.united', [united]],
  ]),
}
