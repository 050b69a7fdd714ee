import type { Found, Sign } from './found.ts'
import { mask, meets, none } from './kinds.ts'
import { near, type Scene, type Word } from './scene.ts'

const praise = mask('praise')
const swearPraise = mask('swear-praise')
const swear = mask('swear')
const before = mask('swear-before')
const verdict = mask('swear-verdict')
const mild = mask('swear-mild')
const thing = mask('thing', 'animal')
const wrong = mask('wrong')
const person = mask('staff', 'trade', 'insult')
const atYou = mask('abuse-at-you')
const any = mask('swear', 'swear-mild', 'swear-before', 'swear-verdict', 'swear-praise', 'abuse-at-you')
const figure = mask('figure', 'homonym')

/** Strong language: at nobody, at a thing, as praise, at whoever is spoken to. */
export function findSwearing(found: Found): void {
  const { scene } = found
  if (!meets(scene.has, any)) return
  scene.words.forEach((word, at) => {
    if (at !== word.first || !meets(word.is, any) || meets(word.is, figure)) return
    found.add(swearAt(scene, word, at))
    if (meets(word.is, swear) || meets(word.is, before)) found.add(asPraise(scene, at))
  })
}

function swearAt(scene: Scene, word: Word, at: number): Sign | undefined {
  const to = word.last
  if (meets(word.is, swearPraise)) return ['swear-as-praise', at, to, 1]
  if (meets(word.is, atYou)) return ['abuse-at-you', at, to, 1]
  if (meets(word.is, before)) {
    const next = scene.words[to + 1]?.is ?? none
    if (meets(next, thing)) return ['swear-at-thing', at, to + 1, 1]
    if (meets(next, person)) return ['swear-at-person', at, to + 1, 1]
  }
  if (meets(word.is, verdict)) {
    const about = near(scene, at, thing, 6, 4)
    return about >= 0 ? ['swear-at-thing', at, about, 1] : ['swear-verdict', at, to, 1]
  }
  return meets(word.is, mild) ? ['swear-mild', at, to, 0.5] : ['swear-word', at, to, 1]
}

/** Strong language beside something good and nothing bad. */
function asPraise(scene: Scene, at: number): Sign | undefined {
  const good = near(scene, at, praise, 4, 6)
  return good >= 0 && near(scene, at, wrong, 6, 6) < 0 ? ['swear-as-praise', at, good, 0.6] : undefined
}
