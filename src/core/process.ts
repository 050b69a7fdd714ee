import { sql } from 'kysely'
import { newId } from '../lib/ids.ts'
import type { Db } from './database.ts'
import type { Logger } from './log.ts'

/** This process among those that run side by side: it beats, and what it held is free when it stops beating. */
export interface Presence {
  id: string
  /** Says under which name this process locks jobs from now on; undefined: under none. What it had before is given back. */
  locksAs(name: string | undefined): Promise<void>
  stop(): Promise<void>
}

const beatMs = 4_000
/** After this long without a beat a process counts as dead. Three beats and a bit. */
export const silenceS = 15

export async function announce(db: Db, log: Logger, role: string): Promise<Presence> {
  const id = newId()
  let workers: string[] = []
  await db.insertInto('processes').values({ id, role }).execute()
  const beat = () =>
    sql`insert into processes (id, role, workers) values (${id}, ${role}, ${workers})
      on conflict (id) do update set beat_at = now(), workers = excluded.workers`
      .execute(db)
      .catch((err) => {
        log.warn({ err }, 'the heartbeat did not reach the database')
      })
  const timer = setInterval(beat, beatMs)
  return {
    id,
    async locksAs(name) {
      workers = name === undefined ? [] : [name]
      await beat()
    },
    async stop() {
      clearInterval(timer)
      await db
        .deleteFrom('processes')
        .where('id', '=', id)
        .execute()
        .catch(() => {})
    },
  }
}

/** Forgets processes that died. On a data folder of our own, nobody else can be running: all of them are dead. */
export async function buryProcesses(db: Db, alone: boolean): Promise<void> {
  await sql`delete from processes where ${alone} or beat_at < now() - interval '1 hour'`.execute(db)
}
