import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { addJob, addUnlessWaiting } from '../../core/jobs.ts'
import { isAway } from '../absence/absence.ts'

const job = 'conversations.give-out'

/**
 * Gives out what waits to be given, soon: in a job of its own, so that no two windows wait for each other. With `anew`, what
 * waits by a rule already may be under another now.
 */
export const giveOutSoon = (tx: Tx, { anew = false } = {}): Promise<void> => addUnlessWaiting(tx, job, payload(anew))

/** Somebody else gives out just now and may have looked already. */
export const giveOutLater = (tx: Tx, { anew = false } = {}): Promise<void> =>
  addJob(tx, job, payload(anew), {
    key: `${job}:${anew ? 'anew' : 'again'}`,
    runAt: new Date(Date.now() + 1000),
    urgent: true,
  })

const payload = (anew: boolean) => (anew ? { anew } : {})

/** What waits for an answer and nobody has: not what one of us left free. On `conversations c`. */
const unheld = sql`c.state = 'open' and c.waiting_since is not null
  and not exists (select from conversation_assignments a where a.conversation_id = c.id)
  and not exists (select from conversations_left_free f where f.conversation_id = c.id)
  and not exists (select from assignment_waits w where w.conversation_id = c.id)`

const ruled = sql`exists (select from assignment_rules where is_on and removed_at is null)`

/**
 * Those of these conversations that nobody has are to be given by rule. One statement; without rules, nothing. What was only
 * `heard` and is older than a day came in late (history): that goes by rule only when somebody asks for it.
 */
export async function awaitAssignment(
  tx: Tx,
  conversationIds: readonly string[],
  { heard = false } = {},
): Promise<void> {
  if (conversationIds.length === 0) return
  const ids = sql`${[...conversationIds]}::uuid[]`
  const { rows } = await sql<{ is_due: boolean }>`
    with fresh as (
      insert into assignment_waits (conversation_id)
      select c.id from conversations c where ${ruled} and c.id = any(${ids}) and ${unheld}
        and (not ${heard}::bool or c.last_at > now() - interval '1 day')
      order by c.id on conflict do nothing returning conversation_id)
    select exists (select from fresh) or exists (
      select from assignment_waits where conversation_id = any(${ids}) and rule_id is null) as is_due`.execute(tx)
  if (rows[0]?.is_due) await giveOutSoon(tx)
}

/** They spoke to somebody who is away: it goes to whoever stands in, or by rule. */
export async function awaitAway(tx: Tx, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  const { rows } = await sql`
    insert into assignment_waits (conversation_id, away)
    select c.id, a.user_id from conversations c join conversation_assignments a on a.conversation_id = c.id
    where c.id = any(${[...conversationIds]}::uuid[]) and c.state = 'open' and c.waiting_since is not null
      and ${isAway(sql`a.user_id`, sql`now()`)}
    order by c.id on conflict (conversation_id) do update set away = excluded.away, rule_id = null
    returning conversation_id`.execute(tx)
  if (rows.length > 0) await giveOutSoon(tx)
}

const most = 10_000

/** Everything that waits for an answer and nobody has, however old; the most urgent first, at most ten thousand. */
export async function awaitBacklog(tx: Tx): Promise<number> {
  const { rows } = await sql`
    insert into assignment_waits (conversation_id)
    select c.id from conversations c where ${ruled} and ${unheld} order by c.need limit ${sql.lit(most)}
    on conflict do nothing returning conversation_id`.execute(tx)
  if (rows.length > 0) await giveOutSoon(tx)
  return rows.length
}

export const mostCounted = 1000

/** How much waits for an answer and nobody has; counted to a thousand. */
export async function countUnheld(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from conversations c where ${unheld} limit ${sql.lit(mostCounted)}) as few`.execute(db)
  return rows[0]?.count ?? 0
}
