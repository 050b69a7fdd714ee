import { findOrganisation } from '../../access/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import type { Viewer } from '../../core/web.ts'
import type { Conversation } from '../conversation.ts'
import type { ReplyTarget } from '../reply-target.ts'
import { networkName } from '../views/where.tsx'
import { asTheySign } from './as-they-sign.ts'
import type { Values } from './variables.ts'

export interface Asking {
  conversation: Conversation
  viewer: Pick<Viewer, 'id' | 'name' | 'teamIds'>
  target: ReplyTarget | undefined
}

/** What fills the variables of a saved reply in at a conversation, in each language; what nobody knows is left out. */
export async function findValues(
  core: Pick<Core, 'db' | 'config' | 'clock'>,
  connectors: Connectors,
  { conversation, viewer, target }: Asking,
): Promise<{ in(language: string): Values; language: string }> {
  const [organisation, texts] = await Promise.all([findOrganisation(core), target ? textsOf(core.db, target.id) : []])
  const { channel } = conversation
  const signed = target && asTheySign({ name: target.name, handle: target.inReplyTo.author.handle, texts })
  const [mine] = viewer.name.trim().split(/\s+/)
  const values: Values = {
    ...(signed ? { name: signed.first, 'full-name': signed.full } : {}),
    ...(mine ? { 'my-name': mine } : {}),
    ...(organisation ? { organisation: organisation.name } : {}),
    ...(target?.url ? { link: target.url } : {}),
    network: networkName(connectors, channel.network).name,
    window: channel.name,
  }
  const today = core.clock.now()
  const timeZone = organisation?.timeZone ?? 'UTC'
  return {
    language: organisation?.language ?? 'en',
    in: (language) => ({ ...values, today: dayIn(language, timeZone, today) }),
  }
}

/** "22 de noviembre de 2026". */
const dayIn = (language: string, timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(at)

/** What whoever is answered wrote here, the latest first. */
async function textsOf(db: Core['db'], messageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('messages as target', (join) =>
      join
        .onRef('target.conversation_id', '=', 'm.conversation_id')
        .onRef('target.identity_id', '=', 'm.identity_id')
        .on('target.id', '=', messageId),
    )
    .select('m.text')
    .where('m.deleted_at', 'is', null)
    .orderBy('m.said_at', 'desc')
    .limit(5)
    .execute()
  return rows.map((row) => row.text)
}
