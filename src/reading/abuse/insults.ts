import { isNegated, isReported } from './context.ts'
import type { Found, Sign } from './found.ts'
import { mask, meets } from './kinds.ts'
import { near, type Scene, type Word } from './scene.ts'

const insult = mask('insult')
const ofPerson = mask('insult-of-person')
const thing = mask('thing')
const self = mask('i')
const you = mask('you', 'abuse-at-you')
const staff = mask('staff')
const trade = mask('trade')
const they = mask('they')
const praise = mask('praise')
const address = mask('address')
const any = mask('insult', 'address')
const skip = mask('figure', 'homonym', 'abuse-at-you')

/** Demeaning words, by whom they are thrown at. */
export function findInsults(found: Found): void {
  const { scene } = found
  if (!meets(scene.has, any)) return
  scene.words.forEach((word, at) => {
    if (at === word.first && meets(word.is, any) && !meets(word.is, skip)) found.add(insultAt(scene, word, at))
  })
}

function insultAt(scene: Scene, word: Word, at: number): Sign | undefined {
  if (meets(word.is, address) && near(scene, at, praise, 8, 8) >= 0) return ['address-friendly', at, word.last, 1]
  if (!meets(word.is, insult)) return undefined
  const sure = meets(word.is, ofPerson)
  return [insultTo(scene, word, at, sure), at, word.last, sure ? 1 : 0.6]
}

function insultTo(scene: Scene, word: Word, at: number, sure: boolean): string {
  if (isNegated(scene, at, 3)) return 'insult-negated'
  if (isReported(scene, at)) return 'insult-reported'
  if (ofSelf(scene, at)) return 'insult-at-self'
  if (!sure && ofThing(scene, word)) return 'insult-at-thing'
  return target(scene, word, at) ?? (sure ? 'insult-word' : 'insult-maybe')
}

function target(scene: Scene, word: Word, at: number): string | undefined {
  if (near(scene, at, trade, 4, 3) >= 0) return 'insult-at-trade'
  if (near(scene, at, staff, 5, 4) >= 0) return 'insult-at-staff'
  if (near(scene, at, you, 4, 1) >= 0) return 'insult-at-you'
  if (alone(scene, word)) return 'insult-alone'
  return near(scene, at, they, 3, 0) >= 0 ? 'insult-at-them' : undefined
}

/** *Ladrones.* *Clowns!* A sentence of three words or fewer. */
function alone({ words }: Scene, word: Word): boolean {
  const from = words[word.first - 3]
  const to = words[word.last + 3]
  const long = word.last - word.first + 1
  let size = long
  for (let at = word.first - 1; at >= 0 && words[at]?.sentence === word.sentence && size < 5; at--) size++
  for (let at = word.last + 1; words[at]?.sentence === word.sentence && size < 5; at++) size++
  return size - long < 3 && from?.sentence !== word.sentence && to?.sentence !== word.sentence
}

/** *Soy idiota*, *I feel so stupid*; not *as a customer you are idiots*. */
function ofSelf(scene: Scene, at: number): boolean {
  const i = near(scene, at, self, 3, 0)
  return i >= 0 && near(scene, at, you, at - i, 0) < 0
}

/** *Stupid app*, *la app es inútil*: it says something of a thing. */
function ofThing(scene: Scene, word: Word): boolean {
  const next = scene.words[word.last + 1]
  return (next !== undefined && next.sentence === word.sentence && meets(next.is, thing)) || subject(scene, word.first)
}

function subject(scene: Scene, at: number): boolean {
  const about = near(scene, at, thing, 4, 0)
  return about >= 0 && near(scene, at, staff, at - about, 0) < 0
}
