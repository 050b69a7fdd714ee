import type { RecordedEvent } from '../core/events.ts'
import type { InboxRow } from './inbox-rows.ts'
import type { Present } from './presence/who.ts'
import { stream } from './turbo.ts'
import { State } from './views/head.tsx'
import { ConversationRow, RowChips, rowId } from './views/row.tsx'
import type { Setting } from './views/said.tsx'

/** Where something was said last longer ago than this, history came in: it stays where it is, or takes its place at the end. */
const newsMs = 10 * 60_000

const sharedViews = ['needs', 'unassigned', 'open', 'snoozed', 'closed', 'spam'] as const

/** What changes in the lists that people have open, and in the head of the conversation itself. */
export function drawList(
  { t, network, mayReply }: Setting,
  row: InboxRow,
  here: readonly RecordedEvent[],
  now: Date,
  present: readonly Present[] = [],
  /** Who may approve an answer that waits there; undefined where nothing of that has changed. */
  approvers?: readonly string[],
): string {
  const kinds = new Set(here.map((event) => event.kind))
  const lists = listsOf(row, approvers)
  const comesTo = [...lists].filter((list) => comes(kinds, list))
  const isOld = kinds.has('message.heard') && now.getTime() - row.lastAt.getTime() > newsMs
  const unread = !row.lastIsOurs || here.some((event) => event.data.late === true)
  const drawn = (
    <ConversationRow t={t} row={{ ...row, unread }} network={network} present={present} canChoose={mayReply} />
  )
  return [
    stream('remove', { targets: elsewhere(row, lists, approvers !== undefined) }),
    ...comesTo.map((list) =>
      stream(isOld ? 'settle' : 'arrive', { targets: `[data-inbox~='${list}'] > #inbox-list` }, drawn),
    ),
    stream('update', { target: `chips-${row.id}` }, <RowChips t={t} row={row} />),
    stream('replace', { target: `state-${row.id}` }, <State t={t} state={row} />),
  ].join('')
}

/** The lists that a conversation stands in, by the names that pages give them. */
function listsOf({ state, waitingSince, user, team }: InboxRow, approvers: readonly string[] = []): Set<string> {
  const lists = new Set<string>([state, ...approvers.map((id) => `approve-${id}`)])
  if (state !== 'open') return lists
  if (waitingSince) lists.add('needs')
  if (!user && !team) lists.add('unassigned')
  if (user) lists.add(`user-${user.id}`)
  if (team) lists.add(`team-${team.id}`)
  return lists
}

/** Whether it takes its place there anew: what was there already must not jump because a tag changed. */
function comes(kinds: ReadonlySet<string>, list: string): boolean {
  if (kinds.has('conversation.taken-up') && list === 'needs') return true
  if (list.startsWith('approve-')) return kinds.has('reply.asked') || kinds.has('reply.unapproved')
  if (bringing.some((kind) => kinds.has(kind))) return true
  if (kinds.has('conversation.closed') && list === 'closed') return true
  if (kinds.has('conversation.snoozed') && list === 'snoozed') return true
  if (kinds.has('conversation.marked-spam') && list === 'spam') return true
  if (kinds.has('conversation.assigned') && /^(user|team)-/.test(list)) return true
  return kinds.has('conversation.unassigned') && list === 'unassigned'
}

const bringing = [
  'message.heard',
  'conversation.reopened',
  'conversation.woken',
  'conversation.cleared-spam',
  // What it gained or lost may have made it wait.
  'conversation.merged',
  'conversation.split',
  'conversation.split-from',
  'conversation.moved-in',
  'conversation.moved-out',
  'conversation.rearranged-back',
]

/** Its row in every list where it no longer stands. */
function elsewhere(row: InboxRow, lists: ReadonlySet<string>, isApproval: boolean): string {
  const own = [...lists].filter((list) => /^(user|team|approve)-/.test(list))
  const others = sharedViews.filter((view) => !lists.has(view)).map((view) => `[data-inbox='${view}']`)
  const notOwn = own.map((list) => `:not([data-inbox~='${list}'])`).join('')
  const personal = ['user', 'team', ...(isApproval ? ['approve'] : [])].map(
    (kind) => `[data-inbox^='${kind}-']${notOwn}`,
  )
  return [...others, ...personal].map((place) => `${place} #${rowId(row.id)}`).join(', ')
}
