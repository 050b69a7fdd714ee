import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../core/database.ts'
import { type By, type Changed, tellChanged, type Was } from './changed.ts'
import { known, noted, ofState, untouched } from './put-back.ts'
import { settleStates } from './settle-state.ts'

/** What changed the state, and how it is told that it was taken back where it leads to nothing else. */
const told = {
  close: 'conversation.reopened',
  reopen: 'conversation.closed',
  snooze: 'conversation.woken',
  wake: 'conversation.snoozed',
  spam: 'conversation.cleared-spam',
  'not-spam': 'conversation.marked-spam',
} as const
export type StateDeed = keyof typeof told

/** What brought a conversation back does not hide it again when somebody spoke meanwhile. */
const brings: ReadonlySet<StateDeed> = new Set(['reopen', 'wake', 'not-spam'])

/** Puts the state of these back to what it was, where nobody changed it since. Gives which. */
export async function putBackState(tx: Tx, deed: StateDeed, changed: readonly Changed[], by: By): Promise<string[]> {
  const rest = await untouched(tx, changed, brings.has(deed) ? [...ofState, 'message.heard'] : ofState)
  const ids = rest.map(({ id }) => id)
  await restoreRows(tx, rest, ids)
  await settleStates(tx, ids)
  const kinds = Map.groupBy(rest, ({ was }) => kindOf(deed, was))
  for (const [kind, same] of kinds) await tellChanged(tx, kind, same, by, ({ was }) => dataOf(kind, was))
  return ids
}

async function restoreRows(tx: Tx, rest: readonly Changed[], ids: readonly string[]): Promise<void> {
  for (const table of ['conversation_closures', 'conversation_snoozes', 'conversation_spam'] as const)
    await sql`delete from ${sql.table(table)} where conversation_id = any(${[...ids]}::uuid[])`.execute(tx)
  await sql`insert into conversation_closures (conversation_id, closed_by, closed_at)
    select x.conversation_id, ${known('closed_by')}, x.closed_at
    from jsonb_populate_recordset(null::conversation_closures, ${noted(rest, 'closure')}::jsonb) as x`.execute(tx)
  await sql`insert into conversation_snoozes (conversation_id, until, snoozed_by, snoozed_at)
    select x.conversation_id, x.until, ${known('snoozed_by')}, x.snoozed_at
    from jsonb_populate_recordset(null::conversation_snoozes, ${noted(rest, 'snooze')}::jsonb) as x`.execute(tx)
  await sql`insert into conversation_spam (conversation_id, marked_by, marked_at)
    select x.conversation_id, ${known('marked_by')}, x.marked_at
    from jsonb_populate_recordset(null::conversation_spam, ${noted(rest, 'spam')}::jsonb) as x`.execute(tx)
  // What was left free is not given by rule when it comes back.
  await sql`insert into conversations_left_free (conversation_id, left_by, left_at)
    select x.conversation_id, ${known('left_by')}, x.left_at
    from jsonb_populate_recordset(null::conversations_left_free, ${noted(rest, 'free')}::jsonb) as x
    where not exists (select from conversation_assignments a where a.conversation_id = x.conversation_id)
    on conflict do nothing`.execute(tx)
}

const stood = z.object({ closure: z.json(), snooze: z.object({ until: z.string() }).nullable() })

function kindOf(deed: StateDeed, was: Was): string {
  if (deed === 'spam' || deed === 'not-spam') return told[deed]
  const { closure, snooze } = stood.parse(was)
  return closure ? 'conversation.closed' : snooze ? 'conversation.snoozed' : told[deed]
}

function dataOf(kind: string, was: Was) {
  const until = stood.parse(was).snooze?.until
  if (kind === 'conversation.snoozed' && until) return { until: new Date(until).toISOString() }
  return kind === 'conversation.reopened' ? { because: 'person' } : {}
}
