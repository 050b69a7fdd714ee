import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { sealSettings } from '../src/channels/index.ts'
import type { Account, Connector } from '../src/connectors/index.ts'
import { createCipher } from '../src/core/cipher.ts'
import type { Db } from '../src/core/database.ts'
import { newId } from '../src/lib/ids.ts'

/** A connector whose words come from the test itself. */
export const scripted: Connector = {
  network: 'scripted',
  name: 'Scripted',
  mark: 'S',
  settings: z.object({}),
  words: { en: {}, es: {} },
  test: async () => ({ account: scriptedAccount('us'), hears: [], says: [], limits: [] }),
  speak: {
    limit: () => ({ max: 500, unit: 'graphemes' }),
    attach: () => ({ most: 4, kinds: { 'image/png': 1_000_000, 'image/jpeg': 1_000_000 }, altMax: 500 }),
    idempotent: true,
    send: async (_context, spoken) => ({ externalId: `said:${spoken.key}`, saidAt: spoken.decidedAt }),
  },
}

export const scriptedAccount = (externalId: string): Account => ({ externalId, name: 'Café Alameda', ourIds: ['us'] })

export const testCipher = createCipher('11'.repeat(32))

/** A connected window in the database. */
export async function someChannel(
  db: Db,
  network = 'scripted',
): Promise<{ id: string; network: string; account: Account }> {
  const id = newId()
  const account = scriptedAccount(randomBytes(6).toString('hex'))
  await db
    .insertInto('channels')
    .values({
      id,
      network,
      external_id: account.externalId,
      name: account.name,
      handle: null,
      url: null,
      settings: sealSettings(testCipher, id, {}),
      account: JSON.stringify(account),
      connected_by: null,
    })
    .execute()
  await db.insertInto('channel_hearings').values({ channel_id: id }).execute()
  return { id, network, account }
}
