import { sql } from 'kysely'
import { reply } from '../../src/conversations/reply.ts'
import type { Database } from '../../src/core/database.ts'
import { subscribe } from '../../src/core/events.ts'
import { newId } from '../../src/lib/ids.ts'
import { outboxSubscribers } from '../../src/outbox/index.ts'
import type { NetworkWindow } from './network.ts'
import type { Random } from './random.ts'
import type { WindowName } from './story.ts'
import { eventually } from './waiting.ts'
import { scriptedWindows } from './windows.ts'

export interface DecidedReply {
  id: string
  window: WindowName
  parts: string[]
}

/** Decides replies as a person does: with an id of the form's, sent again when nobody knows whether it was kept. */
export interface Decider {
  decided: DecidedReply[]
  decide(window: NetworkWindow): Promise<void>
}

export function decider(database: () => Database, random: Random): Decider {
  subscribe({ inTx: outboxSubscribers.inTx, later: new Map() })
  const connectors = scriptedWindows('http://127.0.0.1:9', () => {})
  const by = { id: newId() }
  const decided: DecidedReply[] = []
  const write = async (window: NetworkWindow, given: DecidedReply): Promise<void> => {
    const { db } = database()
    await sql`insert into users (id, name, email, role) values (${by.id}, 'Marta', 'marta@example.org', 'agent')
      on conflict do nothing`.execute(db)
    await db.transaction().execute(async (tx) => {
      const alive = [...window.story.final].flatMap(([id, { text }]) => (text === null ? [] : [id]))
      const target = await tx
        .selectFrom('messages as m')
        .innerJoin('channels as c', 'c.id', 'm.channel_id')
        .select(['m.id', 'm.conversation_id'])
        .where('c.network', '=', window.name)
        .where('m.deleted_at', 'is', null)
        .where(sql<boolean>`m.external_id = any(${alive})`)
        .orderBy(sql`md5(m.external_id || ${given.id})`)
        .executeTakeFirst()
      if (!target) throw new Error('Nothing was heard yet that could be answered.')
      const written = { id: given.id, text: given.parts.join('\n\n'), parts: given.parts, inReplyTo: target.id }
      await reply(tx, connectors, target.conversation_id, written, by)
    })
  }
  return {
    decided,
    async decide(window) {
      const id = newId()
      const count = random.chance(0.15) ? 3 : 1
      const parts = Array.from({ length: count }, (_, part) => `We answer ${id}, part ${part + 1}`)
      const given = { id, window: window.name, parts }
      await eventually(() => write(window, given), 30_000)
      decided.push(given)
    },
  }
}
