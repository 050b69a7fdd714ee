import type { Database } from '../../src/core/database.ts'
import { migrationsApplied, othersGone, type Standing, standings } from './database.ts'
import type { Network } from './network.ts'
import type { Tally } from './tally.ts'
import { eventually } from './waiting.ts'

/**
 * Where everything stands after a kill, once the database is there and no statement of the dead is left; and which try
 * on the network that cannot be asked was on its way when the kill fell.
 */
export async function lookAround(
  database: () => Database,
  network: Network,
  victim: 'process' | 'postgres',
  tally: Tally,
): Promise<Standing[]> {
  const look = async () => {
    if (victim === 'process' && !(await othersGone(database()))) throw new Error('Not yet.')
    return (await migrationsApplied(database())) > 8 ? standings(database()) : []
  }
  const found = await eventually(look).catch(() => [])
  const blind = found.find((it) => it.window === 'blind')
  if (!blind) return found
  // By the time its server is back, a try that the kill left unknown may have been given to a person already.
  const given = victim === 'postgres' ? blind.uncertain : []
  const last = network.windows.blind.asked.at(-1)
  const asked = last === undefined ? undefined : await eventually(() => deliveryOf(database(), last))
  const inSend = new Set([...blind.sending, ...given, ...(asked && asked.state !== 'sent' ? [asked.id] : [])])
  const fresh = [...inSend].filter((id) => !tally.inSend.has(id))
  if (fresh.length > 0) tally.killsInSend += 1
  for (const id of fresh) tally.inSend.add(id)
  return found
}

const deliveryOf = ({ db }: Database, text: string) =>
  db.selectFrom('deliveries').select(['id', 'state']).where('text', '=', text).executeTakeFirst()
