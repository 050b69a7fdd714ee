import { type Context, isNegated, isReported } from './context.ts'
import type { Found, Sign } from './found.ts'
import { mask, meets, none } from './kinds.ts'
import { ordinary, predicatesOf, type Said, type Target } from './predicates.ts'
import { near, type Scene, type Word } from './scene.ts'
import { slurred } from './slurs.ts'

const group = mask('group')
const identity = mask('identity')
const people = mask('people')
const slur = mask('slur')
const maybe = mask('slur-maybe')
const those = mask('those')
const mine = mask('we', 'own', 'i')
const praise = mask('praise')
const respect = mask('respect')
const skip = mask('homonym', 'figure')
const thing = mask('thing', 'animal')
const no = mask('no')
const all = mask('all')
const anyOf = mask('any-of')
const hostile = mask(
  'swear',
  'swear-before',
  'abuse-at-you',
  'insult',
  'slur',
  'slur-maybe',
  'those',
  'vermin',
  'vice',
  'disgust',
  'hate-verb',
  'expel',
  'deny',
  'implied',
  'harm',
  'harm-announced',
  'harm-them',
  'weapon',
  'threat-whole',
  'veiled',
  'death',
  'scorn',
)
const notThem = mask('trade')
const countered = new Set(['hate-condemned', 'hate-reported', 'hate-negated'])

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
  if (isColour(scene, word) || (what === 'those' && near(scene, at, notThem, 10, 3) >= 0)) return
  const said = predicatesOf(scene, word, at, what)
  if (meets(word.is, slur) || meets(word.is, maybe)) found.add(slurred(scene, context, word, at, said.length > 0))
  if (said.length === 0) found.add(harmless(scene, word, at, what))
  if (said.length === 0 && isOnlyNamed(scene, word, what)) found.add(['group-only', at, at, 1])
  for (const one of said) add(found, judge(scene, context, word, at, one, what), what)
}

const isOnlyNamed = (scene: Scene, { form }: Word, what: Target): boolean =>
  (what === 'group' || (what === 'one' && !ordinary.has(form))) && !meets(scene.has, hostile)

/** What is said of a group, and that something is: both or neither, as the rarest ways of saying it teach little by themselves. */
function add(found: Found, sign: Sign, what: Target): void {
  const [name, a, b, strength] = sign
  found.add(sign)
  found.add([countered.has(name) ? 'hate-countered' : 'hate-stated', a, b, what === 'one' ? strength * 0.5 : strength])
}

function target(scene: Scene, word: Word): Target {
  if (meets(word.is, group) || (meets(word.is, slur) && !meets(word.is, maybe))) return 'group'
  if (meets(word.is, identity) && isWhole(scene, word)) return 'group'
  return meets(word.is, those) ? 'those' : 'one'
}

const colours = new Set(
  'black white brown yellow negro negra negros negras blanco blanca blancos blancas marron marrones amarillo amarilla amarillos'.split(
    ' ',
  ),
)

/** A colour, or the look of a thing: *the black door*, *la puerta negra*. */
function isColour({ words }: Scene, word: Word): boolean {
  const beside = [words[word.first - 1], words[word.last + 1]]
  return colours.has(word.form) && beside.some((one) => one?.sentence === word.sentence && meets(one.is, thing))
}

function judge(scene: Scene, context: Context, word: Word, at: number, said: Said, what: Target): Sign {
  if (context.condemns || context.objects) return ['hate-condemned', at, said.at, context.condemns ? 1 : 0.7]
  if (isReported(scene, at) || isReported(scene, said.at) || isTheirs(scene, word))
    return ['hate-reported', at, said.at, 1]
  if (said.name === 'belittled' || said.name === 'questioned')
    return [`${what}-${said.name}`, at, said.at, said.strength]
  if (isNegated(scene, said.at) || notAll(scene, at) || near(scene, at, no, at - said.at - 1, 0) >= 0)
    return ['hate-negated', at, said.at, 1]
  return [`${what}-${said.name}`, at, said.at, said.strength]
}

/** *People who hate…*, *los que odian a…*: those whom the others hate, and what follows is said of the others. */
function isTheirs({ words }: Scene, { first, sentence }: Word): boolean {
  for (let at = first - 2; at >= 0 && at >= first - 5; at--) {
    const [whose, who, does] = [words[at - 1], words[at], words[at + 1]]
    if (who?.sentence !== sentence || whose?.sentence !== sentence) return false
    if (who.form !== 'who' && (who.form !== 'que' || !relative.has(whose?.form ?? ''))) continue
    return !being.has(does?.form ?? '')
  }
  return false
}

const being = new Set(
  'are is were was be been look come came follow worship pray son es eran sean vienen siguen'.split(' '),
)
const relative = new Set(
  'los las el la gente quien quienes alguien tipo tipos personas señor hombre hombres mujeres chicos tipas vecinos vecinas traficantes policias racistas curas padres'.split(
    ' ',
  ),
)

/** *Not all…*, *no todos los…*, *not every…* */
function notAll({ words }: Scene, at: number): boolean {
  const first = words[at]?.first ?? at
  for (let before = first - 1; before > 0 && before >= first - 3; before--)
    if (meets(words[before]?.is ?? none, all) && meets(words[before - 1]?.is ?? none, no)) return true
  return false
}

/** *Black people*, *every Mexican*: one of a group, or a word for it, stands for all. */
function isWhole(scene: Scene, word: Word): boolean {
  const usual = ordinary.has(word.form)
  if (!usual && near(scene, word.first, anyOf, 3, 0) >= 0) return true
  const next = scene.words[word.last + 1]
  if (!next || next.sentence !== word.sentence || !meets(next.is, people)) return false
  return !usual || /s$|^(people|folk|men|women|gente)$/.test(next.form)
}

function harmless(scene: Scene, word: Word, at: number, what: Target): Sign | undefined {
  if (meets(word.is, slur) || what === 'those' || (what === 'one' && colours.has(word.form))) return undefined
  if (near(scene, at, respect, 8, 8) >= 0 || near(scene, at, praise, 3, 6) >= 0) return ['group-respected', at, at, 1]
  return near(scene, at, mine, 3, 0) >= 0 ? ['group-own', at, at, 1] : ['group-named', at, at, 0.5]
}
