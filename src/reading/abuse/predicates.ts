import { isNegated } from './context.ts'
import { type Mask, mask, meets } from './kinds.ts'
import { near, type Scene, type Word } from './scene.ts'

/** A group as such; *those people*; one of a group, or a word that is not always one. */
export type Target = 'group' | 'those' | 'one'

const skip = mask('homonym', 'figure')
const be = mask('be')
const thing = mask('thing')
const drive = mask('drive')
const away = mask('away')
const no = mask('no')
const harm = mask('harm')

/** What may be said against a group: its cue, its kind, and how far before and after the group it is looked for. */
const predicates: {
  name: string
  of: Mask
  before: number
  after: number
  linked?: boolean
  with?: Mask
  denied?: boolean
}[] = [
  { name: 'harm-wished', of: mask('harm-them', 'harm-announced'), before: 6, after: 8 },
  { name: 'harm-wished', of: mask('harm'), before: 4, after: 4, with: mask('going-to', 'wish') },
  { name: 'expelled', of: mask('expel'), before: 6, after: 9 },
  { name: 'denied', of: mask('deny'), before: 7, after: 8 },
  { name: 'hated', of: mask('hate-verb'), before: 4, after: 0 },
  { name: 'hated', of: mask('disgust'), before: 4, after: 5 },
  { name: 'dehumanised', of: mask('vermin'), before: 2, after: 8, linked: true },
  { name: 'vilified', of: mask('vice', 'insult', 'swear-verdict'), before: 3, after: 9, linked: true },
  { name: 'hinted-at', of: mask('implied'), before: 8, after: 10 },
  { name: 'sworn-at', of: mask('swear-before', 'swear'), before: 1, after: 2 },
  { name: 'sworn-at', of: mask('abuse-at-you'), before: 3, after: 4 },
  { name: 'belittled', of: mask('worth'), before: 7, after: 9, denied: true },
  { name: 'questioned', of: mask('scorn'), before: 5, after: 2 },
]

const anyPredicate = mask(
  'harm-them',
  'harm',
  'harm-announced',
  'expel',
  'deny',
  'hate-verb',
  'disgust',
  'vermin',
  'vice',
  'insult',
  'swear-verdict',
  'swear-before',
  'swear',
  'abuse-at-you',
  'implied',
  'worth',
  'scorn',
)

/** Something said of a group: what, where, and how surely of it. */
export interface Said {
  name: string
  at: number
  strength: number
}

/** All that is said against the group at `at`. Of one of a group only what stands close to it. */
export function predicatesOf(scene: Scene, word: Word, at: number, what: Target): Said[] {
  const found: Said[] = []
  if (drivenOut(scene, at)) found.push({ name: 'expelled', at, strength: 1 })
  const order = what === 'one' ? -1 : harmOrdered(scene, at)
  if (order >= 0) found.push({ name: 'harm-wished', at: order, strength: 1 })
  if (!meets(scene.has, anyPredicate) || (what === 'one' && ordinary.has(word.form))) return found
  for (const { name, of, before, after, linked, with: beside, denied } of predicates) {
    const where =
      what === 'one' ? near(scene, at, of, Math.min(before, 3), Math.min(after, 6)) : near(scene, at, of, before, after)
    const said = scene.words[where]
    if (!said || meets(said.is, skip) || said.first === word.first || said.tag !== word.tag) continue
    if (isElsewhere(scene, word, said, where)) continue
    if (beside && near(scene, where, beside, 4, 0) < 0) continue
    if (denied && !isDenied(scene, at, said)) continue
    const next = scene.words[said.last + 1]
    if (linked && next && next.sentence === said.sentence && meets(next.is, thing)) continue
    const strength = linked ? link(scene, at, where) : closeness(Math.abs(where - at))
    if (!linked || what !== 'one' || strength === 1) found.push({ name, at: where, strength })
  }
  return found
}

const possessives = new Set('su sus mi mis tu tus their his her my your our'.split(' '))

/** *Sentadas fuera*, which is a place; *pasean sus perros*, which are theirs. */
const isElsewhere = ({ words }: Scene, word: Word, said: Word, where: number): boolean =>
  (said.form === 'fuera' && where > word.last + 1) || possessives.has(words[said.first - 1]?.form ?? '')

/** Adjectives that are too ordinary for what stands near them to be about a group. */
export const ordinary = new Set(
  'old man male boy girl lady woman white black brown fat poor english irish french american foreign viejo vieja gordo gorda hombre mujer pobre blanco blanca loco loca'.split(
    ' ',
  ),
)

/** *Are not honest*, *will never be one of us*; *not one of them is honest*. */
const isDenied = (scene: Scene, at: number, said: Word): boolean =>
  isNegated(scene, said.first, 7) || near(scene, at, no, 3, 0) >= 0

/** *Kill the…*, *please beat up some…*: the place of an order to harm, which stands where a sentence begins. */
function harmOrdered({ words, has }: Scene, at: number): number {
  if (!meets(has, harm)) return -1
  for (let before = at - 1; before >= at - 4 && before >= 0; before--) {
    const word = words[before]
    if (!word || word.sentence !== words[at]?.sentence) return -1
    if (!meets(word.is, harm) || meets(word.is, skip)) continue
    const opens = words[word.first - 1]
    return !opens || opens.sentence !== word.sentence || word.apart || urging.has(opens.form) ? word.first : -1
  }
  return -1
}

const urging = new Set("just please let's lets and then so now go always only pls vamos ya a y".split(' '))

/** *Get the … out*, *que saquen a los … de aquí*. */
const drivenOut = (scene: Scene, at: number): boolean =>
  meets(scene.has, away) && near(scene, at, drive, 4, 0) >= 0 && near(scene, at, away, 0, 5) >= 0

/** What stands further off says less surely something of the group. */
const closeness = (apart: number): number => (apart <= 4 ? 1 : apart <= 6 ? 0.7 : 0.4)

/** Whether *are* or nothing stands between, as in *they are…*, *dirty…*: else they may only share a sentence. */
function link(scene: Scene, at: number, where: number): number {
  const apart = Math.abs(where - at)
  if (apart <= 2) return 1
  const between = near(scene, where, be, where > at ? apart - 1 : 0, where > at ? 0 : apart - 1)
  if (between < 0 || between === at) return 0.4
  return apart <= 5 ? 1 : 0.7
}
