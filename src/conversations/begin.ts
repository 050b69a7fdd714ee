import { sql } from 'kysely'
import { ints, smallints, texts, times, uuids } from '../core/arrays.ts'
import type { Tx } from '../core/database.ts'
import { answers, asks, readingOf, subjectOf } from './counts.ts'
import type { HearingChannel } from './hear.ts'
import type { NewMessage } from './insert-messages.ts'

/**
 * Makes the conversations that begin with what was just heard, whole from the first: made empty and added up afterwards, as those
 * are that go on (`touch`), each would be written twice over, and all its indexes. The messages follow in the same transaction.
 */
export async function begin(
  tx: Tx,
  channel: HearingChannel,
  ids: ReadonlySet<string>,
  rows: readonly NewMessage[],
): Promise<void> {
  if (ids.size === 0) return
  const said = Map.groupBy(
    rows.filter((row) => ids.has(row.conversationId)),
    (row) => row.conversationId,
  )
  const begun = [...said].map(([id, all]) => beginning(id, all, channel))
  const column = <T>(pick: (one: Beginning) => T) => begun.map(pick)
  await sql`
    insert into conversations (id, channel_id, last_at, last_message_id, message_count, answered_at, waiting_since, subject,
      language, mood, intents, urgency, abuse)
    select id, ${channel.id}, last_at, last_message_id, message_count, answered_at, waiting_since, subject,
      language, mood, intents, urgency, abuse
    from unnest(${uuids(column((it) => it.id))}::uuid[], ${times(column((it) => it.last.saidAt))}::timestamptz[],
      ${uuids(column((it) => it.last.id))}::uuid[], ${ints(column((it) => it.count))}::int[],
      ${times(column((it) => it.answeredAt))}::timestamptz[], ${times(column((it) => it.askedAt))}::timestamptz[],
      ${texts(column((it) => it.subject))}::text[], ${texts(column((it) => it.language))}::text[],
      ${smallints(column((it) => it.mood))}::smallint[], ${smallints(column((it) => it.intents))}::smallint[],
      ${smallints(column((it) => it.urgency))}::smallint[], ${smallints(column((it) => it.abuse))}::smallint[])
      as given (id, last_at, last_message_id, message_count, answered_at, waiting_since, subject,
        language, mood, intents, urgency, abuse)`.execute(tx)
}

interface Beginning {
  id: string
  last: NewMessage
  count: number
  answeredAt: Date | null
  askedAt: Date | null
  subject: string | null
  language: string | null
  mood: number | null
  intents: number
  urgency: number
  abuse: number
}

function beginning(id: string, said: readonly NewMessage[], { canAnswer }: HearingChannel): Beginning {
  const asked = said.filter(asks)
  const read = asked.filter((row) => row.reading !== null)
  const readings = read.flatMap((row) => readingOf(row) ?? [])
  const last = read.length > 0 ? readingOf(lastOf(read)) : null
  return {
    id,
    last: lastOf(said),
    count: said.length,
    answeredAt: momentOf(said.filter(answers), Math.max),
    askedAt: canAnswer ? momentOf(asked, Math.min) : null,
    subject: said.map(subjectOf).find((subject) => subject !== null) ?? null,
    language: last?.language ?? null,
    mood: last?.mood ?? null,
    intents: readings.reduce((all, { intents }) => all | intents, 0),
    urgency: readings.length > 0 ? Math.max(...readings.map(({ urgency }) => urgency)) : usualUrgency,
    abuse: Math.max(0, ...readings.map(({ abuse }) => abuse)),
  }
}

/** As the table has it where nothing was read. */
const usualUrgency = 1

/** What was said last; in the same moment, what came last. */
const lastOf = (said: readonly NewMessage[]): NewMessage =>
  said.reduce((last, row) => {
    const apart = row.saidAt.getTime() - last.saidAt.getTime()
    return apart > 0 || (apart === 0 && row.id > last.id) ? row : last
  })

const momentOf = (said: readonly NewMessage[], which: (...times: number[]) => number): Date | null =>
  said.length > 0 ? new Date(said.map(({ saidAt }) => saidAt.getTime()).reduce((a, b) => which(a, b))) : null
