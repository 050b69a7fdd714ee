import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { RecordedEvent, Subscribers, TogetherInTx } from '../core/events.ts'
import { addUnlessWaiting } from '../core/jobs.ts'
import type { Json } from '../lib/json.ts'
import { eventKinds } from './trigger.ts'

const job = 'automations.run'

/** What happened is answered soon, in a job of its own. */
export const runSoon = (tx: Tx): Promise<void> => addUnlessWaiting(tx, job, {})

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** A reply in several parts is one reply. */
const isFirst = ({ kind, data }: RecordedEvent): boolean =>
  kind !== 'reply.sent' || typeof data.part !== 'number' || data.part === 0

/** Keeps what an automation that is switched on answers; without any, nothing. One statement for all of them. */
const awaitAutomations: TogetherInTx = async (tx, all) => {
  const events = all.filter((event) => event.conversationId !== null && isFirst(event))
  if (events.length === 0 || !(await anyAnswers(tx, events))) return
  const messages = events.map(({ kind, data }) => JSON.stringify(kind === 'message.heard' ? texts(data.messages) : []))
  const counts = events.map(({ data }) => (typeof data.count === 'number' ? data.count : 0))
  const { rows } = await sql`
    insert into automation_dues (kind, conversation_id, message_ids, event_seq, chain)
    select k.kind, g.conversation_id, array(select jsonb_array_elements_text(g.messages::jsonb))::uuid[], g.seq,
      array(select jsonb_array_elements_text(g.chain::jsonb))::uuid[]
    from unnest(${events.map((event) => event.kind)}::text[], ${events.map((event) => event.conversationId)}::uuid[],
      ${messages}::text[], ${events.map((event) => event.seq)}::bigint[], ${counts}::int[],
      ${events.map(({ data }) => JSON.stringify(texts(data.chain)))}::text[])
      as g (event, conversation_id, messages, seq, count, chain)
    join (select distinct a.trigger ->> 'on' as kind from automations a
      where a.on_since is not null and a.removed_at is null) k
      on k.kind = g.event or (k.kind = 'conversation.opened' and g.event = 'message.heard' and exists (
        select from conversations c where c.id = g.conversation_id and c.message_count = g.count))
    order by g.seq returning id`.execute(tx)
  if (rows.length > 0) await runSoon(tx)
}

/** Most houses have no automation for what happens most: a batch of hundreds of messages need not be sent to find that out. */
async function anyAnswers(tx: Tx, events: readonly RecordedEvent[]): Promise<boolean> {
  const { rows } = await sql<{ kind: string }>`
    select distinct trigger ->> 'on' as kind from automations where on_since is not null and removed_at is null`.execute(
    tx,
  )
  const kinds = new Set(events.map(({ kind }) => kind))
  return rows.some(({ kind }) => kinds.has(kind) || (kind === 'conversation.opened' && kinds.has('message.heard')))
}

export const automationSubscribers: Pick<Required<Subscribers>, 'together'> = {
  together: new Map(eventKinds.map((kind) => [kind, [awaitAutomations]])),
}
