import type { Found } from './found.ts'
import { mask, meets } from './kinds.ts'

const signs = [
  { name: 'legal-step', of: mask('legal') },
  { name: 'deed-criticised', of: mask('deed') },
  { name: 'everyday-word', of: mask('homonym') },
  { name: 'hate-named', of: mask('condemn') },
  { name: 'disclaimer', of: mask('disclaimer') },
]
const any = mask('legal', 'deed', 'homonym', 'condemn', 'disclaimer')

/** Signs that what sounds hard is a complaint, a lawful step or an everyday word. */
export function findHarmless(found: Found): void {
  const { words, has } = found.scene
  if (!meets(has, any)) return
  words.forEach((word, at) => {
    if (at !== word.first || !meets(word.is, any)) return
    for (const { name, of } of signs) if (meets(word.is, of)) found.add([name, at, at, 1])
  })
}

const strong = mask('swear', 'swear-before', 'insult', 'slur', 'abuse-at-you')

const people = mask('group', 'identity', 'hate-verb', 'vermin', 'vice', 'disgust')

/** A strong word, or one for people or against them, whose letters were hidden or changed. */
export function findDisguises(found: Found): void {
  found.scene.words.forEach((word, at) => {
    if (word.disguised && meets(word.is, strong)) found.add(['disguised', at, at, 1])
    else if (word.disguised && meets(word.is, people)) found.add(['disguised-people', at, at, 1])
  })
}
