import type { Random } from './random.ts'

/** Three kinds of network: saying again is harmless; what was said can be looked up; neither. */
export const windowNames = ['keyed', 'found', 'blind'] as const
export type WindowName = (typeof windowNames)[number]

export interface SaidEntry {
  kind: 'message'
  id: string
  author: string
  text: string
  parent: string | null
  root: string | null
  saidAt: number
  editedAt: number | null
}

/** One thing that a network tells, as it stood when it was told. */
export type Entry = SaidEntry | { kind: 'deletion'; id: string }

/** What one network will say, and what must be here when all of it was said. */
export interface Story {
  /** In the order in which it is told. */
  log: Entry[]
  /** What was said before we connected, told backwards. */
  past: SaidEntry[]
  /** By id: the last text, or null for what was deleted; and the thread it belongs to. */
  final: Map<string, { text: string | null; thread: string }>
}

interface Draft extends SaidEntry {
  thread: string
}

const day = 24 * 3600_000

/**
 * Invents what one network says: threads of any shape, parents told after their answers, edits told in any order and
 * sometimes before what they change, deletions sometimes before what they delete.
 */
export function invent(window: WindowName, messages: number, random: Random): Story {
  const drafts = threads(window, messages, random)
  const pastCount = window === 'keyed' ? Math.floor(messages / 5) : 0
  const told: { at: number; entry: Entry }[] = []
  const past: SaidEntry[] = []
  const final: Story['final'] = new Map()
  for (const [index, { thread, ...said }] of drafts.entries()) {
    const versions = edited(said, random)
    if (index < pastCount) past.unshift(latest(versions))
    else for (const [nth, entry] of versions.entries()) told.push({ at: index + wander(nth, random), entry })
    const deleted = random.chance(0.06)
    if (deleted) told.push({ at: index + random.between(-40, 160), entry: { kind: 'deletion', id: said.id } })
    final.set(said.id, { text: deleted ? null : latest(versions).text, thread })
  }
  const log = told.sort((a, b) => a.at - b.at).map(({ entry }) => entry)
  return { log, past, final }
}

/** The first version is told near its place, later ones later; one in ten of those comes before it. */
function wander(nth: number, random: Random): number {
  if (nth === 0) return random.between(-30, 30)
  return random.chance(0.1) ? random.between(-80, -31) : random.between(1, 200)
}

const latest = (versions: readonly SaidEntry[]): SaidEntry =>
  versions.reduce((last, version) => ((version.editedAt ?? 0) > (last.editedAt ?? 0) ? version : last))

function edited(said: SaidEntry, random: Random): SaidEntry[] {
  const times = random.chance(0.12) ? random.between(1, 3) : 0
  const edits = Array.from({ length: times }, (_, nth) => ({
    ...said,
    text: `${said.text}, changed ${nth + 1}`,
    editedAt: said.saidAt + (nth + 1) * 60_000,
  }))
  return [said, ...edits]
}

function threads(window: WindowName, messages: number, random: Random): Draft[] {
  const drafts: Draft[] = []
  const open: { first: Draft; members: Draft[]; left: number }[] = []
  const began = Date.now() - 20 * day
  while (drafts.length < messages) {
    const number = drafts.length
    const id = `${window}-${number}`
    const fresh = open.length === 0 || random.chance(0.25)
    const thread = fresh ? undefined : random.pick(open)
    const draft: Draft = {
      kind: 'message',
      id,
      author: `${window}-author-${random.between(1, Math.max(3, messages / 8))}`,
      text: `What ${id} says`,
      parent: thread ? random.pick(thread.members).id : null,
      // Some networks name the root, some only the parent.
      root: thread && random.chance(0.6) ? thread.first.id : null,
      saidAt: began + number * 60_000,
      editedAt: null,
      thread: thread ? thread.first.thread : id,
    }
    drafts.push(draft)
    if (thread) grow(open, thread, draft)
    else open.push({ first: draft, members: [draft], left: random.between(0, 14) })
  }
  return drafts
}

function grow(open: { members: Draft[]; left: number }[], thread: { members: Draft[]; left: number }, draft: Draft) {
  thread.members.push(draft)
  thread.left -= 1
  if (thread.left <= 0) open.splice(open.indexOf(thread), 1)
}
