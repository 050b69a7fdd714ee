import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { InTx, RecordedEvent } from '../core/events.ts'
import { notifyAll } from './notify.ts'
import type { NotificationKind } from './tables.ts'
import { given, whoIsHere } from './whom.ts'

/** What is part of a deed on many does not ring by itself: one line tells of all of it. */
export const unlessBulk =
  (hear: InTx): InTx =>
  async (tx, event) => {
    if (typeof event.data.bulk !== 'string') await hear(tx, event)
  }

/** Many at once were given to somebody, taken from them, or closed: each is told once, with how many. */
export const bulkDone: InTx = async (tx, event) => {
  const { bulk, deed } = event.data
  if (typeof bulk !== 'string' || (deed !== 'assign' && deed !== 'close')) return
  const told = deed === 'assign' ? await tellWhom(tx, event, bulk) : []
  const kind = deed === 'assign' ? 'bulk-handed-on' : 'bulk-closed'
  await tell(tx, event, kind, bulk, await countConcerned(tx, bulk, deed), [...told, event.byUser])
}

/** To whom they were given. */
async function tellWhom(tx: Tx, event: RecordedEvent, bulk: string): Promise<string[]> {
  const { to, count } = event.data
  if (typeof to !== 'string' || typeof count !== 'number' || count === 0) return []
  const [kind = '', id = ''] = to.split(':')
  const whom = (await given(tx, { ...event, data: { [kind]: id } })).filter((user) => user !== event.byUser)
  await tell(tx, event, 'bulk-assigned', bulk, new Map(whom.map((user) => [user, count])), [])
  return whom
}

/** Who follows how many of those that were changed, by a deed on many or by that one of a macro, has them, or had them. */
async function countConcerned(tx: Tx, bulk: string, deed: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ user: string; count: number }>`
    with changed as (
      select conversation_id as id, was from bulk_items where run_id = ${bulk} and outcome = 'changed'
      union all
      select r.conversation_id, d->'did'->'was' from automation_runs r, jsonb_array_elements(r.did) as d
        where r.batch_id = ${bulk} and r.undone_at is null and d->>'do' = ${deed}),
    concerned as (
      select f.user_id, c.id from changed c join conversation_followers f on f.conversation_id = c.id
      union select a.user_id, c.id from changed c join conversation_assignments a on a.conversation_id = c.id
        where a.user_id is not null
      union select (c.was->'assignment'->>'user_id')::uuid, c.id from changed c
        where c.was->'assignment'->>'user_id' is not null)
    select user_id as user, count(*)::int as count from concerned group by 1`.execute(tx)
  return new Map(rows.map(({ user, count }) => [user, count]))
}

async function tell(
  tx: Tx,
  event: RecordedEvent,
  kind: NotificationKind,
  bulk: string,
  counts: ReadonlyMap<string, number>,
  except: readonly (string | null)[],
): Promise<void> {
  const whom = await whoIsHere(
    tx,
    [...counts.keys()].filter((user) => !except.includes(user)),
  )
  const lines = whom.map((userId) => ({ event, about: bulk, userId, missing: counts.get(userId) ?? 0 }))
  await notifyAll(tx, kind, lines)
}
