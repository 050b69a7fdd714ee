import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { firstRunning } from '../core/live.ts'
import { type Automation, findActing } from './automation.ts'
import { runSoon } from './await.ts'
import { isWait, type Trigger } from './trigger.ts'

const batch = 500

/**
 * Calls the automations that answer how long somebody has waited, each once for the same waiting, and only where that
 * moment came after it was switched on. Gives how many calls there were.
 */
export async function callWaits(db: Db, now: Date): Promise<number> {
  let called = 0
  for (const automation of await findActing(db))
    if (isWait(automation.trigger.on)) called += await call(db, automation, now)
  return called
}

/**
 * Everybody who waits is asked once an hour; every minute those whose moment came since it last called, and those of whom
 * anything has become known since then (woken, opened again, heard late).
 */
async function call(db: Db, automation: Automation, now: Date): Promise<number> {
  // Asked first, on its own: what had ended by then is seen by the statements that follow.
  const end = await firstRunning(db)
  const { rows } = await sql<{ until: Date | null; tx: string | null }>`
    select called_until as until, called_tx::text as tx from automations where id = ${automation.id}`.execute(db)
  const { until = null, tx: from = null } = rows[0] ?? {}
  const isWhole = from === null || until === null || hourOf(until) !== hourOf(now)
  let called = 0
  for (const which of isWhole ? [sql`true`] : [since(automation, until), touched(from)])
    for (let more = batch; more === batch; called += more)
      more = await db.transaction().execute((tx) => callSome(tx, automation, now, which))
  await sql`update automations set called_until = ${now}, called_tx = ${end}::xid8 where id = ${automation.id}`.execute(
    db,
  )
  return called
}

const hourOf = (at: Date): number => Math.floor(at.getTime() / 3_600_000)

/** A clock may be set back a little. */
const marginMinutes = 10

const since = ({ trigger }: Automation, until: Date) =>
  sql`${columnOf(trigger)} > ${until}::timestamptz - ${(trigger.minutes ?? 0) + marginMinutes} * interval '1 minute'`

const touched = (from: string) =>
  sql`c.id = any(array(select distinct e.conversation_id from events e where e.tx >= ${from}::xid8 and e.conversation_id is not null))`

const columnOf = ({ on }: Trigger) => sql.ref(on === 'waits-for-us' ? 'c.waiting_since' : 'c.answered_at')

async function callSome(
  tx: Tx,
  { id, trigger, onSince }: Automation,
  now: Date,
  which: RawBuilder<unknown>,
): Promise<number> {
  const column = columnOf(trigger)
  const waits =
    trigger.on === 'waits-for-us'
      ? sql`c.waiting_since is not null`
      : sql`c.waiting_since is null and c.answered_at is not null`
  const wait = sql`${trigger.minutes ?? 0} * interval '1 minute'`
  const { rows } = await sql`
    with met as (
      insert into automation_waits as w (automation_id, conversation_id, since)
      select ${id}, c.id, ${column} from conversations c
      where c.state = 'open' and ${waits} and ${column} <= ${now}::timestamptz - ${wait}
        and ${column} > ${onSince}::timestamptz - ${wait} and ${which}
        and not exists (select from automation_waits o where o.automation_id = ${id}
          and o.conversation_id = c.id and o.since = ${column})
      order by ${column} limit ${sql.lit(batch)}
      on conflict (automation_id, conversation_id) do update set since = excluded.since
      returning conversation_id, since)
    insert into automation_dues (kind, conversation_id, automation_id, happened_at, since)
    select ${trigger.on}, conversation_id, ${id}, ${now}, since from met returning id`.execute(tx)
  if (rows.length > 0) await runSoon(tx)
  return rows.length
}

/** Whether they still wait as when it was called: somebody may have spoken between the two. Its conversation is locked. */
export async function stillWaits(tx: Tx, dueId: number, conversationId: string): Promise<boolean> {
  const { rows } = await sql`
    select from automation_dues d join conversations c on c.id = ${conversationId} and c.state = 'open'
      and d.since = case d.kind when 'waits-for-us' then c.waiting_since
        when 'waits-for-them' then case when c.waiting_since is null then c.answered_at end end
    where d.id = ${dueId}`.execute(tx)
  return rows.length > 0
}
