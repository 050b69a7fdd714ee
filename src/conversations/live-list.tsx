import type { RecordedEvent } from '../core/events.ts'
import type { InboxRow } from './inbox-rows.ts'
import { stream } from './turbo.ts'
import { State } from './views/head.tsx'
import { ConversationRow, RowChips, rowId } from './views/row.tsx'
import type { Setting } from './views/said.tsx'

/** Where something was said last longer ago than this, history came in: it stays where it is, or takes its place at the end. */
const newsMs = 10 * 60_000

const sharedViews = ['needs', 'unassigned', 'open', 'snoozed', 'closed'] as const

/** What changes in the lists that people have open, and in the head of the conversation itself. */
export function drawList({ t, network }: Setting, row: InboxRow, here: readonly RecordedEvent[], now: Date): string {
  const kinds = new Set(here.map((event) => event.kind))
  const lists = listsOf(row)
  const comesTo = [...lists].filter((list) => comes(kinds, list))
  const isOld = kinds.has('message.heard') && now.getTime() - row.lastAt.getTime() > newsMs
  const unread = !row.lastIsOurs || here.some((event) => event.data.late === true)
  const drawn = <ConversationRow t={t} row={{ ...row, unread }} network={network} />
  return [
    stream('remove', { targets: elsewhere(row, lists) }),
    ...comesTo.map((list) =>
      stream(isOld ? 'settle' : 'arrive', { targets: `[data-inbox~='${list}'] > #inbox-list` }, drawn),
    ),
    stream('update', { target: `chips-${row.id}` }, <RowChips t={t} row={row} />),
    stream('replace', { target: `state-${row.id}` }, <State t={t} state={row} />),
  ].join('')
}

/** The lists that a conversation stands in, by the names that pages give them. */
function listsOf({ state, waitingSince, user, team }: InboxRow): Set<string> {
  const lists = new Set<string>([state])
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
  if (kinds.has('message.heard') || kinds.has('conversation.reopened') || kinds.has('conversation.woken')) return true
  if (kinds.has('conversation.closed') && list === 'closed') return true
  if (kinds.has('conversation.snoozed') && list === 'snoozed') return true
  if (kinds.has('conversation.assigned') && /^(user|team)-/.test(list)) return true
  return kinds.has('conversation.unassigned') && list === 'unassigned'
}

/** Its row in every list where it no longer stands. */
function elsewhere(row: InboxRow, lists: ReadonlySet<string>): string {
  const own = [...lists].filter((list) => /^(user|team)-/.test(list))
  const others = sharedViews.filter((view) => !lists.has(view)).map((view) => `[data-inbox='${view}']`)
  const notOwn = own.map((list) => `:not([data-inbox~='${list}'])`).join('')
  const personal = ['user', 'team'].map((kind) => `[data-inbox^='${kind}-']${notOwn}`)
  return [...others, ...personal].map((place) => `${place} #${rowId(row.id)}`).join(', ')
}
