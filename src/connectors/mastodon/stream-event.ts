import type { Cursor } from './cursor.ts'
import type { Ear } from './ear.ts'
import type { Status } from './entities.ts'
import type { StreamEvent } from './events.ts'
import { concerns, refusal, understand } from './message.ts'
import type { Place } from './place.ts'
import { noticed } from './sources.ts'

/** https://docs.joinmastodon.org/methods/streaming/#events : what of an event concerns us. */
export function hearEvent(place: Place, cursor: Cursor, listening: Ear, { event, data, isPublic }: StreamEvent): void {
  if (event === 'delete') listening.lose(data.trim(), isPublic)
  if (!carriers.includes(event)) return
  const payload = parsed(data)
  if (payload === undefined) return void listening.heard.push(refusal(data))
  const { status, last_status, type } = Object(payload)
  if (event === 'notification') {
    if (noticed.includes(type)) listening.take(status)
  } else if (event === 'conversation') listening.take(last_status)
  else if (isWanted(place, cursor, payload)) listening.take(payload)
  else if (isPublic) listening.overhear(payload)
}

const carriers = ['update', 'status.update', 'notification', 'conversation']

/** The stream carries everything said by the people we follow; most of it is not for us. */
function isWanted(place: Place, { watched }: Cursor, raw: unknown): boolean {
  const said = understand(raw)
  if (said === undefined || said === 'refused') return said === 'refused'
  return concerns(place, said) || watched.has(said.id) || answersWatched(said, watched)
}

const answersWatched = ({ in_reply_to_id: parent }: Status, watched: Cursor['watched']): boolean =>
  (watched.get(parent ?? '')?.[2] ?? -1) >= 0

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
