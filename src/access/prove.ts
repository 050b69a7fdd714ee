import type { Clock } from '../core/clock.ts'
import type { Core } from '../core/core.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import { checkPassword } from './change-me.ts'
import { passwordOf } from './user.ts'
import type { Session } from './viewer.ts'

const validMs = 10 * 60_000

/** Whether it is certain, this moment, that the person is who opened the session: by signing in, or by their password. */
export const isProved = ({ provedAt }: Pick<Session, 'provedAt'>, clock: Clock): boolean =>
  clock.now().getTime() - provedAt.getTime() < validMs

/** Refuses a deed that whoever finds an open browser must not be able to do. */
export function needProof(session: Session | undefined, clock: Clock): Session {
  if (!session || !isProved(session, clock)) throw new Refusal(403, words('access.prove-first'))
  return session
}

/** The password, written again. Throws 409 for those who have none: they sign in again. */
export async function prove(core: Core, me: { id: string }, session: Session, password: string): Promise<void> {
  if (!(await passwordOf(core.db, me.id))) throw new Refusal(409, words('access.prove-by-signing-in'))
  await checkPassword(core, me, password)
  await core.db.updateTable('sessions').set({ proved_at: core.clock.now() }).where('id', '=', session.id).execute()
}
