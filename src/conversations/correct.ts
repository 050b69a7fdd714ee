import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { abuses, type Intent, intents, sentiments } from '../reading/index.ts'
import { type Decidable, decidable } from './message-reading.ts'
import { owe } from './readings-due.ts'
import { correctedBits } from './store-readings.ts'
import { intentsIn, maskOf } from './stored-reading.ts'
import { recomputeReadings } from './sum-readings.ts'

/** Each thing in words, as a person or a program says it. Intents may be several; none of them is `other`. */
export const decision = z.object({
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  mood: z.enum(sentiments).optional(),
  intents: z
    .union([z.array(z.enum(intents)), z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))])
    .pipe(z.array(z.enum(intents)).max(intents.length))
    .optional(),
  urgency: z.coerce.number().int().min(0).max(3).optional(),
  abuse: z.enum(abuses).optional(),
})
export type Decision = z.infer<typeof decision>

interface By {
  id: string
}

/**
 * A person reads a message otherwise: from now on it is what they say, wherever it is shown or looked for. What the machine
 * had said is remembered, and who said otherwise, when. Refuses with 404, or 409 where there is no reading to correct yet.
 */
export async function correct(tx: Tx, messageId: string, given: Decision, by: By): Promise<void> {
  const now = await lockReading(tx, messageId)
  const decided = decidable.flatMap((what) => {
    const becomes = inWords(what, given)
    return becomes === undefined || becomes === now.values[what] ? [] : [{ what, becomes }]
  })
  for (const { what, becomes } of decided) {
    const was = await supersede(tx, messageId, what, by)
    await keep(tx, messageId, { what, was: was ?? now.values[what], becomes }, by)
    await apply(tx, messageId, what, becomes)
  }
  if (decided.length > 0) await tellCorrected(tx, messageId, now.conversationId, decided, by)
}

/** Takes corrections back: of one thing, or all. It reads again as the machine had said, and is read anew. */
export async function undoCorrections(tx: Tx, messageId: string, what: Decidable | undefined, by: By): Promise<void> {
  const now = await lockReading(tx, messageId)
  const { rows } = await sql<{ what: Decidable; was: string }>`
    update reading_corrections set undone_at = clock_timestamp(), undone_by = ${by.id}
    where message_id = ${messageId} and undone_at is null and (${what ?? null}::text is null or what = ${what ?? null})
    returning what, was`.execute(tx)
  for (const row of rows) await restore(tx, messageId, row.what, row.was)
  if (rows.length === 0) return
  await owe(tx, [{ id: messageId }])
  await tellCorrected(
    tx,
    messageId,
    now.conversationId,
    rows.map((row) => ({ what: row.what, becomes: row.was })),
    by,
  )
}

type Values = Record<Decidable, string>

async function lockReading(tx: Tx, messageId: string): Promise<{ conversationId: string; values: Values }> {
  const { rows } = await sql<{
    conversation_id: string
    is_read: boolean
    language: string
    mood: number
    intents: number
    urgency: number
    abuse: number
  }>`
    select m.conversation_id, r.message_id is not null as is_read, r.language, r.mood, r.intents, r.urgency, r.abuse
    from messages m left join message_readings r on r.message_id = m.id
    where m.id = ${messageId} and not m.is_ours and m.deleted_at is null for update of m`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  if (!row.is_read) throw new Refusal(409, words('conversations.not-read-yet'))
  const values = {
    language: row.language,
    mood: sentiments[row.mood + 1] ?? 'neutral',
    intents: intentsIn(row.intents).join(' '),
    urgency: String(row.urgency),
    abuse: abuses[row.abuse] ?? 'none',
  }
  return { conversationId: row.conversation_id, values }
}

function inWords(what: Decidable, given: Decision): string | undefined {
  if (what !== 'intents') return given[what] === undefined ? undefined : String(given[what])
  return given.intents && tidy(given.intents).join(' ')
}

/** In the order of their list, once each; `other` only alone. */
function tidy(given: readonly Intent[]): Intent[] {
  const held = intents.filter((one) => one !== 'other' && given.includes(one))
  return held.length > 0 ? held : ['other']
}

/** Who decides anew undoes what was decided before; what the machine had said is still what it had said. */
async function supersede(tx: Tx, messageId: string, what: Decidable, by: By): Promise<string | undefined> {
  const { rows } = await sql<{ was: string }>`
    update reading_corrections set undone_at = clock_timestamp(), undone_by = ${by.id}
    where message_id = ${messageId} and what = ${what} and undone_at is null returning was`.execute(tx)
  return rows[0]?.was
}

async function keep(tx: Tx, messageId: string, it: { what: Decidable; was: string; becomes: string }, by: By) {
  await tx
    .insertInto('reading_corrections')
    .values({ id: newId(), message_id: messageId, ...it, by: by.id, at: new Date(), undone_by: null, undone_at: null })
    .execute()
}

const apply = (tx: Tx, messageId: string, what: Decidable, becomes: string) =>
  write(tx, messageId, what, becomes, sql`corrected | ${sql.lit(correctedBits[what])}`)

const restore = (tx: Tx, messageId: string, what: Decidable, was: string) =>
  write(tx, messageId, what, was, sql`corrected & ~${sql.lit(correctedBits[what])}`)

async function write(
  tx: Tx,
  messageId: string,
  what: Decidable,
  value: string,
  corrected: RawBuilder<unknown>,
): Promise<void> {
  const columns =
    what === 'mood'
      ? sql`mood = ${moodOf(value)}, score = ${100 * moodOf(value)}`
      : sql`${sql.ref(what)} = ${asColumn(what, value)}`
  await sql`update message_readings set ${columns}, corrected = ${corrected} where message_id = ${messageId}`.execute(
    tx,
  )
}

const placeOf = (list: readonly string[], value: string): number => list.indexOf(value)
const moodOf = (value: string): number => placeOf(sentiments, value) - 1

function asColumn(what: Exclude<Decidable, 'mood'>, value: string): string | number {
  if (what === 'language') return value
  if (what === 'urgency') return Number(value)
  if (what === 'abuse') return placeOf(abuses, value)
  return maskOf(intents.filter((one) => value.split(' ').includes(one)))
}

async function tellCorrected(
  tx: Tx,
  messageId: string,
  conversationId: string,
  decided: readonly { what: Decidable; becomes: string }[],
  by: By,
): Promise<void> {
  await recomputeReadings(tx, [conversationId])
  const data = { corrected: Object.fromEntries(decided.map(({ what, becomes }) => [what, becomes])) }
  await record(tx, 'message.corrected', { message: { id: messageId }, conversation: { id: conversationId }, by, data })
}
