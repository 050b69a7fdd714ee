import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Logger } from '../../core/log.ts'
import { forgottenAfterS } from './who.ts'

const everyMs = 5_000

/** Forgets who gave no sign for long, and tells of it. Any process may; whichever is first does. */
export async function forgetSilent(db: Db): Promise<void> {
  await sql`
    with gone as (
      delete from presences where seen_at < now() - make_interval(secs => ${forgottenAfterS}) returning conversation_id
    )
    select pg_notify('signs', conversation_id::text) from (select distinct conversation_id from gone) as silent`.execute(
    db,
  )
}

/** Goes on forgetting, every few seconds. */
export function keepForgetting(db: Db, log: Logger): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = forgetSilent(db).catch((err) => log.warn({ err }, 'the silent could not be forgotten'))
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
