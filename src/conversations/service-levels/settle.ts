import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { intentsIn } from '../stored-reading.ts'
import type { ConversationState } from '../tables.ts'
import { findLevels } from './find-levels.ts'
import { type Level, levelFor } from './level.ts'
import {
  asResult,
  asTimed,
  clockRow,
  resultRow,
  type StoredClock,
  type StoredResult,
  type Timed,
} from './stored-clock.ts'
import { type Clock, dueOf, nextOf, type Result, type Turned, turn } from './turn.ts'

/**
 * Brings the clocks of conversations up to how they stand now, and writes on each by when it is due. One query where there are no
 * rules, some more for all of them together where there are. `evenWithout` rules: their last one was removed.
 */
export async function settleClocks(
  tx: Tx,
  conversationIds: readonly string[],
  now: Date = new Date(),
  { evenWithout = false } = {},
): Promise<void> {
  if (conversationIds.length === 0) return
  const levels = await findLevels(tx)
  if (levels.length === 0 && !evenWithout) return
  // Whoever turned them meanwhile is waited for: the next statement sees what they wrote.
  await sql`select from conversations where id = any(${[...conversationIds]}::uuid[]) order by id for update`.execute(
    tx,
  )
  const rows = await read(tx, conversationIds)
  const byId = new Map(levels.map((level) => [level.id, level]))
  const turned = rows.map((row) => settle(row, levels, byId, now))
  await write(
    tx,
    turned.filter((one) => one !== undefined),
  )
}

interface Row {
  id: string
  state: ConversationState
  waiting_since: Date | null
  answered_at: Date | null
  spoke_anew_at: Date | null
  answer_due: Date | null
  resolve_due: Date | null
  channel_id: string
  network: string
  language: string | null
  intents: number
  urgency: number
  team_id: string | null
  tags: string[]
  clocks: StoredClock[]
  closed: (StoredResult & { id: string }) | null
}

async function read(tx: Tx, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.id, c.state, case when c.waiting_since is not null then greatest(c.waiting_since, c.spoke_anew_at) end
        as waiting_since, c.answered_at, c.spoke_anew_at, c.answer_due, c.resolve_due, c.channel_id, h.network, c.language,
      c.intents, c.urgency, (select a.team_id from conversation_assignments a where a.conversation_id = c.id) as team_id,
      array(select lower(g.name) from conversation_tags ct join tags g on g.id = ct.tag_id
        where ct.conversation_id = c.id) as tags,
      coalesce((select json_agg(k) from service_clocks k where k.conversation_id = c.id), '[]') as clocks,
      (select row_to_json(r) from service_results r where r.conversation_id = c.id and r.target = 'resolution'
        order by r.ended_at desc limit 1) as closed
    from conversations c join channels h on h.id = c.channel_id
    where c.id = any(${[...ids]}::uuid[]) and c.state <> 'merged'`.execute(tx)
  return rows
}

/** What changes of one conversation. */
interface Change {
  row: Row
  clocks: readonly Timed[]
  results: Result[]
  isRestored: boolean
}

function settle(row: Row, levels: readonly Level[], byId: ReadonlyMap<string, Level>, now: Date): Change | undefined {
  const level = levelFor(levels, {
    channelId: row.channel_id,
    network: row.network,
    language: row.language,
    intents: intentsIn(row.intents),
    urgency: row.urgency,
    tags: row.tags,
    teamId: row.team_id,
  })
  const before = row.clocks.map((one) => asTimed(one).clock)
  const of = (kind: Clock['kind']) => before.find((clock) => clock.kind === kind)
  const it = {
    state: row.state,
    waitingSince: row.waiting_since,
    answeredAt: row.answered_at,
    spokeAnewAt: row.spoke_anew_at,
  }
  const known = {
    answer: of('answer'),
    resolution: of('resolution'),
    closed: row.closed ? asResult(row.closed) : undefined,
  }
  const turned = turn(it, level, known, (id) => byId.get(id), now)
  const clocks = level ? withTimes(turned, level) : []
  return isSame(row, clocks) && turned.results.length === 0
    ? undefined
    : { row, clocks, results: turned.results, isRestored: turned.isRestored }
}

const withTimes = ({ answer, resolution }: Turned, level: Level): readonly Timed[] =>
  [answer, resolution]
    .filter((clock) => clock !== undefined)
    .map((clock) => ({ clock, due: dueOf(clock, level), next: nextOf(clock, level)?.at ?? null }))

/** Nothing to write: the same clocks, and due when it says. */
function isSame(row: Row, clocks: readonly Timed[]): boolean {
  const [answer, resolve] = dues(clocks)
  const same = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime()
  const before = row.clocks.map(asTimed).toSorted((a, b) => a.clock.kind.localeCompare(b.clock.kind))
  return (
    same(row.answer_due, answer) &&
    same(row.resolve_due, resolve) &&
    JSON.stringify(before.map(inOrder)) === JSON.stringify(clocks.map(inOrder))
  )
}

const inOrder = ({ clock: it, next }: Timed) => [
  it.kind,
  it.levelId,
  it.target,
  it.targetMs,
  it.askedAt,
  it.runningSince,
  it.pausedAt,
  it.spentMs,
  it.told,
  next,
]

function dues(clocks: readonly Timed[]): [answer: Date | null, resolve: Date | null] {
  const of = (kind: Clock['kind']) => clocks.find(({ clock }) => clock.kind === kind)?.due ?? null
  return [of('answer'), of('resolution')]
}

async function write(tx: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const ids = changes.map(({ row }) => row.id)
  await sql`delete from service_clocks where conversation_id = any(${ids}::uuid[])`.execute(tx)
  const clocks = changes.flatMap(({ row, clocks }) => clocks.map((one) => clockRow(row.id, one)))
  for (const some of inStretches(clocks)) await tx.insertInto('service_clocks').values(some).execute()
  const results = changes.flatMap(({ row, results }) => results.map((one) => resultRow(row.id, one)))
  for (const some of inStretches(results)) await tx.insertInto('service_results').values(some).execute()
  const undone = changes.flatMap(({ row, isRestored }) => (isRestored && row.closed ? [row.closed.id] : []))
  if (undone.length > 0) await sql`delete from service_results where id = any(${undone}::uuid[])`.execute(tx)
  const due = changes.map(({ clocks }) => dues(clocks))
  await sql`
    update conversations c set answer_due = given.answer_due, resolve_due = given.resolve_due
    from unnest(${ids}::uuid[], ${due.map(([answer]) => answer)}::timestamptz[],
      ${due.map(([, resolve]) => resolve)}::timestamptz[]) as given (id, answer_due, resolve_due)
    where c.id = given.id and (c.answer_due is distinct from given.answer_due
      or c.resolve_due is distinct from given.resolve_due)`.execute(tx)
}

/** PostgreSQL takes 65,535 values in a statement. */
const stretch = 2_000

function* inStretches<R>(rows: readonly R[]): Generator<R[]> {
  for (let from = 0; from < rows.length; from += stretch) yield rows.slice(from, from + stretch)
}
