import type { Tx } from '../core/database.ts'
import { forbidden } from '../core/errors.ts'
import type { Json } from '../lib/json.ts'
import type { DeedKind, DeedKinds, Doer, Done, GivenDeed } from './deed.ts'

/** Does deeds to many conversations, each deed to all of them before the next; what changed, by conversation. */
export async function doDeedsToMany(
  tx: Tx,
  kinds: DeedKinds,
  ids: readonly string[],
  deeds: readonly GivenDeed[],
  doer: Doer,
): Promise<Map<string, Done[]>> {
  const done = new Map<string, Done[]>()
  for (const deed of deeds) {
    const kind = kinds.get(deed.do)
    if (!kind || !doer.by?.can.has(kind.ability)) throw forbidden()
    for (const [id, did] of await applyTo(tx, kind, ids, deed, doer))
      done.set(id, [...(done.get(id) ?? []), { do: deed.do, did }])
  }
  return done
}

async function applyTo(tx: Tx, kind: DeedKind, ids: readonly string[], deed: GivenDeed, doer: Doer) {
  if (kind.applyMany) return kind.applyMany(tx, ids, deed, doer)
  const dids = new Map<string, Json>()
  for (const id of ids) {
    const did = await kind.apply(tx, id, deed, doer)
    if (did !== undefined) dids.set(id, did)
  }
  return dids
}

/** Puts back what was done to each, the last first. Gives those where something is left as somebody made it since. */
export async function undoDeedsOfMany(
  tx: Tx,
  kinds: DeedKinds,
  done: ReadonlyMap<string, readonly Done[]>,
  doer: Doer,
): Promise<Set<string>> {
  const left = new Set<string>()
  const most = Math.max(0, ...[...done.values()].map((all) => all.length))
  for (let last = 1; last <= most; last++) {
    const layer = [...done].flatMap(([id, all]) => {
      const one = all.at(-last)
      return one ? [{ id, ...one }] : []
    })
    for (const [name, same] of Map.groupBy(layer, (one) => one.do)) {
      const dids = new Map(same.map((one): [string, Json] => [one.id, one.did]))
      const back = await undoOf(tx, kinds.get(name), dids, doer)
      for (const { id } of same) if (!back.has(id)) left.add(id)
    }
  }
  return left
}

async function undoOf(tx: Tx, kind: DeedKind | undefined, dids: ReadonlyMap<string, Json>, doer: Doer) {
  if (kind?.undoMany) return kind.undoMany(tx, dids, doer)
  const back = new Set<string>()
  for (const [id, did] of dids) if (await kind?.undo?.(tx, id, did, doer)) back.add(id)
  return back
}
