import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { recordAll } from '../../core/events.ts'
import { giveOutSoon } from './await.ts'

const batch = 200

/**
 * What somebody had who works here no more, or only looks, is nobody's now: the thread says so, and what waits for an answer
 * goes by rule again. What was closed, or is spam, says nothing, but does not come back to them. Some hundreds in a transaction; gives how
 * many were open. Nothing of somebody who came back meanwhile.
 */
export async function letGo(db: Db, userId: string): Promise<number> {
  let count = 0
  for (let more = true; more; ) {
    const some = await db.transaction().execute((tx) => letGoSome(tx, userId))
    count += some.open
    more = some.all === batch
  }
  return count
}

interface Freed {
  id: string
  team_id: string | null
  state: string
  works: boolean
}

async function letGoSome(tx: Tx, userId: string): Promise<{ all: number; open: number }> {
  const { rows } = await sql<{ id: string }>`
    select c.id from conversation_assignments a join conversations c on c.id = a.conversation_id
    join users u on u.id = a.user_id and (u.deactivated_at is not null or u.role = 'observer')
    where a.user_id = ${userId} order by c.id limit ${sql.lit(batch)} for update of c`.execute(tx)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return { all: 0, open: 0 }
  const { rows: freed } = await sql<Freed>`
    delete from conversation_assignments a using conversations c, users u
    where c.id = a.conversation_id and u.id = a.user_id and c.id = any(${ids}::uuid[]) and u.id = ${userId}
    returning c.id, a.team_id, c.state, u.deactivated_at is null as works`.execute(tx)
  const open = freed.filter((one) => one.state !== 'closed' && one.state !== 'spam')
  await recordAll(
    tx,
    open.map(({ id, team_id, works }) => ({
      kind: 'conversation.unassigned',
      conversation: { id },
      data: { user: userId, team: team_id, because: works ? 'observes' : 'left' },
    })),
  )
  // Whatever its age: somebody was at it.
  await sql`
    insert into assignment_waits (conversation_id) select id from conversations
    where id = any(${open.map(({ id }) => id)}::uuid[]) and state = 'open' and waiting_since is not null
    order by id on conflict (conversation_id) do update set away = null, rule_id = null`.execute(tx)
  await giveOutSoon(tx)
  return { all: ids.length, open: open.length }
}
