import { z } from 'zod'
import type { Context } from '../connector.ts'
import { ask, read } from './api.ts'
import type { Cursor, Watched } from './cursor.ts'
import type { Ear } from './ear.ts'
import { context as contextOf, status } from './entities.ts'
import { compareIds } from './ids.ts'

/**
 * A second look at what was heard lately. Mastodon tells nobody but followers of an edit, tells of a deletion only to
 * who listens to a stream at that moment, and of a reply only to those it mentions. So the newest messages are asked
 * for again at each round, the older ones in turn, and where there are more replies than before they are fetched.
 */
export async function lookAgain(context: Context, cursor: Cursor, listening: Ear): Promise<void> {
  const chosen = choose(cursor)
  const found = await statusesOf(
    context,
    chosen.map(([id]) => id),
  )
  const grown: { id: string; replies: number }[] = []
  for (const [id, , replies] of chosen) {
    const raw = found.get(id)
    if (raw === 'gone') listening.lose(id)
    const said = status.safeParse(raw).data
    if (!said) continue
    listening.take(raw)
    const counted = said.replies_count ?? 0
    if (replies >= 0 && counted > replies) grown.push({ id, replies: counted })
  }
  for (const { id, replies } of grown.slice(0, threadsPerRound)) {
    await hearReplies(context, listening, id)
    const now = cursor.watched.get(id)
    if (now) cursor.watched.set(id, [id, now[1], replies])
  }
}

/** As many as an instance answers at once. https://docs.joinmastodon.org/methods/statuses/#index */
const handful = 20
const threadsPerRound = 3
/** On instances before 4.3 each is a request of its own. */
const singlesPerRound = 5

/** The newest handful, and the next handful of the others. */
function choose(cursor: Cursor): Watched[] {
  const all = [...cursor.watched.values()].sort((a, b) => compareIds(b[0], a[0]))
  const older = all.slice(handful)
  const from = cursor.turn < older.length ? cursor.turn : 0
  cursor.turn = from + handful
  return [...all.slice(0, handful), ...older.slice(from, from + handful)]
}

type Found = Map<string, unknown | 'gone'>

async function statusesOf(context: Context, ids: string[]): Promise<Found> {
  const found: Found = new Map()
  for (let from = 0; from < ids.length; from += handful) {
    const some = ids.slice(from, from + handful)
    const answer = await ask(context, '/api/v1/statuses', { query: { 'id[]': some }, accept: [400, 404, 405] })
    const answered = answer.status === 200
    const all = answered ? read(list, answer) : []
    for (const one of all) found.set(one.id, one)
    const missing = some.filter((id) => !found.has(id))
    await askSingly(context, answered ? missing : missing.slice(0, singlesPerRound), found)
    if (!answered) return found
  }
  return found
}

const list = z.array(z.looseObject({ id: z.string() }))

/** Only what the instance itself says is not there is gone: a gap in a list may have other reasons. */
async function askSingly(context: Context, ids: string[], found: Found): Promise<void> {
  for (const id of ids) {
    const answer = await ask(context, `/api/v1/statuses/${encodeURIComponent(id)}`, { accept: [404, 410] })
    found.set(id, answer.status === 200 ? answer.json() : 'gone')
  }
}

async function hearReplies(context: Context, listening: Ear, id: string): Promise<void> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}/context`
  const answer = await ask(context, path, { accept: [404, 410], maxBytes: threadBytes })
  if (answer.status !== 200) return
  for (const raw of read(contextOf, answer).descendants) listening.take(raw, { concernsUs: true })
}

/** Up to 4,096 statuses above and as many below. */
export const threadBytes = 60_000_000
