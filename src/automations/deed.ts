import { z } from 'zod'
import type { Ability } from '../access/index.ts'
import type { Tx } from '../core/database.ts'
import { forbidden } from '../core/errors.ts'
import type { Viewer } from '../core/web.ts'
import type { Json } from '../lib/json.ts'
import type { IconName } from '../ui/icons.tsx'

export type Person = Pick<Viewer, 'id' | 'name' | 'timeZone' | 'teamIds' | 'can'>

/** Who does it: one of us (a macro), or nobody (an automation). */
export interface Doer {
  by: Person | undefined
  now: Date
}

/** What a form asks for besides which deed it is. */
export type Takes = 'whom' | 'tag' | 'time' | 'text' | 'saved-reply' | 'nothing'

/** Something that can be done to a conversation, and put back. */
export interface DeedKind {
  readonly name: string
  readonly icon: IconName
  readonly takes: Takes
  /** What a person must be allowed to do. */
  readonly ability: Ability
  /** A machine may not: it speaks for somebody. */
  readonly onlyByPeople: boolean
  readonly given: z.ZodObject
  /** Gives what it did, as its undoing needs it; undefined where it was so already. */
  apply(tx: Tx, conversationId: string, deed: unknown, doer: Doer): Promise<Json | undefined>
  /** Whether it was put back: what somebody changed since is left alone. Absent: it cannot be undone. */
  undo?(tx: Tx, conversationId: string, did: unknown, doer: Doer): Promise<boolean>
  /** The same to many in as many statements as to one, where it can be; what it did, by conversation. */
  applyMany?(tx: Tx, conversationIds: readonly string[], deed: unknown, doer: Doer): Promise<ReadonlyMap<string, Json>>
  /** Those that were put back. */
  undoMany?(tx: Tx, dids: ReadonlyMap<string, Json>, doer: Doer): Promise<ReadonlySet<string>>
}

interface Written<Given extends z.ZodObject, Did extends z.ZodType> {
  name: string
  icon: IconName
  takes: Takes
  ability: Ability
  onlyByPeople?: boolean
  given: Given
  did: Did
  apply(tx: Tx, conversationId: string, deed: z.infer<Given>, doer: Doer): Promise<(z.infer<Did> & Json) | undefined>
  undo?(tx: Tx, conversationId: string, did: z.infer<Did>, doer: Doer): Promise<boolean>
  applyMany?: DeedKind['applyMany']
  undoMany?: DeedKind['undoMany']
}

/** A kind of deed whose words are understood before it is done. */
export function deedKind<Given extends z.ZodObject, Did extends z.ZodType>(written: Written<Given, Did>): DeedKind {
  const { name, icon, takes, ability, onlyByPeople = false, given, did, undo, applyMany, undoMany } = written
  return {
    name,
    icon,
    takes,
    ability,
    onlyByPeople,
    given,
    apply: (tx, id, deed, doer) => written.apply(tx, id, given.parse(deed), doer),
    ...(applyMany ? { applyMany } : {}),
    ...(undoMany ? { undoMany } : {}),
    ...(undo ? { undo: (tx, id, it, doer) => undo(tx, id, did.parse(it), doer) } : {}),
  }
}

/** The kinds there are, in the order of a menu; rooms above may add theirs. */
export type DeedKinds = ReadonlyMap<string, DeedKind>

export const deedKinds = (kinds: readonly DeedKind[]): DeedKinds => new Map(kinds.map((kind) => [kind.name, kind]))

/** A deed as it is given and kept: which one, and what it needs to know. */
export const deedGiven = z.looseObject({ do: z.string().max(40) })
export type GivenDeed = z.infer<typeof deedGiven>
export const mostDeeds = 10

/** What was done, for undoing it. */
export const doneGiven = z.object({ do: z.string(), did: z.json() })
export type Done = z.infer<typeof doneGiven>

/** Does them in their order; gives those that changed something. Refuses (403) what the person may not do. */
export async function doDeeds(
  tx: Tx,
  kinds: DeedKinds,
  conversationId: string,
  deeds: readonly GivenDeed[],
  doer: Doer,
): Promise<Done[]> {
  const done: Done[] = []
  for (const deed of deeds) {
    const kind = kinds.get(deed.do)
    if (!kind || (doer.by ? !doer.by.can.has(kind.ability) : kind.onlyByPeople)) throw forbidden()
    const did = await kind.apply(tx, conversationId, deed, doer)
    if (did !== undefined) done.push({ do: deed.do, did })
  }
  return done
}

/** Whether somebody may do all of them. */
export const mayDo = (kinds: DeedKinds, deeds: readonly { do: string }[], by: Pick<Person, 'can'>): boolean =>
  deeds.every((deed) => {
    const kind = kinds.get(deed.do)
    return kind !== undefined && by.can.has(kind.ability)
  })

/** Puts back what was done, the last first. Gives how many were, and how many are left as somebody made them since. */
export async function undoDeeds(
  tx: Tx,
  kinds: DeedKinds,
  conversationId: string,
  done: readonly Done[],
  doer: Doer,
): Promise<{ undone: number; left: number }> {
  let undone = 0
  for (const one of done.toReversed())
    if (await kinds.get(one.do)?.undo?.(tx, conversationId, one.did, doer)) undone += 1
  return { undone, left: done.length - undone }
}
