import { type Context, isNegated, isReported } from './context.ts'
import type { Found, Sign } from './found.ts'
import { type Mask, mask, meets, none } from './kinds.ts'
import { near, type Scene, type Word } from './scene.ts'

const group = mask('group')
const identity = mask('identity')
const people = mask('people')
const slur = mask('slur')
const maybe = mask('slur-maybe')
const those = mask('those')
const ours = mask('we', 'i')
const own = mask('own')
const mine = mask('we', 'own', 'i')
const praise = mask('praise')
const respect = mask('respect')
const skip = mask('homonym', 'figure')
const be = mask('be')
const thing = mask('thing')
const no = mask('no')
const all = mask('all')
const drive = mask('drive')
const away = mask('away')

/** What may be said against a group: its cue, its kind, and how far before and after the group it is looked for. */
const predicates: { name: string; of: Mask; before: number; after: number; linked?: boolean }[] = [
  { name: 'harm-wished', of: mask('harm-them', 'harm', 'harm-announced'), before: 6, after: 8 },
  { name: 'expelled', of: mask('expel'), before: 6, after: 9 },
  { name: 'denied', of: mask('deny'), before: 7, after: 8 },
  { name: 'hated', of: mask('hate-verb', 'disgust'), before: 4, after: 5 },
  { name: 'dehumanised', of: mask('vermin'), before: 2, after: 8, linked: true },
  { name: 'vilified', of: mask('vice', 'insult', 'swear-verdict'), before: 3, after: 9, linked: true },
  { name: 'hinted-at', of: mask('implied'), before: 8, after: 10 },
  { name: 'sworn-at', of: mask('swear-before', 'swear'), before: 1, after: 2 },
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
)
const any = mask('group', 'identity', 'slur', 'slur-maybe', 'those')

/** Groups of people that are named, and what is said of them. */
export function findGroups(found: Found, context: Context): void {
  const { scene } = found
  if (!meets(scene.has, any)) return
  scene.words.forEach((word, at) => {
    if (at === word.first && meets(word.is, any) && !meets(word.is, skip)) aboutGroup(found, context, word, at)
  })
}

function aboutGroup(found: Found, context: Context, word: Word, at: number): void {
  const { scene } = found
  const what = target(scene, word)
  if (what === 'one' && isColour(scene, word)) return
  const said = predicatesOf(scene, word, at, what)
  if (meets(word.is, slur) || meets(word.is, maybe)) found.add(slurred(scene, context, word, at, said.length > 0))
  if (said.length === 0) found.add(harmless(scene, word, at, what))
  for (const one of said) found.add(judge(scene, context, at, one, what))
}

/** A group as such; *those people*; one of a group, or a word that is not always one. */
type Target = 'group' | 'those' | 'one'

function target(scene: Scene, word: Word): Target {
  if (meets(word.is, group) || (meets(word.is, slur) && !meets(word.is, maybe))) return 'group'
  const next = scene.words[word.last + 1]
  if (meets(word.is, identity) && next && next.sentence === word.sentence && meets(next.is, people)) return 'group'
  return meets(word.is, those) ? 'those' : 'one'
}

const colours = new Set('black white brown yellow negro negra blanco blanca marron amarillo amarilla'.split(' '))

/** A colour, or the look of a thing: *the black door*, *la puerta negra*. */
function isColour({ words }: Scene, word: Word): boolean {
  const beside = [words[word.first - 1], words[word.last + 1]]
  return colours.has(word.form) && beside.some((one) => one?.sentence === word.sentence && meets(one.is, thing))
}

interface Said {
  name: string
  at: number
  strength: number
}

function predicatesOf(scene: Scene, word: Word, at: number, what: Target): Said[] {
  const found: Said[] = []
  if (drivenOut(scene, at)) found.push({ name: 'expelled', at, strength: 1 })
  if (!meets(scene.has, anyPredicate) || (what === 'one' && plain.has(word.form))) return found
  for (const { name, of, before, after, linked } of predicates) {
    const where =
      what === 'one' ? near(scene, at, of, Math.min(before, 3), Math.min(after, 6)) : near(scene, at, of, before, after)
    const said = scene.words[where]
    if (!said || meets(said.is, skip) || said.first === word.first) continue
    const next = scene.words[said.last + 1]
    if (linked && next && next.sentence === said.sentence && meets(next.is, thing)) continue
    const strength = linked ? link(scene, at, where) : 1
    if (what !== 'one' || strength === 1) found.push({ name, at: where, strength })
  }
  return found
}

/** Adjectives that are too ordinary for what stands near them to be about a group. */
const plain = new Set(
  'old man male boy girl lady woman white black brown fat poor english irish french american foreign viejo vieja gordo gorda hombre mujer pobre blanco blanca loco loca'.split(
    ' ',
  ),
)

/** *Get the … out*, *que saquen a los … de aquí*. */
const drivenOut = (scene: Scene, at: number): boolean =>
  meets(scene.has, away) && near(scene, at, drive, 4, 0) >= 0 && near(scene, at, away, 0, 5) >= 0

/** Whether *are* or nothing stands between, as in *they are…*, *dirty…*: else they may only share a sentence. */
function link(scene: Scene, at: number, where: number): number {
  const apart = Math.abs(where - at)
  if (apart <= 2) return 1
  const between = near(scene, where, be, where > at ? apart - 1 : 0, where > at ? 0 : apart - 1)
  if (between < 0 || between === at) return 0.4
  return apart <= 5 ? 1 : 0.7
}

function judge(scene: Scene, context: Context, at: number, said: Said, what: Target): Sign {
  if (context.condemns || context.objects) return ['hate-condemned', at, said.at, context.condemns ? 1 : 0.7]
  if (isReported(scene, at) || isReported(scene, said.at)) return ['hate-reported', at, said.at, 1]
  if (isNegated(scene, said.at) || notAll(scene, at)) return ['hate-negated', at, said.at, 1]
  return [`${what}-${said.name}`, at, said.at, said.strength]
}

/** *Not all…*, *no todos los…*, *not every…* */
function notAll({ words }: Scene, at: number): boolean {
  const first = words[at]?.first ?? at
  for (let before = first - 1; before > 0 && before >= first - 3; before--)
    if (meets(words[before]?.is ?? none, all) && meets(words[before - 1]?.is ?? none, no)) return true
  return false
}

function slurred(scene: Scene, context: Context, word: Word, at: number, hostile: boolean): Sign {
  const sure = !meets(word.is, maybe)
  if (near(scene, at, ours, hostile ? 2 : 4, 0) >= 0 || near(scene, at, own, 1, 0) >= 0)
    return ['reclaimed', at, at, sure ? 1 : 0.6]
  if (context.condemns || context.objects) return ['slur-condemned', at, at, 1]
  if (isReported(scene, at)) return ['slur-reported', at, at, 1]
  if (!sure) return ['slur-maybe', at, at, 0.5]
  return ['slur', at, at, hostile || near(scene, at, praise, 8, 8) < 0 ? 1 : 0.5]
}

function harmless(scene: Scene, word: Word, at: number, what: Target): Sign | undefined {
  if (meets(word.is, slur) || what === 'those' || colours.has(word.form)) return undefined
  if (near(scene, at, respect, 8, 8) >= 0) return ['group-respected', at, at, 1]
  return near(scene, at, mine, 3, 0) >= 0 ? ['group-own', at, at, 1] : ['group-named', at, at, 0.5]
}
