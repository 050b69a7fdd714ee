import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { type Brought, bringFile } from '../../core/files/bring.ts'
import { clean, cleanable } from '../../core/files/clean/clean.ts'
import { keepFile } from '../../core/files/keep.ts'
import type { FilesHome } from '../../core/files/objects.ts'
import { sniff } from '../../core/files/sniff.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { newId } from '../../lib/ids.ts'
import { type Words, words } from '../../lib/words.ts'
import { lockConversation } from '../conversation.ts'
import { tellOthers } from '../draft.ts'
import { type Given, type Taking, whyNot } from './limits.ts'

/** Whatever a network takes, nothing larger comes in here. */
export const mostBytes = 20_000_000
/** So many stand with a draft, whatever goes out with one answer. */
const mostWithDraft = 20

/** A file that can go with an answer: what it contains is known, and what it should not tell is out of it. */
export interface Ready {
  name: string
  brought: Brought
  width: number | null
  height: number | null
}

/**
 * Looks at what somebody wants to attach, takes out of it what should not leave with it, and brings it to where files
 * live; outside of any transaction. Gives words where it cannot go to the network, with what to do.
 */
export async function makeReady(home: FilesHome, file: File, taking: Taking): Promise<Ready | { not: Words }> {
  if (taking.takes) return readyOf(home, file, (given) => whyNot(given, taking))
  const nothing = { name: nameOf(file), mime: '', bytes: 0, size: null }
  return { not: whyNot(nothing, taking) ?? words('core.not-found') }
}

/** The same for whatever is to take it; `refuse` says why it would not: of its kind first, then of all of it. */
export async function readyOf(
  home: FilesHome,
  file: File,
  refuse: (given: Given) => Words | undefined = () => undefined,
): Promise<Ready | { not: Words }> {
  const name = nameOf(file)
  if (file.size > mostBytes) return { not: words('conversations.attach-enormous', { name, max: mostBytes / 1e6 }) }
  const given = new Uint8Array(await file.arrayBuffer())
  const mime = await sniff(given)
  const kind = refuse({ name, mime, bytes: 0, size: null })
  if (kind) return { not: kind }
  const cleaned = cleanable.has(mime) ? clean(given, mime) : { bytes: given, orientation: 1 }
  if (!cleaned) return { not: words('conversations.attach-broken', { name }) }
  const brought = await bringFile(home, cleaned.bytes, { maxBytes: mostBytes })
  const isOnSide = cleaned.orientation >= 5
  const [width, height] = isOnSide ? [brought.height, brought.width] : [brought.width, brought.height]
  const size = width && height ? { width, height } : null
  const not = refuse({ name, mime, bytes: brought.bytes, size })
  return not ? { not } : { name, brought, width, height }
}

/** The last of its path, without what could not be shown. */
function nameOf(file: File): string {
  const name = cleanText(file.name.replace(/^.*[/\\]/s, '')).trim()
  return name === '' ? 'image' : name.slice(-120).toWellFormed()
}

/** Puts them with the conversation's draft, behind what is there. Refuses (422) more than can go or stand there. */
export async function attach(
  tx: Tx,
  conversationId: string,
  files: readonly Ready[],
  { taking, alt = '' }: { taking: Taking; alt?: string },
  by: { id: string },
): Promise<string[]> {
  const { id } = await lockConversation(tx, conversationId)
  const { count } = await tx
    .selectFrom('attachments')
    .select((it) => it.fn.countAll<string>().as('count'))
    .where('conversation_id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  const most = Math.min(taking.takes?.most ?? 0, mostWithDraft)
  if (Number(count) + files.length > most)
    throw new Refusal(422, words('conversations.attach-many', { network: taking.network, max: most }))
  const ids: string[] = []
  for (const { brought, name, width, height } of files) {
    await keepFile(tx, brought)
    const row = { id: newId(), conversation_id: id, reply_id: null, file: brought.sha256, name, width, height }
    const more = { alt: altOf(alt), added_by: by.id, removed_at: null }
    await tx
      .insertInto('attachments')
      .values({ ...row, ...more })
      .execute()
    ids.push(row.id)
  }
  await tellOthers(tx, id)
  return ids
}

const longestAlt = 5000

export const altOf = (said: string): string => cleanText(said).trim().slice(0, longestAlt).toWellFormed()
