import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { type Words, words } from '../../lib/words.ts'
import { altOf } from './attach.ts'
import { attachmentsOfDraft } from './attachment.ts'
import { type Taking, whyNot } from './limits.ts'

/** One of the draft's that is to go with a reply, with the last word on what is to be seen in it. */
export interface Chosen {
  id: string
  alt?: string | undefined
}

/**
 * They go with this reply and stand with the draft no longer. Refuses (422), with nothing changed: one that is not there
 * (any more), and what the network would not take.
 */
export async function takeAttachments(
  tx: Tx,
  { id, conversationId }: { id: string; conversationId: string },
  chosen: readonly Chosen[],
  taking: Taking,
): Promise<void> {
  if (chosen.length === 0) return
  const there = new Map((await attachmentsOfDraft(tx, conversationId)).map((one) => [one.id, one]))
  const going = [...new Map(chosen.map((one) => [one.id, one])).values()]
  if (taking.takes && going.length > taking.takes.most)
    throw wrong(words('conversations.attach-many', { network: taking.network, max: taking.takes.most }))
  for (const { id: wanted, alt } of going) {
    const attachment = there.get(wanted)
    if (!attachment) throw wrong(words('conversations.attach-gone'))
    const not = whyNot(attachment, taking)
    if (not) throw wrong(not)
    const longest = taking.takes?.altMax
    if (longest !== undefined && altOf(alt ?? attachment.alt).length > longest)
      throw wrong(words('conversations.alt-long', { name: attachment.name, network: taking.network, max: longest }))
  }
  // Read a moment ago: a colleague may be taking one away.
  const { numAffectedRows: taken } = await sql`
    update attachments a set reply_id = ${id}, conversation_id = null, came_from = '{}', changed_at = clock_timestamp(),
      alt = coalesce(given.alt, a.alt)
    from unnest(${going.map((one) => one.id)}::uuid[], ${going.map(({ alt }) => (alt === undefined ? null : altOf(alt)))}::text[])
      as given (id, alt)
    where a.id = given.id and a.conversation_id = ${conversationId} and a.removed_at is null`.execute(tx)
  if (Number(taken) < going.length) throw wrong(words('conversations.attach-gone'))
}

const wrong = (said: Words): Refusal => new Refusal(422, said, { fields: { attachments: said } })

/** A reply was taken back, or sent back: what went with it stands with the draft again. */
export async function giveBackAttachments(tx: Tx, replyId: string, conversationId: string): Promise<void> {
  await sql`
    update attachments set conversation_id = ${conversationId}, reply_id = null, removed_at = null,
      changed_at = clock_timestamp()
    where reply_id = ${replyId}`.execute(tx)
}

/** What stands with the drafts of conversations that become one stands with the one. */
export async function moveAttachments(tx: Tx, into: string, from: readonly string[]): Promise<void> {
  await sql`
    update attachments set came_from = came_from || conversation_id, conversation_id = ${into}, changed_at = clock_timestamp()
    where conversation_id = any(${[...from]}::uuid[])`.execute(tx)
}

/** They part again: what came from the one and did not leave since goes back to it. */
export async function returnAttachments(tx: Tx, from: string, into: string): Promise<void> {
  await sql`
    update attachments set conversation_id = ${into}, came_from = trim_array(came_from, 1), changed_at = clock_timestamp()
    where conversation_id = ${from} and came_from[cardinality(came_from)] = ${into}`.execute(tx)
}
