import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import type { Json } from '../../lib/json.ts'
import { assign } from '../assign.ts'
import { findLevels } from './find-levels.ts'
import { type Level, momentsOf, type Step } from './level.ts'
import type { Target } from './tables.ts'
import { type Clock, nextOf } from './turn.ts'

const batch = 200

/**
 * Says of every clock whose moment has come that it is due soon, or late, and takes the steps of its rule; each once. Some
 * hundreds in a transaction. Gives how many conversations it was.
 */
export async function tellDue(db: Db, now: Date): Promise<number> {
  let told = 0
  for (let more = true; more; ) {
    const count = await db.transaction().execute((tx) => tellBatch(tx, now))
    told += count
    more = count === batch
  }
  return told
}

interface Due {
  conversation_id: string
  kind: Clock['kind']
  level_id: string
  target: Target
  target_ms: number
  asked_at: Date
  running_since: Date
  spent_ms: number
  due_at: Date | null
  told: number | null
  user_id: string | null
  team_id: string | null
}

async function tellBatch(tx: Tx, now: Date): Promise<number> {
  // The conversation's row first, as every verb does, so that none of them can deadlock with this.
  const { rows } = await sql<{ id: string }>`
    select id from conversations where id in (
      select conversation_id from service_clocks where next_at <= ${now} order by next_at limit ${sql.lit(batch)})
    for update skip locked`.execute(tx)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return 0
  const { rows: due } = await sql<Due>`
    select k.*, a.user_id, a.team_id from service_clocks k
    left join conversation_assignments a on a.conversation_id = k.conversation_id
    where k.conversation_id = any(${ids}::uuid[]) and k.next_at <= ${now} and k.running_since is not null`.execute(tx)
  const levels = new Map((await findLevels(tx)).map((level) => [level.id, level]))
  const given = new Set<string>()
  for (const one of due) {
    // Whose it is now decides which rule holds: what else there is to say of it is read anew, the next time.
    if (given.has(one.conversation_id)) continue
    if (await tellOne(tx, one, levels.get(one.level_id), now)) given.add(one.conversation_id)
  }
  return ids.length
}

/** Whether it was given to somebody: then its clocks may be others. */
async function tellOne(tx: Tx, due: Due, level: Level | undefined, now: Date): Promise<boolean> {
  let clock = clockOf(due)
  let next = level && nextOf(clock, level)
  for (let left = level ? momentsOf(level).length : 0; level && next && next.at <= now && left > 0; left--) {
    const said = next
    clock = { ...clock, told: said.minutes }
    next = nextOf(clock, level)
    if (!(await isNew(tx, due, said.minutes))) continue
    const gives = await say(tx, due, level, said, now)
    if (gives.length === 0) continue
    await keep(tx, due, clock, next?.at)
    for (const step of gives) await give(tx, due.conversation_id, step)
    return true
  }
  await keep(tx, due, clock, next?.at)
  return false
}

async function keep(tx: Tx, due: Due, { told }: Clock, next: Date | undefined): Promise<void> {
  await sql`update service_clocks set told = ${told}, next_at = ${next ?? null}
    where conversation_id = ${due.conversation_id} and kind = ${due.kind} and level_id = ${due.level_id}`.execute(tx)
}

const clockOf = (due: Due): Clock => ({
  kind: due.kind,
  levelId: due.level_id,
  target: due.target,
  targetMs: due.target_ms,
  askedAt: due.asked_at,
  runningSince: due.running_since,
  pausedAt: null,
  spentMs: due.spent_ms,
  told: due.told,
})

/** A row for each warning: what was said once under a rule is not said again, whatever becomes of the clock. */
async function isNew(tx: Tx, due: Due, minutes: number): Promise<boolean> {
  const { rows } = await sql`
    insert into service_warnings (conversation_id, target, asked_at, level_id, target_ms, after_minutes)
    values (${due.conversation_id}, ${due.target}, ${due.asked_at}, ${due.level_id}, ${due.target_ms}, ${minutes})
    on conflict do nothing returning at`.execute(tx)
  return rows.length > 0
}

/** What is later than this was so before anybody could be told: history that came in rings no bells. */
const staleMs = 86_400_000

/** Gives the steps by which it is given to somebody. */
async function say(tx: Tx, due: Due, level: Level, next: { at: Date; minutes: number }, now: Date): Promise<Step[]> {
  const { minutes } = next
  const conversation = { id: due.conversation_id }
  const isStale = now.getTime() - next.at.getTime() > staleMs
  const steps = isStale ? [] : level.steps.filter((step) => step.after_minutes === minutes && minutes >= 0)
  const whom = minutes < 0 && !isStale ? ['holder'] : steps.filter(({ deed }) => deed === 'tell').map(({ to }) => to)
  const data = { level: level.id, target: due.target, minutes, due: due.due_at?.toISOString() ?? null }
  if (minutes === 0 || whom.length > 0)
    await record(tx, kindOf(minutes), { conversation, data: { ...data, ...toWhom(due, whom) } })
  return steps.filter(({ deed }) => deed === 'give')
}

const kindOf = (minutes: number): string =>
  minutes < 0 ? 'conversation.due-soon' : minutes === 0 ? 'conversation.late' : 'conversation.still-late'

/** Whoever has it; while nobody does, those who lead the house. */
function toWhom({ user_id, team_id }: Due, whom: readonly string[]): Record<string, Json> {
  const holder = user_id ? `user:${user_id}` : team_id ? `team:${team_id}` : 'managers'
  const meant = [...new Set(whom.map((to) => (to === 'holder' ? holder : to)))]
  const ids = (kind: string) => meant.filter((to) => to.startsWith(`${kind}:`)).map((to) => to.slice(kind.length + 1))
  return { users: ids('user'), teams: ids('team'), managers: meant.includes('managers') }
}

/** Whom it was to be given to may have left meanwhile: then it stays where it is. */
async function give(tx: Tx, conversationId: string, { to }: Step): Promise<void> {
  const [kind, id = ''] = to.split(':')
  const { rows } = await (kind === 'team'
    ? sql`select from teams where id = ${id}`
    : sql`select from users where id = ${id} and deactivated_at is null and role <> 'observer'`
  ).execute(tx)
  if (rows.length > 0) await assign(tx, conversationId, kind === 'team' ? { teamId: id } : { userId: id }, undefined)
}
