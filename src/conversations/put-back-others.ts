import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../core/database.ts'
import { awaitAssignment } from './assignment/await.ts'
import { type By, type Changed, tellChanged, type WasRow } from './changed.ts'
import { known, noted, ofHolder, ofTag, untouched } from './put-back.ts'

const held = z.object({
  assignment: z.object({ user_id: z.uuid().nullable(), team_id: z.uuid().nullable() }).nullable(),
  free: z.json(),
})

/** Gives these back to whoever had them, or to nobody, where nobody gave them on since. Gives which. */
export async function putBackHolder(tx: Tx, changed: readonly Changed[], by: By): Promise<string[]> {
  const rest = await canHold(tx, await untouched(tx, changed, ofHolder))
  const ids = rest.map(({ id }) => id)
  const { rows: now } = await sql<{ id: string; user: string | null; team: string | null }>`
    delete from conversation_assignments where conversation_id = any(${ids}::uuid[])
    returning conversation_id as id, user_id as user, team_id as team`.execute(tx)
  await sql`
    insert into conversation_assignments (conversation_id, user_id, team_id, assigned_by, assigned_at, note_id, rule_id)
    select x.conversation_id, x.user_id, x.team_id, ${known('assigned_by')}, x.assigned_at,
      (select n.id from notes n where n.id = x.note_id), (select r.id from assignment_rules r where r.id = x.rule_id)
    from jsonb_populate_recordset(null::conversation_assignments, ${noted(rest, 'assignment')}::jsonb) as x`.execute(tx)
  const before = new Map(now.map((row) => [row.id, row]))
  const given = rest.filter(({ was }) => held.parse(was).assignment)
  await tellChanged(tx, 'conversation.assigned', given, by, ({ id, was }) => {
    const { assignment } = held.parse(was)
    const from = before.get(id)?.user
    return { user: assignment?.user_id ?? null, team: assignment?.team_id ?? null, ...(from ? { from } : {}) }
  })
  const freed = rest.filter(({ was }) => !held.parse(was).assignment)
  await tellChanged(tx, 'conversation.unassigned', freed, by, ({ id }) => ({
    user: before.get(id)?.user ?? null,
    team: before.get(id)?.team ?? null,
  }))
  await freeAsBefore(tx, freed)
  return ids
}

/** Without those whose holder is here no more, or only looks. */
async function canHold(tx: Tx, changed: readonly Changed[]): Promise<Changed[]> {
  const { rows } = await sql<{ id: string }>`
    select x.conversation_id as id
    from jsonb_populate_recordset(null::conversation_assignments, ${noted(changed, 'assignment')}::jsonb) as x
    where (x.user_id is not null and not exists (select from users u
        where u.id = x.user_id and u.deactivated_at is null and u.role <> 'observer'))
      or (x.team_id is not null and not exists (select from teams t where t.id = x.team_id))`.execute(tx)
  const gone = new Set(rows.map(({ id }) => id))
  return changed.filter(({ id }) => !gone.has(id))
}

/** Left free by somebody, as before, or to be given by rule, as before. */
async function freeAsBefore(tx: Tx, freed: readonly Changed[]): Promise<void> {
  const ids = freed.map(({ id }) => id)
  await sql`delete from conversations_left_free where conversation_id = any(${ids}::uuid[])`.execute(tx)
  await sql`insert into conversations_left_free (conversation_id, left_by, left_at)
    select x.conversation_id, ${known('left_by')}, x.left_at
    from jsonb_populate_recordset(null::conversations_left_free, ${noted(freed, 'free')}::jsonb) as x`.execute(tx)
  await awaitAssignment(tx, ids)
}

/** Takes a tag off these again, where nobody did anything with it since. */
export async function putBackTagged(tx: Tx, changed: readonly Changed[], by: By): Promise<string[]> {
  const back: string[] = []
  for (const [tagId, same] of byTag(changed)) {
    const ids = (await untouched(tx, same, ofTag, tagId)).map(({ id }) => id)
    const { rows } = await sql<WasRow>`
      delete from conversation_tags where conversation_id = any(${ids}::uuid[]) and tag_id = ${tagId}
      returning conversation_id as id, '{}'::jsonb as was`.execute(tx)
    await tellChanged(tx, 'conversation.untagged', rows, by, () => ({ tag: tagId }))
    back.push(...rows.map(({ id }) => id))
  }
  return back
}

/** Puts it on them again. */
export async function putBackUntagged(tx: Tx, changed: readonly Changed[], by: By): Promise<string[]> {
  const back: string[] = []
  for (const [tagId, same] of byTag(changed)) {
    const rest = await untouched(tx, same, ofTag, tagId)
    const { rows } = await sql<WasRow>`
      insert into conversation_tags (conversation_id, tag_id, tagged_by, tagged_at)
      select x.conversation_id, x.tag_id, ${known('tagged_by')}, x.tagged_at
      from jsonb_populate_recordset(null::conversation_tags, ${noted(rest, 'row')}::jsonb) as x
      join tags g on g.id = x.tag_id
      on conflict do nothing returning conversation_id as id, '{}'::jsonb as was`.execute(tx)
    await tellChanged(tx, 'conversation.tagged', rows, by, () => ({ tag: tagId }))
    back.push(...rows.map(({ id }) => id))
  }
  return back
}

const byTag = (changed: readonly Changed[]) => Map.groupBy(changed, ({ was }) => String(was.tag))

/** What somebody has read, or not, is as it was, where they have not looked or marked it since. */
export async function putBackRead(tx: Tx, changed: readonly Changed[], by: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from conversation_reads r
    using jsonb_populate_recordset(null::conversation_reads, ${noted(changed, 'now')}::jsonb) as x
    where r.user_id = ${by.id} and x.user_id = r.user_id and x.conversation_id = r.conversation_id
      and x.read_at = r.read_at and x.heard_late = r.heard_late
    returning r.conversation_id as id`.execute(tx)
  const back = new Set(rows.map(({ id }) => id))
  const rest = changed.filter(({ id }) => back.has(id))
  await sql`insert into conversation_reads (user_id, conversation_id, read_at, heard_late)
    select x.user_id, x.conversation_id, x.read_at, x.heard_late
    from jsonb_populate_recordset(null::conversation_reads, ${noted(rest, 'read')}::jsonb) as x`.execute(tx)
  return [...back]
}
