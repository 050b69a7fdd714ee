import { dirname } from 'node:path'
import type pg from 'pg'
import { type Connection, openDatabase } from '../src/core/database.ts'
import { type Kept, keep, readKept } from './kept.ts'
import { refusal } from './refusal.ts'

/** Makes room for a new sample: forgets an earlier one, or one that was not finished, and never anything else. */
export async function forget(connection: Connection, file: string, begun: Kept): Promise<void> {
  const { pool, close } = openDatabase(connection, 1)
  try {
    if (!readKept(file) && (await hasTables(pool))) throw notOurs(dirname(file))
    keep(file, begun)
    await pool.query('drop schema public cascade; create schema public; drop schema if exists graphile_worker cascade')
  } finally {
    await close()
  }
}

async function hasTables(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(`
    select exists (select from pg_catalog.pg_class where relkind in ('r', 'p')
      and relnamespace::regnamespace::text !~ '^(pg_|information_schema$)') as has`)
  return rows[0]?.has !== false
}

const notOurs = (folder: string) =>
  refusal(
    `The data in ${folder} is not a sample (it has no sample.json): nothing was changed. Set TERTULIA_DEMO_DATA to a folder of its own, or leave it out.`,
    `Los datos de ${folder} no son una muestra (no tienen sample.json): no se ha cambiado nada. Pon en TERTULIA_DEMO_DATA una carpeta aparte, o no la pongas.`,
  )
