import { findLearned, type HeardText, saidOf, type Understood, usualAt } from '../conversations/index.ts'
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
  await bringLearned(db, understanding).catch(() => {})
  const usual = await usualAt(db, channel.id).catch(() => undefined)
  const said = theirs.map((message) => saidOf(message, usual))
  const understood = await understanding.read(said).catch(() => [])
  // Asked only of a thread that has just answered: one that begins would let the batch wait until it has begun.
  const version = understood.some((one) => one) ? await understanding.version().catch(() => undefined) : undefined
  if (version === undefined) return undefined
  const pairs = theirs.flatMap(({ externalId }, at) => {
    const one = understood[at]
    return one ? [{ externalId, ...one }] : []
  })
  return {
    version,
    readings: new Map(pairs.map(({ externalId, reading }) => [externalId, reading])),
    topics: new Map(pairs.flatMap(({ externalId, topics }) => (topics.length > 0 ? [[externalId, topics]] : []))),
  }
}

const lookEveryMs = 5_000
const looked = new WeakMap<Understanding, { at: number; learnedAt: number }>()

/** What was learned, here or by another process, is used some seconds later at most. */
export async function bringLearned(db: Db, understanding: Understanding, { atOnce = false } = {}): Promise<void> {
  const now = Date.now()
  const last = looked.get(understanding) ?? { at: 0, learnedAt: 0 }
  if (!atOnce && now - last.at < lookEveryMs) return
  looked.set(understanding, { ...last, at: now })
  const learned = await findLearned(db, new Date(last.learnedAt))
  if (!learned) return
  looked.set(understanding, { at: now, learnedAt: learned.learnedAt.getTime() })
  await understanding.teach(learned.layer ?? undefined)
}
