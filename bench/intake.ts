import { sql } from 'kysely'
import { take } from '../src/intake/index.ts'
import { scripted, someChannel } from '../test/channel.ts'
import { type TalkOptions, talk } from './cast.ts'
import type { Row } from './measure.ts'
import type { Stage } from './stage.ts'

const batchSize = 500
/** Windows that talk at the same time: batches of one window come in one after the other. */
const windows = 3

/** How many messages a second come in, and the same against bare inserts of the same rows. */
export async function benchIntake({ db }: Stage, count: number): Promise<Row[]> {
  const { persecond, channelId } = await hearAtWindows(db, count, { seed: 7 })
  const bare = await bareInserts(db, channelId)
  return [
    {
      measure: `intake, ${count.toLocaleString('en')} messages, ${windows} windows, batches of ${batchSize}`,
      value: persecond,
      unit: '/s',
      must: 4000,
      aim: 7000,
      more: true,
    },
    {
      measure: 'intake ÷ bare multi-row inserts of the same rows',
      value: persecond / bare,
      unit: '',
      detail: `bare ${Math.round(bare)}/s`,
    },
  ]
}

/** Who reads and matches what comes in, if anybody does. */
type By = Pick<Parameters<typeof take>[4], 'understanding' | 'matching'>

/** Hears so many messages at several windows at once; one of the windows, and the messages a second. */
export async function hearAtWindows(
  db: Stage['db'],
  count: number,
  { seed = 7, from = 0, ...more }: TalkOptions,
  by: By = {},
): Promise<{ persecond: number; channelId: string }> {
  const channels = await Promise.all(Array.from({ length: windows }, () => someChannel(db)))
  const began = performance.now()
  await Promise.all(
    channels.map((channel, at) =>
      hearAll(db, channel, Math.ceil(count / windows), { ...more, seed: seed + at, from: from + at * 1_000_000 }, by),
    ),
  )
  return { persecond: count / ((performance.now() - began) / 1000), channelId: channels[0]?.id ?? '' }
}

async function hearAll(
  db: Stage['db'],
  channel: Awaited<ReturnType<typeof someChannel>>,
  count: number,
  more: TalkOptions,
  by: By,
): Promise<void> {
  let heard = []
  for (const item of talk(count, more)) {
    heard.push(item)
    if (heard.length < batchSize) continue
    await take(db, scripted, channel, { heard, cursor: null, more: true }, { moves: 'newest', now: new Date(), ...by })
    heard = []
  }
}

/** The same rows into the same tables and indexes, with nothing looked up, threaded or sanitised. Messages per second. */
async function bareInserts(db: Stage['db'], channelId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from messages where channel_id = ${channelId}`.execute(
    db,
  )
  const total = rows[0]?.n ?? 0
  await sql`create table bare_copy as select *, (row_number() over (order by id) - 1) / ${sql.lit(batchSize)} as batch from messages where channel_id = ${channelId}`.execute(
    db,
  )
  await sql`create index on bare_copy (batch)`.execute(db)
  await sql`create table bare (like messages including all)`.execute(db)
  await sql`alter table bare drop column search, add column search tsvector`.execute(db)
  await sql`create index on bare using gin (search)`.execute(db)
  const columns = sql.raw(
    'id, channel_id, external_id, conversation_id, identity_id, parent_external_id, text, html, visibility, url, said_at, is_ours, concerns_us, mentions',
  )
  const began = performance.now()
  for (let batch = 0; batch * batchSize < total; batch += 1)
    await db.transaction().execute(async (tx) => {
      await sql`insert into bare (${columns}, search) select ${columns}, to_tsvector('spanish', text) || to_tsvector('english', text) from bare_copy where batch = ${batch}`.execute(
        tx,
      )
    })
  const took = (performance.now() - began) / 1000
  await sql`drop table bare, bare_copy`.execute(db)
  return total / took
}
