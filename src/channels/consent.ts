import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { asFailure, type Connector } from '../connectors/index.ts'
import { Refusal } from '../core/errors.ts'
import type { Json } from '../lib/json.ts'
import { words } from '../lib/words.ts'
import { connectorOf, type Switchboard } from './context.ts'
import { logSurprise, type Settings, type Tried, tryContext, trySettings } from './try-settings.ts'

const kept = z.object({ settings: z.record(z.string(), z.unknown()), keep: z.json(), historyDays: z.number() })

export const belongsToConsent = (state: string) => `consent:${state}`

/** Sends a person to the network to consent; answers where. What must be known on the way back is kept, sealed, an hour. */
export async function beginConsent(
  board: Switchboard,
  connector: Connector,
  settings: Settings,
  how: { historyDays: number; redirectUri: string; by: { id: string } },
): Promise<string> {
  const { db, cipher } = board.core
  if (!connector.consent) throw new Refusal(422, words('channels.no-consent'))
  const state = randomBytes(24).toString('base64url')
  const { url, keep } = await failing(board, connector, () =>
    connector.consent?.begin(tryContext(board, settings), { redirectUri: how.redirectUri, state }),
  )
  const sealed = cipher.seal(
    { settings: settings as Json, keep, historyDays: how.historyDays } as Json,
    belongsToConsent(state),
  )
  await sql`delete from channel_consents where asked_at < now() - interval '1 hour'`.execute(db)
  await db
    .insertInto('channel_consents')
    .values({ state, network: connector.network, settings: sealed, asked_by: how.by.id })
    .execute()
  return url
}

/** They came back: the settings are complete and tried. Each consent is used once, by who began it. */
export async function completeConsent(
  board: Switchboard,
  answer: { state: string; params: Record<string, string>; redirectUri: string; by: { id: string } },
): Promise<{ connector: Connector; tried: Tried; historyDays: number }> {
  const { db, cipher } = board.core
  const row = await db
    .deleteFrom('channel_consents')
    .where('state', '=', answer.state)
    .where('asked_by', '=', answer.by.id)
    .where('asked_at', '>', sql<Date>`now() - interval '1 hour'`)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Refusal(400, words('channels.consent-lost'))
  const connector = connectorOf(board, row.network)
  const { settings, keep, historyDays } = kept.parse(cipher.open(row.settings, belongsToConsent(answer.state)))
  const complete = await failing(board, connector, () =>
    connector.consent?.complete(tryContext(board, settings), keep as Json, answer),
  )
  return { connector, tried: await trySettings(board, connector, complete), historyDays }
}

async function failing<T>(board: Switchboard, connector: Connector, work: () => Promise<T> | undefined): Promise<T> {
  try {
    const done = await work()
    if (done === undefined) throw new Refusal(422, words('channels.no-consent'))
    return done
  } catch (error) {
    if (error instanceof Refusal) throw error
    logSurprise(board, connector, error)
    throw new Refusal(422, asFailure(error).words)
  }
}
