import { basename } from 'node:path'
import type { Channel } from '../../channels/index.ts'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { addJob } from '../../core/jobs.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import type { Import } from './import.ts'
import type { Plan } from './plan.ts'

export interface NewImport {
  channel: Channel
  name: string
  path: string
  uploaded: boolean
  bytes: number
  fingerprint: string
  plan: Plan
  by: { id: string } | undefined
  id?: string
}

/** Notes a file that is to be taken in. Nothing is read until it begins. */
export async function createImport(db: Db | Tx, given: NewImport): Promise<string> {
  const { channel, uploaded, path, bytes, fingerprint, plan, by } = given
  if (channel.removedAt) throw new Refusal(409, words('import.window-removed', { name: channel.name }))
  const id = given.id ?? newId()
  const name = basename(given.name).slice(0, 200) || 'messages'
  await db
    .insertInto('imports')
    .values({
      id,
      channel_id: channel.id,
      name,
      path,
      uploaded,
      bytes,
      fingerprint,
      plan: JSON.stringify(plan),
      created_by: by?.id ?? null,
      failure: null,
      run_by: null,
    })
    .execute()
  return id
}

/** What must be known of a file before it can begin. */
export function refuseIncomplete({ mapping }: Plan): void {
  if (!mapping.text && !mapping.html && !mapping.subject)
    throw new Refusal(422, words('import.needs-text'), { fields: { text: words('import.needs-text') } })
  if (!mapping.author_id && !mapping.author_name && !mapping.author_handle)
    throw new Refusal(422, words('import.needs-author'), { fields: { author_id: words('import.needs-author') } })
}

/** Begins, or goes on where it was. The reading itself is a job's, unless the caller reads (`job: false`). */
export async function begin(
  tx: Tx,
  it: Pick<Import, 'id' | 'plan' | 'beganAt' | 'doneAt' | 'channel'>,
  how: { by: { id: string } | undefined; now: Date; job: boolean },
): Promise<void> {
  if (it.doneAt) throw new Refusal(409, words('import.already-done'))
  refuseIncomplete(it.plan)
  await tx.deleteFrom('import_stops').where('import_id', '=', it.id).execute()
  await tx
    .updateTable('imports')
    .set({ failure: null, ...(it.beganAt ? {} : { began_at: how.now }) })
    .where('id', '=', it.id)
    .execute()
  if (how.job) await wake(tx, it.id)
  await record(tx, it.beganAt ? 'import.resumed' : 'import.begun', {
    channel: it.channel,
    by: how.by,
    data: { import: it.id },
  })
}

export const wake = (tx: Tx, id: string): Promise<void> =>
  addJob(tx, 'intake.import', { import: id }, { key: `import:${id}` })

/** Stops between two batches; what came in stays, and it can go on. */
export async function stop(tx: Tx, it: Pick<Import, 'id' | 'channel'>, by: { id: string } | undefined): Promise<void> {
  const stopped = await tx
    .insertInto('import_stops')
    .values({ import_id: it.id, stopped_by: by?.id ?? null })
    .onConflict((c) => c.doNothing())
    .returning('import_id')
    .executeTakeFirst()
  if (stopped) await record(tx, 'import.stopped', { channel: it.channel, by, data: { import: it.id } })
}
