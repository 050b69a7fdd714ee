import { type HeardText, saidOf, type Understood, usualAt } from '../conversations/index.ts'
import type { Db } from '../core/database.ts'
import type { Understanding } from './understand.ts'

/**
 * Reads a batch of what was heard at a window, our own words excepted. Never throws: what cannot be read now is stored
 * unread.
 */
export async function understand(
  db: Db,
  understanding: Understanding | undefined,
  channel: { id: string; ourIds: ReadonlySet<string> },
  messages: readonly HeardText[],
): Promise<Understood | undefined> {
  const theirs = messages.filter(({ author }) => !channel.ourIds.has(author.externalId))
  if (!understanding || theirs.length === 0) return undefined
  const usual = await usualAt(db, channel.id).catch(() => undefined)
  const said = theirs.map((message) => saidOf(message, usual))
  const [version, readings] = await Promise.all([understanding.version(), understanding.read(said)]).catch(nothing)
  if (version === undefined) return undefined
  const pairs = theirs.flatMap(({ externalId }, at) => {
    const reading = readings[at]
    return reading ? [[externalId, reading] as const] : []
  })
  return { version, readings: new Map(pairs) }
}

const nothing = (): [undefined, []] => [undefined, []]
