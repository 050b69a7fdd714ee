import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { recordAll } from '../../core/events.ts'
import { giveOutLater } from './await.ts'
import { choose, type Given } from './choose.ts'
import { findRules } from './find-rules.ts'
import { readHelpers } from './helpers.ts'
import { peopleOf, type Rule } from './rule.ts'
import { forgetStale, type Looked, type Taken, take } from './take.ts'

/** So often does a run look further without having given anything. */
const mostInVain = 50

/**
 * Gives what waits to whom the rules say, the most urgent and the oldest first. One at a time in the whole house, so that
 * nothing is given twice and nobody gets more than they can have: whoever comes second leaves it for a little later. With
 * `anew`, also what waited by a rule is looked at as if it were new. Gives how many conversations were given.
 */
export async function giveOut(db: Db, now: Date, { anew = false } = {}): Promise<number> {
  if (anew && !(await db.transaction().execute(forgetRules))) return 0
  const run: Run = { last: new Map(), full: new Set(), isFirst: true }
  let [given, inVain] = [0, 0]
  while (inVain < mostInVain) {
    const some = await db.transaction().execute((tx) => giveSome(tx, now, run))
    given += some.gifts
    if (!some.goesOn) break
    if (some.changed === 0) inVain += 1
  }
  return given
}

type Run = Looked & { isFirst: boolean }

/** The others wait for nobody: all workers would stand still behind the one. */
async function isMyTurn(tx: Tx, anew: boolean): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('assignment'), hashtext(current_schema())) as mine`.execute(tx)
  const mine = rows[0]?.mine === true
  if (!mine) await giveOutLater(tx, { anew })
  return mine
}

/** Passes over what somebody changes just then: that is looked at anew all the same. */
async function forgetRules(tx: Tx): Promise<boolean> {
  if (!(await isMyTurn(tx, true))) return false
  await sql`update assignment_waits set rule_id = null where conversation_id in (
    select conversation_id from assignment_waits where rule_id is not null for update skip locked)`.execute(tx)
  return true
}

interface Step {
  gifts: number
  changed: number
  /** There may be more behind it that somebody has room for. */
  goesOn: boolean
}
const done: Step = { gifts: 0, changed: 0, goesOn: false }

async function giveSome(tx: Tx, now: Date, run: Run): Promise<Step> {
  const { rows } = await sql`select from assignment_waits limit 1`.execute(tx)
  if (rows.length === 0 || !(await isMyTurn(tx, false))) return done
  if (run.isFirst) await forgetStale(tx, now)
  run.isFirst = false
  const { waiting, seen } = await take(tx, now, run)
  const stoodIn = waiting.flatMap(standIn)
  // What stands in changes how much they have: the rules see that the next time.
  if (stoodIn.length > 0) {
    await give(tx, stoodIn)
    const changed = await settleWaits(tx, { gifts: stoodIn, waits: [], free: [] })
    return { gifts: stoodIn.length, changed, goesOn: true }
  }
  const { gifts, waits, free, full } = await giveByRule(tx, now, waiting)
  for (const place of seen) run.last.set(place.rule_id, place)
  for (const id of full) run.full.add(id)
  const changed = await settleWaits(tx, { gifts, waits, free })
  return { gifts: gifts.length, changed, goesOn: changed > 0 || seen.some((place) => !run.full.has(place.rule_id)) }
}

async function giveByRule(tx: Tx, now: Date, waiting: readonly Taken[]): Promise<Given> {
  const rules = await findRules(tx)
  const helpers = await readHelpers(tx, [...new Set(rules.flatMap(peopleOf))], now)
  const given = choose(rules, helpers, waiting)
  const awayOf = new Map(waiting.map(({ id, away }) => [id, away]))
  await give(
    tx,
    given.gifts.map((gift) => ({ ...gift, teamId: teamOf(gift), away: awayOf.get(gift.conversationId) ?? null })),
  )
  return given
}

/** What is given, by a rule or to whoever stands in for somebody who is away. */
interface Handed {
  conversationId: string
  userId: string
  teamId: string | null
  rule: Rule | null
  turn: number
  /** Who had it. */
  away: string | null
}

const standIn = ({ id, away, standIn: userId, heldTeam }: Taken): Handed[] =>
  userId ? [{ conversationId: id, userId, teamId: heldTeam, rule: null, turn: 0, away }] : []

/** All of them at once. Their rows are locked, and nobody has them but who is away. */
async function give(tx: Tx, gifts: readonly Handed[]): Promise<void> {
  if (gifts.length === 0) return
  const [ids, users] = [gifts.map((gift) => gift.conversationId), gifts.map((gift) => gift.userId)]
  const [teams, rules] = [gifts.map((gift) => gift.teamId), gifts.map((gift) => gift.rule?.id ?? null)]
  await sql`
    insert into conversation_assignments (conversation_id, user_id, team_id, rule_id)
    select * from unnest(${ids}::uuid[], ${users}::uuid[], ${teams}::uuid[], ${rules}::uuid[])
    on conflict (conversation_id) do update set user_id = excluded.user_id, team_id = excluded.team_id,
      rule_id = excluded.rule_id, note_id = null, assigned_by = null, assigned_at = now()`.execute(tx)
  await sql`
    insert into assignment_turns as t (rule_id, user_id, turn)
    select rule_id, user_id, max(turn) from unnest(${rules}::uuid[], ${users}::uuid[],
      ${gifts.map((gift) => gift.turn)}::bigint[]) as given (rule_id, user_id, turn)
    where rule_id is not null group by 1, 2
    on conflict (rule_id, user_id) do update set turn = excluded.turn`.execute(tx)
  await recordAll(
    tx,
    gifts.map(({ conversationId, userId, teamId, rule, away }) => ({
      kind: 'conversation.assigned',
      conversation: { id: conversationId },
      data: {
        user: userId,
        team: teamId,
        ...(rule ? { rule: rule.id, how: rule.how } : {}),
        ...(away ? { from: away, because: 'away' } : {}),
      },
    })),
  )
}

/** In the name of the rule's team, when they are of it. */
const teamOf = ({ rule, userId }: Given['gifts'][number]): string | null =>
  rule.memberIds.includes(userId) ? rule.teamId : null

type Settled = Pick<Given, 'waits' | 'free'> & { gifts: readonly { conversationId: string }[] }

/** Gives for how many something is otherwise now. */
async function settleWaits(tx: Tx, { gifts, waits, free }: Settled): Promise<number> {
  const over = [...gifts.map((gift) => gift.conversationId), ...free]
  await sql`delete from assignment_waits where conversation_id = any(${over}::uuid[])`.execute(tx)
  const moved = await sql`
    update assignment_waits w set rule_id = given.rule_id
    from unnest(${waits.map((one) => one.conversationId)}::uuid[], ${waits.map((one) => one.ruleId)}::uuid[])
      as given (conversation_id, rule_id)
    where w.conversation_id = given.conversation_id and w.rule_id is distinct from given.rule_id`.execute(tx)
  return over.length + Number(moved.numAffectedRows ?? 0)
}
