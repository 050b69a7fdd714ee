import type { Heard } from '../connector.ts'
import type { Cursor, Watched } from './cursor.ts'
import type { Status } from './entities.ts'
import { isForUs, isOurs, messageOf, refusal, understand } from './message.ts'
import type { Place } from './place.ts'

/** Collects what is heard, each message once in each of its versions, and keeps an eye on it from then on. */
export interface Ear {
  heard: Heard[]
  /** A status as it came from a list or a stream; `concernsUs` where its place says more than its words. */
  take(raw: unknown, more?: { root?: string; concernsUs?: boolean }): void
  /** A status that is not for us, from the stream of what anybody says. */
  overhear(raw: unknown): void
  /** It is no longer there; of most that is `overheard` nobody here knows. */
  lose(externalId: string, overheard?: true): void
}

export function ear(place: Place, cursor: Cursor): Ear {
  const heard: Heard[] = []
  const { watched } = cursor
  return {
    heard,
    take(raw, more) {
      if (raw == null) return
      const said = understand(raw)
      if (said === 'refused') heard.push(refusal(raw))
      if (said === undefined || said === 'refused' || isUnwanted(place, said)) return
      const before = watched.get(said.id)
      const version = said.edited_at?.getTime() ?? 0
      if (before && before[1] >= version) return
      heard.push({ kind: 'message', message: messageOf(place, said, more) })
      watched.set(said.id, watching(place, said, version, before))
    },
    overhear(raw) {
      const said = understand(raw)
      if (said === undefined || said === 'refused') return
      heard.push({ kind: 'message', message: { ...messageOf(place, said, { concernsUs: false }), overheard: true } })
    },
    lose(externalId, overheard) {
      const wasWatched = watched.delete(externalId)
      heard.push({ kind: 'deletion', externalId, ...(overheard && !wasWatched && { overheard }) })
    },
  }
}

/** Replies are followed below what we said and what was said to us; elsewhere they are other people's talk. */
function watching(place: Place, said: Status, version: number, before: Watched | undefined): Watched {
  const followed = isOurs(place, said) || isForUs(place, said)
  return [said.id, version, before?.[2] ?? (followed ? 0 : -1)]
}

/** Our own new posts, when they are not wanted; our answers always are. */
const isUnwanted = (place: Place, said: Status): boolean =>
  !place.ownPosts && isOurs(place, said) && said.in_reply_to_id == null
