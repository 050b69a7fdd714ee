import type { Json } from '../../lib/json.ts'
import type { Batch, Context } from '../connector.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { type Ear, ear } from './ear.ts'
import { type Place, placeOf } from './place.ts'
import { pageOf, sourcesOf } from './sources.ts'
import { step } from './walk.ts'
import { lookAgain } from './watch.ts'

/** Between two rounds of questions, in milliseconds: an instance allows 300 requests in five minutes. */
const roundMs = 30_000

/** The next page of every list; when they are at their end, a second look at what was heard lately. */
export async function newest(context: Context, stored: Json | undefined): Promise<Batch> {
  const place = await placeOf(context)
  const cursor = readCursor(stored)
  const listening = ear(place, cursor)
  const more = await walkAll(context, { place, cursor, listening })
  if (!more) await lookAgain(context, cursor, listening)
  return { heard: listening.heard, cursor: writeCursor(cursor), more, againInMs: roundMs }
}

async function walkAll(
  context: Context,
  { place, cursor, listening }: { place: Place; cursor: Cursor; listening: Ear },
): Promise<boolean> {
  const sources = sourcesOf(place)
  const steps = await Promise.all(
    sources.map((source) => step(cursor.walks[source.name], (bounds) => pageOf(context, source, bounds))),
  )
  cursor.walks = Object.fromEntries(sources.map(({ name }, at) => [name, steps[at]?.walk ?? { seen: [], size: 0 }]))
  for (const { fresh } of steps) for (const status of fresh) listening.take(status)
  return steps.some((one) => one.more)
}
