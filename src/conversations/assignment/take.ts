import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { isAway } from '../absence/absence.ts'
import { intentsIn } from '../stored-reading.ts'
import type { Waiting } from './choose.ts'

const batch = 200

/** A conversation that waits to be given. */
export type Taken = Waiting & {
  /** Who has it and is away. */
  away: string | null
  standIn: string | null
  heldTeam: string | null
}

/** Where one stands among those that wait by the same rule. */
interface Place {
  rule_id: string
  urgency: number
  since: string
  id: string
}

/** How far a run has come: the last one looked at of each rule, and the rules nobody of whom has room. */
export interface Looked {
  last: Map<string, Place>
  full: Set<string>
}

/** Some of what waits, kept from changing; and what of the rules was looked at for it, in order. */
interface Some {
  waiting: Taken[]
  seen: readonly Place[]
}

/**
 * Some of what is new, and of each rule's those that come next. What somebody works on just then is left for the next time,
 * and so is what nobody has read yet.
 */
export async function take(tx: Tx, now: Date, looked: Looked): Promise<Some> {
  const fresh = await findNew(tx)
  const seen = await findNext(tx, looked)
  const locked = await lock(
    tx,
    [...fresh, ...seen].map(({ id }) => id),
  )
  return { waiting: await read(tx, locked, now), seen }
}

/** What does not wait for us any more is forgotten. It is kept from changing first: it may be waiting again just then. */
export async function forgetStale(tx: Tx, at: Date): Promise<void> {
  const stale = staleAt(at)
  const { rows } = await sql<{ id: string }>`
    select c.id from assignment_waits w join conversations c on c.id = w.conversation_id
    where ${stale} order by c.id limit 1000 for update of c skip locked`.execute(tx)
  await sql`delete from assignment_waits w using conversations c
    where c.id = w.conversation_id and c.id = any(${rows.map(({ id }) => id)}::uuid[]) and ${stale}`.execute(tx)
}

/**
 * Somebody has it who is not away, or left it free, or nobody waits for an answer. On `conversations c` and
 * `assignment_waits w`.
 */
const staleAt = (now: Date) => sql<boolean>`(c.state <> 'open' or c.waiting_since is null
  or exists (select from conversation_assignments a where a.conversation_id = c.id
    and (w.away is null or a.user_id is distinct from w.away))
  or exists (select from conversations_left_free f where f.conversation_id = c.id)
  or (w.away is not null and not ${isAway(sql`w.away`, sql`${now}::timestamptz`)}))`

async function findNew(tx: Tx): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select w.conversation_id as id from assignment_waits w where w.rule_id is null
      and not exists (select from readings_due d join messages m on m.id = d.message_id
        where m.conversation_id = w.conversation_id)
    order by w.since limit ${sql.lit(batch)}`.execute(tx)
  return rows
}

/** The moment as text: the database knows it more finely than a date can say. */
async function findNext(tx: Tx, { last, full }: Looked): Promise<Place[]> {
  const places = [...last.values()]
  const { rows } = await sql<Place>`
    select f.* from (
      select distinct rule_id from assignment_waits
      where rule_id is not null and rule_id <> all(${[...full]}::uuid[])) r
    left join unnest(${places.map((place) => place.rule_id)}::uuid[], ${places.map((place) => place.urgency)}::int[],
      ${places.map((place) => place.since)}::timestamptz[], ${places.map((place) => place.id)}::uuid[])
      as past (rule_id, urgency, since, id) on past.rule_id = r.rule_id
    cross join lateral (
      select w.rule_id, o.urgency, w.since::text as since, w.conversation_id as id
      from assignment_waits w join conversations o on o.id = w.conversation_id
      where w.rule_id = r.rule_id
        and (past.id is null or (-o.urgency, w.since, w.conversation_id) > (-past.urgency, past.since, past.id))
      order by o.urgency desc, w.since, w.conversation_id limit ${sql.lit(batch)}) f
    order by f.rule_id, f.urgency desc, f.since::timestamptz, f.id`.execute(tx)
  return rows
}

async function lock(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where id = any(${[...ids]}::uuid[]) order by id for update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

interface Row {
  id: string
  channel_id: string
  network: string
  language: string | null
  intents: number
  urgency: number
  tags: string[]
  topics: string[]
  away: string | null
  stand_in: string | null
  team_id: string | null
}

/** The most urgent and the oldest first. */
async function read(tx: Tx, ids: readonly string[], at: Date): Promise<Taken[]> {
  const now = sql`${at}::timestamptz`
  const { rows } = await sql<Row>`
    select c.id, c.channel_id, h.network, c.language, c.intents, c.urgency,
      array(select lower(g.name) from conversation_tags ct join tags g on g.id = ct.tag_id
        where ct.conversation_id = c.id) as tags,
      array(select distinct mt.topic_id from messages m join message_topics mt on mt.message_id = m.id
        where m.conversation_id = c.id and mt.says <> 'no') as topics,
      w.away, (select ab.stand_in from absences ab
        join users u on u.id = ab.stand_in and u.deactivated_at is null and u.role <> 'observer'
        where ab.user_id = w.away and ab.ended_at is null and ab.from_at <= ${now} and ab.until_at > ${now}
          and not ${isAway(sql`ab.stand_in`, now)} order by ab.from_at, ab.id limit 1) as stand_in,
      (select a.team_id from conversation_assignments a where a.conversation_id = c.id) as team_id
    from conversations c join channels h on h.id = c.channel_id
    join assignment_waits w on w.conversation_id = c.id
    where c.id = any(${[...ids]}::uuid[]) and not ${staleAt(at)}
    order by c.urgency desc, w.since, c.waiting_since, c.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    channelId: row.channel_id,
    network: row.network,
    language: row.language,
    intents: intentsIn(row.intents),
    urgency: row.urgency,
    tags: row.tags,
    topics: row.topics,
    teamId: row.team_id,
    away: row.away,
    standIn: row.stand_in,
    heldTeam: row.team_id,
  }))
}
