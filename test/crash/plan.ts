import type { Armed } from './kill-points.ts'
import type { Random } from './random.ts'
import { type WindowName, windowNames } from './story.ts'

/** Where a kill falls. At least 15 of 100 fall in each but the last, which is any moment at all. */
export const moments = [
  'migration',
  'start',
  'mid-batch',
  'before-commit',
  'after-commit',
  'accepted',
  'other',
] as const
export type Moment = (typeof moments)[number]

export type Kill =
  /** A database that is not up to date: how many statements from the beginning. */
  | { moment: 'migration'; of: 'note' | 'statement'; nth: number }
  /** How far into an ordinary start, as a share of its length. */
  | { moment: 'start'; share: number }
  /** A moment of the process's own, armed in it. */
  | { moment: Moment; armed: Omit<Armed, 'target'> }
  /** A moment of the network's. */
  | { moment: Moment; window: WindowName; when: 'before-acceptance' | 'before-answer' }
  /** So long after work has resumed. */
  | { moment: 'other'; afterMs: number }

export const leastOfEach = (kills: number): number => Math.floor((kills * 15) / 100)

/** About how many statements bring an empty database up to date. */
const migrationStatements = 130

export function plan(kills: number, random: Random, victim: 'process' | 'postgres'): Kill[] {
  const each = Math.max(1, leastOfEach(kills))
  const several = (make: (nth: number) => Kill) => Array.from({ length: each }, (_, nth) => make(nth))
  const stride = Math.ceil((2 * migrationStatements) / each)
  const migrations = several((nth) => migration(nth, each, stride, random))
  const starts = several(() => ({ moment: 'start', share: random.next() }))
  // Some while the data folder is made; there is no server to kill yet.
  const first = victim === 'process' ? Math.ceil(each / 5) : 0
  const rest = [
    ...starts.slice(first),
    ...several(() => ({ moment: 'mid-batch', armed: { at: 'mid-batch', of: 'take', nth: random.between(0, 9) } })),
    ...several((nth) => commit('before-commit', nth, random)),
    ...several((nth) => commit('after-commit', nth, random)),
    ...several((nth) => accepted(nth, random)),
  ]
  const others = Array.from({ length: Math.max(0, kills - 6 * each) }, (_, nth) => other(nth, random))
  return [...starts.slice(0, first), ...migrations, ...random.shuffle([...rest, ...others])]
}

/** Our own files come first, and the worst moment is between what one does and the note that it was done. */
function migration(nth: number, each: number, stride: number, random: Random): Kill {
  if (nth < each / 3) return { moment: 'migration', of: 'note', nth: 2 }
  return { moment: 'migration', of: 'statement', nth: random.between(1, 3 + Math.floor(stride * 0.8)) }
}

/** Of a batch that is heard, of a try that is claimed, of its outcome. */
const transactions = ['take', 'claim', 'settle'] as const

function commit(moment: 'before-commit' | 'after-commit', nth: number, random: Random): Kill {
  const of = random.chance(0.3) ? random.pick(transactions) : (transactions[nth % 3] ?? 'take')
  return { moment, armed: { at: moment, of, nth: 0 } }
}

function accepted(nth: number, random: Random): Kill {
  const window = windowNames[nth % windowNames.length] ?? 'keyed'
  if (random.chance(0.6)) return { moment: 'accepted', window, when: 'before-answer' }
  return { moment: 'accepted', armed: { at: 'answered', of: window, nth: 0 } }
}

function other(nth: number, random: Random): Kill {
  // First where it is hardest: a look-up must not come before what was on its way has arrived.
  const window = windowNames[(Math.floor(nth / 3) + 1) % windowNames.length] ?? 'found'
  if (nth % 3 === 0) return { moment: 'other', window, when: 'before-acceptance' }
  if (nth % 3 === 1) return { moment: 'other', armed: { at: 'during-commit', of: random.pick(transactions), nth: 0 } }
  return { moment: 'other', afterMs: random.between(0, 1_500) }
}
