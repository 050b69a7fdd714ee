import { badUpTo } from '../conversations/index.ts'
import type { Tx } from '../core/database.ts'
import type { InTx, RecordedEvent, Subscribers, TogetherInTx } from '../core/events.ts'
import { decided, decidersChanged, over, toApprove } from './approval.ts'
import { bulkDone, unlessBulk } from './bulk.ts'
import { answered, closed, handedOn, noted, spoken } from './followed.ts'
import { notify } from './notify.ts'
import { lookAtHeld } from './summaries.ts'
import { given, texts, whoAnswersIn, whoIsHere, whoMay, whoReadsIn } from './whom.ts'

/** Whoever was given it is told, or everybody of the team; nobody is told what they did themselves. */
const assigned: InTx = async (tx, event) => {
  if (!event.conversationId) return
  const others = (await given(tx, event)).filter((id) => id !== event.byUser)
  await notify(tx, event, 'assigned', event.conversationId, others)
  await handedOn(tx, event, others)
}

/**
 * A reply that did not arrive, of which nobody knows, or that was to leave later and is held, goes back to whoever wrote it;
 * to those who lead where nobody of that name is here.
 */
const givenBack =
  (kind: 'reply-failed' | 'reply-uncertain' | 'reply-held'): InTx =>
  async (tx, event) => {
    const { reply } = event.data
    if (typeof reply !== 'string') return
    const row = await tx.selectFrom('replies').select('written_by').where('id', '=', reply).executeTakeFirst()
    const author = await whoIsHere(tx, row?.written_by ? [row.written_by] : [])
    await notify(tx, event, kind, reply, author.length > 0 ? author : await whoMay(tx, 'team'))
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

/**
 * Something is due soon, or late: whom its rule names is told. Of a team, whoever can answer; where none of them is here any
 * more, those who lead the house.
 */
const due =
  (kind: 'due-soon' | 'late'): InTx =>
  async (tx, event) => {
    const { users, teams, managers } = event.data
    if (!event.conversationId) return
    const named = [...texts(users), ...texts(teams)]
    const whom = await whoIsHere(tx, texts(users))
    for (const team of texts(teams)) whom.push(...(await whoAnswersIn(tx, team)))
    if (managers === true || (named.length > 0 && whom.length === 0)) whom.push(...(await whoMay(tx, 'team')))
    await notify(tx, event, kind, event.conversationId, [...new Set(whom)])
  }

/** Whoever answers for a promise; where nobody does who is here, those who lead. */
const promised =
  (kind: 'promise-soon' | 'promise-due'): InTx =>
  async (tx, event) => {
    const { promise, user } = event.data
    if (typeof promise !== 'string') return
    const whose = await whoIsHere(tx, typeof user === 'string' ? [user] : [])
    await notify(tx, event, kind, promise, whose.length > 0 ? whose : await whoMay(tx, 'team'))
  }

/** Somebody, or an automation, has them told. Of a team, whoever can answer; where nobody is left, those who lead. */
const toldOf: InTx = async (tx, event) => {
  const { users, teams, managers } = event.data
  if (!event.conversationId) return
  const whom = await whoIsHere(tx, texts(users))
  for (const team of texts(teams)) whom.push(...(await whoAnswersIn(tx, team)))
  if (managers === true || whom.length === 0) whom.push(...(await whoMay(tx, 'team')))
  const others = [...new Set(whom)].filter((id) => id !== event.byUser)
  await notify(tx, event, 'told', event.conversationId, others)
}

/** Somebody was asked how it went, and says that it went badly: whoever has the conversation, or answered them. */
const marked: InTx = async (tx, event) => {
  const { survey, mark } = event.data
  if (!event.conversationId || typeof survey !== 'string' || typeof mark !== 'number' || mark > badUpTo) return
  const whom = await whoIsHere(tx, await whoseSurvey(tx, event.conversationId, survey))
  await notify(tx, event, 'bad-mark', event.conversationId, whom.length > 0 ? whom : await whoMay(tx, 'team'))
}

async function whoseSurvey(tx: Tx, conversationId: string, survey: string): Promise<string[]> {
  const assigned = await tx
    .selectFrom('conversation_assignments')
    .select('user_id')
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  if (assigned?.user_id) return [assigned.user_id]
  const asked = await tx.selectFrom('surveys').select('user_id').where('id', '=', survey).executeTakeFirst()
  return asked?.user_id ? [asked.user_id] : []
}

/** It went beyond a limit and rests, or leaves a conversation alone: those who can change it. */
const automationPaused: InTx = async (tx, event) => {
  const { paused, skipped } = event.data
  const id = paused ?? skipped
  if (typeof id === 'string') await notify(tx, event, 'automation-paused', id, await whoMay(tx, 'settings'))
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

/** Who is back sooner hears sooner of what waited. */
const awayChanged: InTx = async (tx, { data }) => {
  if (typeof data.user === 'string') await lookAtHeld(tx, data.user)
}

const byKind: Record<string, InTx> = {
  'conversation.assigned': unlessBulk(assigned),
  'reply.failed': async (tx, event) => {
    await over(tx, event)
    await givenBack('reply-failed')(tx, event)
  },
  'reply.asked': toApprove,
  'reply.unapproved': toApprove,
  'reply.approved': decided('approved'),
  'reply.sent-back': decided('sent-back'),
  'reply.withdrawn': over,
  'approval-rule.changed': decidersChanged,
  'user.deactivated': decidersChanged,
  'user.role-changed': decidersChanged,
  'team.members-changed': decidersChanged,
  'team.removed': decidersChanged,
  'reply.uncertain': givenBack('reply-uncertain'),
  'reply.held': givenBack('reply-held'),
  'channel.failed': channelFailed,
  'channel.reconciled': reconciled,
  'query.alerted': alerted,
  'conversation.due-soon': due('due-soon'),
  'conversation.late': due('late'),
  'conversation.still-late': due('late'),
  'promise.due-soon': promised('promise-soon'),
  'promise.due': promised('promise-due'),
  'conversation.told': toldOf,
  'automation.paused': automationPaused,
  'automation.skipped': automationPaused,
  'reply.sent': answered,
  'conversation.closed': unlessBulk(closed),
  'bulk.done': bulkDone,
  'survey.marked': marked,
  'note.written': noted,
}

/** What intake tells of many conversations at once, while others wait for it. */
const together: Record<string, TogetherInTx> = { 'conversation.spoken': spoken }

/** The kinds of events that the bell may speak of. */
export const bellKinds: ReadonlySet<string> = new Set([...Object.keys(byKind), ...Object.keys(together)])

export const notificationSubscribers: Pick<Required<Subscribers>, 'inTx' | 'together'> = {
  inTx: new Map([
    ...Object.entries(byKind).map(([kind, hear]): [string, InTx[]] => [kind, [hear]]),
    ['conversation.united', [united]],
    ['absence.set', [awayChanged]],
    ['absence.ended', [awayChanged]],
  ]),
  together: new Map(Object.entries(together).map(([kind, hear]): [string, TogetherInTx[]] => [kind, [hear]])),
}
