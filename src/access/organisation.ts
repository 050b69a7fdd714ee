import type { Core } from '../core/core.ts'

export interface Organisation {
  name: string
  language: string
  timeZone: string
  /** Without a slash at the end. */
  publicUrl: string
}

/** Undefined until the set-up is done. */
export async function findOrganisation(core: Pick<Core, 'db' | 'config'>): Promise<Organisation | undefined> {
  const row = await core.db.selectFrom('organisation').selectAll().executeTakeFirst()
  if (!row) return undefined
  const publicUrl = core.config.publicUrl ?? row.public_url
  return { name: row.name, language: row.language, timeZone: row.time_zone, publicUrl }
}

const freshMs = 3000

/** The organisation as it was at most three seconds ago: every request asks, and it hardly ever changes. */
export function organisationReader(core: Core): { read(): Promise<Organisation | undefined>; forget(): void } {
  let known: { at: number; organisation: Promise<Organisation | undefined> } | undefined
  const read = () => {
    const now = Date.now()
    if (!known || now - known.at > freshMs) {
      const organisation = findOrganisation(core)
      known = { at: now, organisation }
      organisation.then(
        (found) => !found && forget(),
        () => forget(),
      )
    }
    return known.organisation
  }
  const forget = () => {
    known = undefined
  }
  return { read, forget }
}
