import { type Context, isNegated } from './context.ts'
import type { Found, Sign } from './found.ts'
import { mask, meets } from './kinds.ts'
import { near, type Scene, type Word } from './scene.ts'

const whole = mask('threat-whole')
const announced = mask('harm-announced')
const harm = mask('harm')
const harmThem = mask('harm-them')
const goingTo = mask('going-to')
const person = mask('body', 'property', 'staff', 'trade', 'you', 'watching')
const me = mask('me')
const thing = mask('thing', 'animal')
const weapon = mask('weapon')
const veiled = mask('veiled')
const unless = mask('unless')
const watching = mask('watching', 'weapon', 'property', 'body')
const wish = mask('wish')
const death = mask('death')
const legal = mask('legal')
const figure = mask('figure')
const group = mask('group', 'slur', 'those')
const people = mask('trade', 'staff', 'all', 'you')
const any = mask('threat-whole', 'harm-announced', 'harm', 'harm-them', 'weapon', 'veiled', 'death', 'figure')

/** Announced, hinted and wished harm, and what only sounds like it. */
export function findThreats(found: Found, context: Context): void {
  const { scene } = found
  if (!meets(scene.has, any)) return
  scene.words.forEach((word, at) => {
    if (at !== word.first || !meets(word.is, any)) return
    if (meets(word.is, figure)) found.add(['figure-of-speech', at, word.last, 1])
    else if (context.condemns || word.quoted) found.add(['threat-reported', at, word.last, 1])
    else threatAt(found, word, at)
  })
}

function threatAt(found: Found, word: Word, at: number): void {
  const { scene } = found
  const lawful = near(scene, at, legal, 8, 8) >= 0
  if (meets(word.is, whole)) found.add(['threat-known', at, at, lawful ? 0.5 : 1])
  if (meets(word.is, announced))
    found.add([reflexive(scene, at) ? 'harm-to-me' : 'threat-announced', at, at, lawful ? 0.5 : 1])
  if (meets(word.is, harm)) found.add(harmAt(scene, word, at))
  if (meets(word.is, weapon)) found.add(armed(scene, at))
  if (meets(word.is, death)) found.add(wished(scene, at))
  if (meets(word.is, harmThem) && near(scene, at, group, 8, 8) < 0) found.add(calledFor(scene, at))
  if (meets(word.is, veiled) && !lawful) for (const sign of hinted(scene, at)) found.add(sign)
}

function harmAt(scene: Scene, word: Word, at: number): Sign | undefined {
  if (isNegated(scene, at, 3)) return undefined
  const going = near(scene, at, goingTo, 5, 0)
  if (toMe(scene, word, going)) return ['harm-to-me', at, at, 1]
  const object = near(scene, word.last, person, 0, 5)
  if (going >= 0 && (object >= 0 || near(scene, at, person, 4, 0) >= 0))
    return ['threat-announced', going, Math.max(object, at), 1]
  const what = near(scene, word.last, thing, 0, 4)
  if (what >= 0) return ['harm-to-thing', at, what, 1]
  return going >= 0 ? ['threat-maybe', going, at, 0.6] : ['harm-word', at, at, 0.5]
}

/** *Me mataré a estudiar*. */
const reflexive = (scene: Scene, at: number): boolean => scene.words[at - 1]?.form === 'me'

/** Harm that somebody should come to: to people, as far as one can see. */
const calledFor = (scene: Scene, at: number): Sign =>
  near(scene, at, people, 5, 5) >= 0 ? ['harm-called-for', at, at, 0.7] : ['harm-word', at, at, 0.5]

/** *Me van a matar*, *this is going to kill me*. */
function toMe(scene: Scene, word: Word, going: number): boolean {
  const after = scene.words[word.last + 1]
  if (after && after.sentence === word.sentence && meets(after.is, me)) return true
  const before = scene.words[going - 1]
  return before !== undefined && before.sentence === word.sentence && meets(before.is, me)
}

function armed(scene: Scene, at: number): Sign {
  const going = near(scene, at, goingTo, 7, 3)
  if (going >= 0) return ['threat-armed', going, at, 1]
  return near(scene, at, unless, 8, 4) >= 0 ? ['threat-armed', at, at, 0.7] : ['weapon-named', at, at, 0.5]
}

function hinted(scene: Scene, at: number): Sign[] {
  const more = near(scene, at, watching, 8, 8)
  const hint: Sign = ['threat-veiled', at, more >= 0 ? more : at, more >= 0 ? 1 : 0.5]
  return near(scene, at, unless, 8, 8) >= 0 ? [hint, ['threat-condition', at, at, 0.5]] : [hint]
}

function wished(scene: Scene, at: number): Sign | undefined {
  const before = near(scene, at, wish, 5, 0)
  const wisher = scene.words[before]
  return wisher && !meets(wisher.is, me) ? ['death-wished', before, at, 1] : undefined
}
