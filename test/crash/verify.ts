import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../../src/core/database.ts'
import { migrationsApplied, standings } from './database.ts'
import type { Network, NetworkWindow } from './network.ts'
import type { DecidedReply } from './replies.ts'
import type { Tally } from './tally.ts'

const settlesWithinMs = 90_000

/** Holds what is here against what the network said and accepted. Each difference is a violation. */
export async function verify(
  database: Database,
  network: Network,
  decided: readonly DecidedReply[],
  tally: Tally,
): Promise<void> {
  await allSettled(database, network, tally)
  for (const window of Object.values(network.windows)) {
    await messagesOf(database, window, tally)
    await repliesOf(
      database,
      window,
      decided.filter((reply) => reply.window === window.name),
      tally,
    )
  }
  await uncertainOnes(database, tally)
  await sums(database, tally)
  const applied = await migrationsApplied(database)
  if (tally.migrationsAt.some((at) => at >= applied)) tally.violate('a kill during migration fell after it')
}

async function allSettled(database: Database, { windows }: Network, tally: Tally): Promise<void> {
  const until = Date.now() + settlesWithinMs
  for (;;) {
    const found = await standings(database)
    const { rows } = await sql<{ busy: boolean }>`
      select exists (select from channel_hearings where history_since is not null and history_done_at is null)
        or exists (select from channel_hearings h join channels c on c.id = h.channel_id
          where (h.cursor->>'echoes')::int < case c.network when 'keyed' then ${windows.keyed.echoes.length}::int
            when 'found' then ${windows.found.echoes.length}::int else ${windows.blind.echoes.length}::int end) as busy`.execute(
      database.db,
    )
    const done = found.every((it) => it.heard >= windows[it.window].story.log.length && it.unsettled.length === 0)
    if (done && !rows[0]?.busy) return
    if (Date.now() > until) {
      const where = found.map((it) => `${it.window}: heard ${it.heard}, unsettled ${it.unsettled.length}`)
      return tally.violate(`not everything was heard and said at the end (${where.join('; ')})`)
    }
    await sleep(200)
  }
}

interface Here {
  external_id: string
  text: string
  deleted: boolean
  conversation_id: string
}

async function messagesOf({ db }: Database, window: NetworkWindow, tally: Tally): Promise<void> {
  const { rows } = await sql<Here>`
    select m.external_id, m.text, m.deleted_at is not null as deleted, m.conversation_id
    from messages m join channels c on c.id = m.channel_id where c.network = ${window.name}`.execute(db)
  const here = new Map(rows.map((row) => [row.external_id, row]))
  const expected = expectedIn(window)
  const some = few(tally)
  if (here.size !== rows.length) tally.violate(`${window.name}: ${rows.length - here.size} messages are here twice`)
  for (const [id, { text }] of expected) {
    const row = here.get(id)
    if (!row) some(`${window.name}: lost`, id)
    else if (text === null && !(row.deleted && row.text === '')) some(`${window.name}: not deleted`, id)
    else if (text !== null && (row.deleted || row.text !== text)) some(`${window.name}: not its last text`, id)
  }
  for (const id of here.keys()) if (!expected.has(id)) some(`${window.name}: never said`, id)
  const split = oneToOne([...here].map(([id, row]) => [expected.get(id)?.thread ?? '', row.conversation_id]))
  if (split > 0) tally.violate(`${window.name}: ${split} threads are not as the network has them`)
  some.report()
}

/** Everything the network said, and everything it accepted from us. */
function expectedIn({ story, echoes }: NetworkWindow): Map<string, { text: string | null; thread: string }> {
  const expected = new Map(story.final)
  for (const { id, text, parent } of echoes) {
    const thread = expected.get(parent ?? '')?.thread
    expected.set(id, { text, thread: thread ?? id })
  }
  return expected
}

/** How many names on either side stand with more than one on the other. */
function oneToOne(pairs: readonly (readonly [string, string])[]): number {
  const count = (flip: boolean) => {
    const seen = new Map<string, Set<string>>()
    for (const [a, b] of pairs) {
      const [key, value] = flip ? [b, a] : [a, b]
      seen.set(key, (seen.get(key) ?? new Set()).add(value))
    }
    return [...seen.values()].filter((values) => values.size > 1).length
  }
  return count(false) + count(true)
}

async function repliesOf(
  { db }: Database,
  window: NetworkWindow,
  decided: readonly DecidedReply[],
  tally: Tally,
): Promise<void> {
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('channels as c', 'c.id', 'd.channel_id')
    .leftJoin('messages as m', 'm.id', 'd.message_id')
    .leftJoin('surveys as s', 's.reply_id', 'd.reply_id')
    .select(['d.reply_id', 'd.part', 'd.text', 'd.state', 'm.external_id', 's.id as survey'])
    .where('c.network', '=', window.name)
    .orderBy('d.reply_id')
    .orderBy('d.part')
    .execute()
  const some = few(tally)
  const byText = new Map(rows.map((row) => [row.text, row]))
  // What asks how it went was decided by nobody, and stays here where they speak again.
  const asked = rows.filter((row) => row.survey !== null)
  for (const reply of [...decided, ...asked.map(({ text }) => ({ parts: [text] }))]) {
    let lost = false
    for (const text of reply.parts) {
      const row = byText.get(text)
      const ids = window.accepted.get(text)?.ids ?? []
      const may =
        row?.state === 'sent'
          ? [1]
          : row?.state === 'uncertain'
            ? [0, 1]
            : (lost && row?.state === 'failed') || (row?.survey && row.state === 'withdrawn')
              ? [0]
              : []
      if (!may.includes(ids.length))
        some(`${window.name}: ${row?.state ?? 'no'} delivery was accepted ${ids.length} times`, text)
      if (row?.state === 'sent' && row.external_id !== ids[0]) some(`${window.name}: sent, with another message`, text)
      lost ||= row?.state === 'uncertain'
    }
  }
  if (rows.length - asked.length !== decided.reduce((sum, reply) => sum + reply.parts.length, 0))
    tally.violate(`${window.name}: ${rows.length} deliveries are here, others were decided`)
  some.report()
}

async function uncertainOnes(database: Database, tally: Tally): Promise<void> {
  for (const { window, uncertain } of await standings(database)) {
    if (window !== 'blind' && uncertain.length > 0)
      tally.violate(`${window}: ${uncertain.length} replies are uncertain`)
    if (window !== 'blind') continue
    tally.uncertain = uncertain.length
    if (uncertain.length > tally.killsInSend)
      tally.violate(`${uncertain.length} replies are uncertain, and only ${tally.killsInSend} kills fell in a send`)
    const strange = uncertain.filter((id) => !tally.inSend.has(id))
    if (strange.length > 0) tally.violate(`${strange.length} uncertain replies were not on their way when a kill fell`)
  }
}

/** What is kept twice for speed says the same both times. */
async function sums({ db }: Database, tally: Tally): Promise<void> {
  const { rows } = await sql<{ what: string; count: number }>`
    select 'conversations count their messages wrongly' as what, count(*) as count from conversations c
      where message_count <> (select count(*) from messages m where m.conversation_id = c.id)
    union all select 'events name another number of messages', count(*) from (select 1
      where (select coalesce(sum((data->>'count')::int), 0) from events where kind = 'message.heard') <> (select count(*) from messages)) as differs
    union all select 'conversations are empty', count(*) from conversations c
      where not exists (select from messages m where m.conversation_id = c.id)
    union all select 'places are kept for messages that are here', count(*) from awaited_messages a
      join messages m on m.channel_id = a.channel_id and m.external_id = a.external_id
    union all select 'people have no identity', count(*) from people p
      where not exists (select from identities i where i.person_id = p.id)
    union all select 'sent events differ from sent deliveries', count(*) from (select 1
      where (select count(*) from events where kind = 'reply.sent') <> (select count(*) from deliveries d where d.state = 'sent'
        and not exists (select from surveys s where s.reply_id = d.reply_id))) as differs
    union all select 'questions after closing were sent and nobody was told', count(*) from deliveries d
      join surveys s on s.reply_id = d.reply_id
      where d.state = 'sent' and (select count(*) from events e where e.kind = 'reply.asked-after'
        and e.data->>'delivery' = d.id::text) = 0`.execute(db)
  for (const { what, count } of rows) if (count > 0) tally.violate(`${what}: ${count}`)
}

/** Many differences of one kind are one violation, with an example. */
function few(tally: Tally) {
  const found = new Map<string, string[]>()
  const add = (kind: string, example: string) => found.set(kind, [...(found.get(kind) ?? []), example])
  return Object.assign(add, {
    report() {
      for (const [kind, examples] of found) tally.violate(`${kind}: ${examples.length}, for example ${examples[0]}`)
    },
  })
}
