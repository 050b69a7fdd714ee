import { type Context, isNegated, isReported } from './context.ts'
import type { Found } from './found.ts'
import { type Mask, mask, meets } from './kinds.ts'
import { ordinary } from './predicates.ts'
import type { Scene, Word } from './scene.ts'

const group = mask('group', 'slur', 'identity')
const other = mask('group', 'slur', 'trade', 'staff', 'thing', 'identity', 'animal', 'respect')
const against = mask('vermin', 'vice', 'expel', 'deny', 'harm-them', 'disgust', 'hate-verb', 'insult-of-person')
const implied = mask('implied')
const harmless = mask('homonym', 'figure')

/** How many sentences after one that names a group may still be about it. */
const reach = 2

/** What is said of a group in the sentences after its name (*they are…*), and turns of phrase that name none. */
export function findAfterwards(found: Found, context: Context): void {
  const { scene } = found
  if (context.condemns || context.objects) return
  if (meets(scene.has, implied)) hints(found)
  if (scene.sentences > 1 && meets(scene.has, group) && meets(scene.has, against)) follow(found)
}

function hints(found: Found): void {
  const { scene } = found
  scene.words.forEach((word, at) => {
    if (at === word.first && meets(word.is, implied) && !isReported(scene, at)) found.add(['hate-hinted', at, at, 1])
  })
}

function follow(found: Found): void {
  const { scene } = found
  const named = sentencesWith(scene, group)
  const busy = sentencesWith(scene, other)
  let last = Number.NEGATIVE_INFINITY
  let sentence = -1
  scene.words.forEach((word, at) => {
    if (word.sentence !== sentence) {
      sentence = word.sentence
      if (named.has(sentence)) last = sentence
    }
    if (sentence > last && sentence - last <= reach && isAgainst(scene, word, at))
      if (takesUp(scene, word) || (!busy.has(sentence) && isShort(scene, at))) {
        found.add(['hate-follows', at, at, 1])
        found.add(['hate-stated', at, at, 0.5])
      }
  })
}

/** *Animals.* *Get a cure.* A sentence of five words or fewer. */
function isShort({ words }: Scene, at: number): boolean {
  const sentence = words[at]?.sentence
  let size = 0
  for (let near = at - 5; near <= at + 5; near++) if (words[near]?.sentence === sentence) size++
  return size <= 5
}

/** A word right before or after takes up who was named. */
const takesUp = ({ words }: Scene, { first, last }: Word): boolean =>
  them.has(words[first - 1]?.form ?? '') || them.has(words[last + 1]?.form ?? '')

const them = new Set("they they're theyre them 'em em these those ellos ellas esos esas los las les son".split(' '))

const isAgainst = (scene: Scene, word: Word, at: number): boolean =>
  at === word.first &&
  meets(word.is, against) &&
  !meets(word.is, harmless) &&
  !isNegated(scene, at) &&
  !isReported(scene, at)

function sentencesWith({ words }: Scene, kinds: Mask): Set<number> {
  const all = new Set<number>()
  for (const word of words) if (meets(word.is, kinds) && !ordinary.has(word.form)) all.add(word.sentence)
  return all
}
