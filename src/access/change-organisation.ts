import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'

export interface OrganisationChange {
  name: string
  language: string
  timeZone: string
  publicUrl: string
}

/** Changes what the organisation is called and where it is reached. The event names what changed, not to what. */
export async function changeOrganisation(tx: Tx, change: OrganisationChange, by: { id: string }): Promise<void> {
  const before = await tx.selectFrom('organisation').selectAll().forUpdate().executeTakeFirstOrThrow()
  const after = {
    name: change.name,
    language: change.language,
    time_zone: change.timeZone,
    public_url: change.publicUrl,
  }
  const changed = (['name', 'language', 'time_zone', 'public_url'] as const).filter((it) => before[it] !== after[it])
  if (changed.length === 0) return
  await tx.updateTable('organisation').set(after).execute()
  await record(tx, 'organisation.changed', { by, data: { changed } })
}
