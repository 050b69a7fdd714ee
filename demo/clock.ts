import type pg from 'pg'

/**
 * While the past is written, it is then: `Date` and the database's `now()` tell the story's time, so that everything that the
 * product does has the moment at which it is said to have happened. Only in the sample's own database, and only until `end`.
 */
export interface StoryClock {
  set(moment: number): Promise<void>
  end(): Promise<void>
}

/** What a connection to the sample's database needs, so that `now()` is found here first. */
export const storyOptions = '-c search_path=public,pg_catalog -c synchronous_commit=off'

export async function beginStory(pool: pg.Pool, moment: number): Promise<StoryClock> {
  const RealDate = globalThis.Date
  const defaults = await findDefaults(pool)
  await pool.query('create sequence if not exists story_clock minvalue 0')
  for (const name of clocks)
    await pool.query(`create or replace function public.${name}() returns timestamptz language sql stable as
      $$ select pg_catalog.to_timestamp(last_value / 1000.0) from public.story_clock $$`)
  await setDefaults(pool, defaults, 'public')
  let now = moment
  globalThis.Date = class extends RealDate {
    constructor(...given: []) {
      super(...((given.length === 0 ? [now] : given) as []))
    }
    static override now = () => now
  } as DateConstructor
  const set = async (to: number) => {
    now = to
    await pool.query('select setval($1, $2)', ['story_clock', Math.floor(to)])
  }
  await set(moment)
  return {
    set,
    async end() {
      globalThis.Date = RealDate
      await setDefaults(pool, defaults, 'pg_catalog')
      for (const name of clocks) await pool.query(`drop function public.${name}()`)
      await pool.query('drop sequence story_clock')
    },
  }
}

const clocks = ['now', 'clock_timestamp', 'statement_timestamp', 'transaction_timestamp']

interface Default {
  table: string
  column: string
  /** As it was. */
  is: string
}

/** What is filled in by the clock when nothing is given. */
async function findDefaults(pool: pg.Pool): Promise<Default[]> {
  const { rows } = await pool.query<Default>(`
    select c.relname as table, a.attname as column, pg_catalog.pg_get_expr(d.adbin, d.adrelid) as is
    from pg_catalog.pg_attrdef d join pg_catalog.pg_class c on c.oid = d.adrelid
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and pg_catalog.pg_get_expr(d.adbin, d.adrelid) ~ '(now|_timestamp)\\(\\)'`)
  return rows
}

async function setDefaults(pool: pg.Pool, defaults: readonly Default[], schema: string): Promise<void> {
  for (const { table, column, is } of defaults) {
    const by = is.replace(new RegExp(`\\b(${clocks.join('|')})\\(\\)`, 'g'), `${schema}.$1()`)
    await pool.query(`alter table "${table}" alter column "${column}" set default ${by}`)
  }
}
