import type { Json } from '../../lib/json.ts'
import type { Batch, Context } from '../connector.ts'
import { allOf } from './all-of.ts'
import { type Cursor, readCursor, type Walk, writeCursor } from './cursor.ts'
import { type Ear, ear } from './ear.ts'
import { type Place, placeOf } from './place.ts'
import { pageOf, type Source, sourcesOf } from './sources.ts'
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

/** A round is over when every list is; one that ends sooner waits, or they would take turns for ever. */
async function walkAll(
  context: Context,
  { place, cursor, listening }: { place: Place; cursor: Cursor; listening: Ear },
): Promise<boolean> {
  const walks: Cursor['walks'] = {}
  await allOf(
    sourcesOf(place).map(async (source) => {
      const walk = cursor.walks[source.name]
      walks[source.name] = walk?.over ? walk : await onward(context, { source, walk, listening })
    }),
  )
  const more = Object.values(walks).some((walk) => !walk.over)
  cursor.walks = more ? walks : Object.fromEntries(Object.entries(walks).map(([name, walk]) => [name, rested(walk)]))
  return more
}

async function onward(
  context: Context,
  { source, walk, listening }: { source: Source; walk: Walk | undefined; listening: Ear },
): Promise<Walk> {
  const next = await step(walk, (bounds) => pageOf(context, source, bounds))
  for (const status of next.fresh) listening.take(status)
  return next.more ? next.walk : { ...next.walk, over: true }
}

const rested = ({ over: _, ...walk }: Walk): Walk => walk
