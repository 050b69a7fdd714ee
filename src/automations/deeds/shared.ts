import { z } from 'zod'
import { applyDeed, type GivenDeed as SharedDeed, undoDeed } from '../../conversations/index.ts'
import { type DeedKind, type Doer, deedKind, type Takes } from '../deed.ts'

const changed = z.object({ id: z.string(), was: z.record(z.string(), z.json()), seq: z.number() })

interface Shared<Given extends z.ZodObject> extends Pick<DeedKind, 'icon' | 'ability'> {
  name: SharedDeed['do']
  takes: Takes
  given: Given
  /** As the desk's own deed of that name is given. */
  asked(deed: z.infer<Given>, doer: Doer): Record<string, string>
}

/** What people do at the desk, done and put back as there. */
const shared = <Given extends z.ZodObject>({ asked, ...kind }: Shared<Given>): DeedKind =>
  deedKind({
    ...kind,
    did: changed,
    async apply(tx, id, deed, doer) {
      const [did] = await applyDeed(tx, [id], { ...asked(deed, doer), do: kind.name }, atDesk(doer))
      return did && { ...did }
    },
    async applyMany(tx, ids, deed, doer) {
      const said = { ...asked(kind.given.parse(deed), doer), do: kind.name }
      const all = await applyDeed(tx, ids, said, atDesk(doer))
      return new Map(all.map((one) => [one.id, { ...one }]))
    },
    async undoMany(tx, dids, doer) {
      const all = [...dids].map(([id, did]) => ({ ...changed.parse(did), id }))
      return new Set(await undoDeed(tx, { do: kind.name }, all, atDesk(doer)))
    },
    undo: async (tx, id, did, doer) =>
      (await undoDeed(tx, { do: kind.name }, [{ ...did, id }], atDesk(doer))).length > 0,
  })

const atDesk = ({ by, now }: Doer) => ({ by, now, timeZone: by?.timeZone ?? 'UTC' })

const toSomebody = /^(user|team):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const tag = z.string().trim().min(1).max(60)
const mostMinutes = 60 * 24 * 365
const nothing = () => ({})

export const sharedDeeds: readonly DeedKind[] = [
  shared({
    name: 'assign',
    icon: 'user-check',
    takes: 'whom',
    ability: 'assign',
    given: z.object({ do: z.literal('assign'), to: z.string().regex(toSomebody) }),
    asked: ({ to }) => ({ to }),
  }),
  shared({
    name: 'unassign',
    icon: 'user-x',
    takes: 'nothing',
    ability: 'assign',
    given: z.object({ do: z.literal('unassign') }),
    asked: nothing,
  }),
  shared({
    name: 'tag',
    icon: 'tag',
    takes: 'tag',
    ability: 'close',
    given: z.object({ do: z.literal('tag'), tag }),
    asked: (deed) => ({ tag: deed.tag }),
  }),
  shared({
    name: 'untag',
    icon: 'tag',
    takes: 'tag',
    ability: 'close',
    given: z.object({ do: z.literal('untag'), tag }),
    asked: (deed) => ({ tag: deed.tag }),
  }),
  shared({
    name: 'snooze',
    icon: 'alarm-clock',
    takes: 'time',
    ability: 'close',
    given: z.object({ do: z.literal('snooze'), minutes: z.number().int().min(5).max(mostMinutes) }),
    asked: ({ minutes }, { now }) => ({ until: new Date(now.getTime() + minutes * 60_000).toISOString() }),
  }),
  shared({
    name: 'close',
    icon: 'check',
    takes: 'nothing',
    ability: 'close',
    given: z.object({ do: z.literal('close') }),
    asked: nothing,
  }),
  shared({
    name: 'reopen',
    icon: 'rotate-ccw',
    takes: 'nothing',
    ability: 'close',
    given: z.object({ do: z.literal('reopen') }),
    asked: nothing,
  }),
  shared({
    name: 'spam',
    icon: 'shield',
    takes: 'nothing',
    ability: 'close',
    given: z.object({ do: z.literal('spam') }),
    asked: nothing,
  }),
]
