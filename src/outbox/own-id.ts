import { sql } from 'kysely'
import type { Channel } from '../channels/index.ts'
import type { Said, Spoken } from '../connectors/index.ts'
import type { Tx } from '../core/database.ts'
import { newId } from '../lib/ids.ts'
import { jsonText } from '../lib/json-text.ts'
import { words } from '../lib/words.ts'
import type { Claim } from './claim.ts'

/**
 * The id under which what we said is kept. A network that answers with the id of something else (of another reply, or of
 * what was here before this one was decided) would make ours vanish behind it: it is then kept under its own key, and the
 * window's page says so.
 */
export async function ownId(tx: Tx, channel: Channel, claim: Claim, spoken: Spoken, said: Said): Promise<string> {
  if (!(await isAnothers(tx, channel.id, claim, said.externalId))) return said.externalId
  await note(tx, channel.id, spoken, said.externalId)
  return `reply:${spoken.key}`
}

async function isAnothers(tx: Tx, channelId: string, claim: Claim, externalId: string): Promise<boolean> {
  const { rows } = await sql<{ anothers: boolean }>`
    select m.heard_at < r.written_at
      or exists (select from deliveries d where d.message_id = m.id and d.id <> ${claim.id}) as anothers
    from messages m, replies r
    where m.channel_id = ${channelId} and m.external_id = ${externalId} and r.id = ${claim.replyId}`.execute(tx)
  return rows[0]?.anothers ?? false
}

async function note(tx: Tx, channelId: string, { text }: Spoken, externalId: string): Promise<void> {
  const row = { channel_id: channelId, external_id: externalId, excerpt: [...text].slice(0, 120).join('') }
  const reason = jsonText(words('outbox.same-id', { id: externalId.slice(0, 100) }))
  await tx
    .insertInto('refused_items')
    .values({ id: newId(), ...row, reason })
    .execute()
}
