import type { Core } from '../core/core.ts'

/** The job `access.tidy`: forgets sessions, verifications and counts of tries that are over. */
export async function tidy({ db, clock }: Pick<Core, 'db' | 'clock'>): Promise<void> {
  const now = clock.now()
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('verifications').where('expires_at', '<', now).execute()
  await db.deleteFrom('rate_limits').where('ends_at', '<', now).execute()
}
