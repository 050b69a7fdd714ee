import { mask, meets } from './kinds.ts'
import { near, type Scene } from './scene.ts'

const condemn = mask('condemn')
const weak = mask('condemn-weak')
const disclaimer = mask('disclaimer')
const say = mask('say')
const call = mask('call')
const speaker = mask('whoever', 'me', 'no', 'own', 'staff')
const hostile = mask('slur', 'vermin', 'vice', 'expel', 'hate-verb', 'harm-them', 'deny', 'insult', 'disgust')
const no = mask('no')

/** How a message stands to what is said in it. */
export interface Context {
  /** It names the hate: *that's racist*. */
  condemns: boolean
  /** It objects to something said or quoted, without naming it. */
  objects: boolean
  /** *I'm not racist, but*. */
  disclaims: boolean
}

export function contextOf(scene: Scene): Context {
  const disclaims = meets(scene.has, disclaimer)
  const condemns = meets(scene.has, condemn) && !disclaims
  const objects = meets(scene.has, weak) && (anyQuoted(scene) || meets(scene.has, say)) && !disclaims
  return { condemns, objects, disclaims }
}

const anyQuoted = (scene: Scene): boolean => scene.words.some((word) => word.quoted && meets(word.is, hostile))

/**
 * Somebody else said it: it stands in quotation marks, or close after *calls*, *me llamó*, *whoever says*, *nobody says*.
 */
export function isReported(scene: Scene, at: number): boolean {
  const word = scene.words[at]
  if (word?.quoted) return true
  const called = near(scene, at, call, 4, 0)
  if (called >= 0 && !ownWords.has(scene.words[(scene.words[called]?.first ?? 0) - 1]?.form ?? '')) return true
  const said = near(scene, at, say, 7, 0)
  return said >= 0 && !ownWords.has(scene.words[said - 1]?.form ?? '') && near(scene, said, speaker, 5, 3) >= 0
}

/** *I say*, *I firmly believe*: what follows is nobody else's. */
const ownWords = new Set('i honestly firmly truly really yo'.split(' '))

const stops = 4

/** A negation right before, with at most a few words between and no comma. */
export function isNegated(scene: Scene, at: number, reach = stops): boolean {
  const first = scene.words[at]?.first ?? at
  for (let before = first - 1; before >= first - reach && before >= 0; before--) {
    const next = scene.words[before + 1]
    const word = scene.words[before]
    if (!word || next?.apart || word.sentence !== scene.words[at]?.sentence) return false
    if (meets(word.is, no)) return true
  }
  return false
}
