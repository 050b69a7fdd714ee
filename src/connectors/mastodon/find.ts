import { z } from 'zod'
import type { Context, Said, Spoken } from '../connector.ts'
import { ask, read } from './api.ts'
import { type Status, status } from './entities.ts'
import { compareIds } from './ids.ts'
import { placeOf } from './place.ts'

/** Our clock and the instance's may differ by so much. */
const clocksMs = 2 * 60_000
const mostPages = 10

/**
 * Looks through what we have said since the decision for the same words in answer to the same message. The words are
 * compared with the source of a status, since what is shown of it has been changed. `unknown` when that is not told.
 */
export async function find(context: Context, spoken: Spoken): Promise<Said | 'absent' | 'unknown'> {
  const { id } = await placeOf(context)
  const since = new Date(spoken.decidedAt.getTime() - clocksMs)
  let before: string | undefined
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await ourPage(context, id, before)
    for (const said of page.filter((one) => isCandidate(one, spoken, since))) {
      const source = await sourceOf(context, said.id)
      if (source === undefined) return 'unknown'
      if (same(source, spoken.text)) return saidOf(said)
    }
    const oldest = page.at(-1)
    if (!oldest || oldest.created_at < since) return 'absent'
    // A server that does not heed max_id would show us the same page for ever.
    if (before !== undefined && compareIds(oldest.id, before) >= 0) return 'unknown'
    before = oldest.id
  }
  return 'unknown'
}

const list = z.array(status)

/** https://docs.joinmastodon.org/methods/accounts/#statuses , the newest first */
async function ourPage(context: Context, us: string, before: string | undefined): Promise<Status[]> {
  const query = { exclude_reblogs: 'true', limit: '40', ...(before !== undefined && { max_id: before }) }
  return read(list, await ask(context, `/api/v1/accounts/${encodeURIComponent(us)}/statuses`, { query }))
}

const isCandidate = (said: Status, { inReplyTo }: Spoken, since: Date): boolean =>
  said.in_reply_to_id === inReplyTo.externalId && said.created_at >= since

/** https://docs.joinmastodon.org/methods/statuses/#source , since 3.5. */
async function sourceOf(context: Context, id: string): Promise<string | undefined> {
  const path = `/api/v1/statuses/${encodeURIComponent(id)}/source`
  const answer = await ask(context, path, { accept: [403, 404, 405] })
  return answer.status === 200 ? read(z.object({ text: z.string() }), answer).text : undefined
}

const same = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (text: string): string => text.normalize('NFC').replaceAll('\r\n', '\n').trim()

const saidOf = ({ id, url, uri, created_at: saidAt }: Status): Said => {
  const at = url ?? uri
  return { externalId: id, ...(at && { url: at }), saidAt }
}
