import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '../../lib/json.ts'
import { words } from '../../lib/words.ts'
import type { Batch, Context } from '../connector.ts'
import { Cursor, stored } from './cursor.ts'
import { type Flow, openJetstream } from './jetstream.ts'
import { newest } from './newest.ts'
import { overhear } from './overhear.ts'
import { settingsOf } from './settings.ts'

type Push = (batch: Batch) => Promise<void>

export const canStream = (context: Context): boolean => settingsOf(context).firehose

/** No sooner than this, in milliseconds, is a stream opened again that broke off. */
const usualRest = 15_000
/** Events go on in batches of at most so many. */
const atOnce = 500

/**
 * What anybody posts on the network, as it is posted, and between that the lists in their rounds. Over when the stream
 * breaks off; the house begins again, where it stopped. That it could not be heard at all is said once.
 */
export async function stream(
  context: Context,
  from: Json | undefined,
  push: Push,
  restMs: number = usualRest,
): Promise<void> {
  const { jetstream } = settingsOf(context)
  const before = Cursor.parse(from)
  const flow = openJetstream(jetstream, before.firehose)
  const close = () => flow.close()
  context.signal.addEventListener('abort', close, { once: true })
  const begun = performance.now()
  try {
    const after = await hearAll(context, { flow, push }, before)
    if (context.signal.aborted) return
    if (after.firehose === before.firehose && !after.deaf) await tellDeaf(jetstream, after, push)
    await sleep(Math.max(begun + restMs - performance.now(), 0), undefined, { signal: context.signal }).catch(() => {})
  } finally {
    context.signal.removeEventListener('abort', close)
    flow.close()
  }
}

/** Until the stream is over: its events as they come, and a round of the lists when it is due. */
async function hearAll(context: Context, { flow, push }: { flow: Flow; push: Push }, from: Cursor): Promise<Cursor> {
  let cursor = from
  let due = performance.now()
  for (;;) {
    const events = await flow.take(due - performance.now())
    if (events === undefined || context.signal.aborted) return cursor
    for (let at = 0; at < events.length; at += atOnce) cursor = await pass(events.slice(at, at + atOnce), cursor, push)
    if (performance.now() < due) continue
    const batch = await newest(context, stored(cursor))
    await push(batch)
    cursor = Cursor.parse(batch.cursor)
    due = performance.now() + (batch.more ? 0 : (batch.againInMs ?? 0))
  }
}

async function pass(events: readonly string[], before: Cursor, push: Push): Promise<Cursor> {
  const overheard = events.map(overhear)
  const heard = overheard.flatMap((one) => one.heard ?? [])
  const firehose = overheard.findLast(({ at }) => at !== undefined)?.at ?? before.firehose
  const { deaf: _, ...rest } = before
  const cursor: Cursor = { ...rest, firehose }
  await push({ heard, cursor: stored(cursor), more: false })
  return cursor
}

async function tellDeaf(jetstream: string, before: Cursor, push: Push): Promise<void> {
  const reason = words('bluesky.firehose-failed', { host: new URL(jetstream).host })
  const cursor = stored({ ...before, deaf: true })
  await push({ heard: [{ kind: 'refused', reason, excerpt: '' }], cursor, more: false })
}
