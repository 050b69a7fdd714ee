import { type Insertable, sql } from 'kysely'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import type { Tx } from './database.ts'
import { notFound, Refusal } from './errors.ts'
import { record } from './events.ts'
import { bringBack, changePlaces, type InOrder, nextPlace, putAway } from './in-order.ts'
import type { Tables } from './tables.ts'

interface By {
  id: string
}

/** A kind of rule that people put in order: where it is kept, what its events are called, and what is its own. */
export interface RuleKind<T extends InOrder, Given> {
  table: T
  /** What its events begin with: `approval-rule` for `approval-rule.made`. */
  event: string
  /** How the event names it. */
  idAs: 'rule' | 'level'
  most: number
  /** The key of what is said where there are that many already. */
  tooMany: string
  /** What of it is written, but for its id and its place. */
  rowOf(given: Given, by: By): Omit<Insertable<Tables[T]>, 'id' | 'position' | 'removed_at' | 'changed_at'>
  /** Refuses what cannot be; `id` is of one that is there already. */
  refuseWrong(tx: Tx, given: Given, id?: string): Promise<void>
  /** Refuses to bring one back that cannot stand again. */
  refuseBack?(tx: Tx, id: string): Promise<void>
  /** Writes what stands in other tables. */
  writeMore?(tx: Tx, id: string, given: Given): Promise<unknown>
  /** What is to be looked at again, whatever was done. */
  afterwards?(tx: Tx): Promise<void>
}

export interface RuleVerbs<Given> {
  /** Makes one: the last in order. Refuses (422) one too many. */
  make(tx: Tx, given: Given, by: By): Promise<string>
  /** Writes it anew. Refuses (404) what is not there. */
  change(tx: Tx, id: string, given: Given, by: By): Promise<void>
  /** It holds nothing more, and can be brought back. */
  remove(tx: Tx, id: string, by: By): Promise<void>
  /** Brings it back to where it was. */
  restore(tx: Tx, id: string, by: By): Promise<void>
  /** Puts it before the one above it, or after the one below. At the end nothing changes. */
  move(tx: Tx, id: string, to: 'up' | 'down', by: By): Promise<void>
}

/** What is done with rules in an order is the same whatever they say. */
export function ruleVerbs<T extends InOrder, Given>(kind: RuleKind<T, Given>): RuleVerbs<Given> {
  const { table, event, idAs, most } = kind
  const tell = async (tx: Tx, did: string, id: string, by: By) => {
    await record(tx, `${event}.${did}`, { by, data: { [idAs]: id } })
    await kind.afterwards?.(tx)
  }
  return {
    async make(tx, given, by) {
      const { count, position } = await nextPlace(tx, table)
      if (count >= most) throw wrong('name', kind.tooMany, { max: most })
      await kind.refuseWrong(tx, given)
      const id = newId()
      await insert(tx, table, { id, position, ...kind.rowOf(given, by) })
      await kind.writeMore?.(tx, id, given)
      await tell(tx, 'made', id, by)
      return id
    },
    async change(tx, id, given, by) {
      await kind.refuseWrong(tx, given, id)
      if (!(await update(tx, table, id, kind.rowOf(given, by)))) throw notFound()
      await kind.writeMore?.(tx, id, given)
      await tell(tx, 'changed', id, by)
    },
    async remove(tx, id, by) {
      await putAway(tx, table, id, by)
      await tell(tx, 'removed', id, by)
    },
    async restore(tx, id, by) {
      await kind.refuseBack?.(tx, id)
      await bringBack(tx, table, id, by)
      await tell(tx, 'restored', id, by)
    },
    async move(tx, id, to, by) {
      if (await changePlaces(tx, table, id, to)) await tell(tx, 'moved', id, by)
    },
  }
}

async function insert(tx: Tx, table: InOrder, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row).map((column) => sql.ref(column))
  await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(Object.values(row))})`.execute(tx)
}

async function update(tx: Tx, table: InOrder, id: string, row: Record<string, unknown>): Promise<boolean> {
  const set = Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const { rows } = await sql`update ${sql.table(table)} set ${sql.join(set)}, changed_at = now()
    where id = ${id} and removed_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** Beside a field of its form. */
export function wrong(field: string, key: string, params?: Record<string, number>): Refusal {
  const said = words(key, params)
  return new Refusal(422, said, { fields: { [field]: said } })
}
