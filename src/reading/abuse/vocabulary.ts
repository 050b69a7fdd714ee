import { Noted } from '../text/noted.ts'
import { type Lexicon, type Node, spelled } from './compile.ts'
import { mask, meets } from './kinds.ts'
import { type Slips, slipsOf } from './slips.ts'

/** What a lexicon knows of words one by one, to see through the ways in which people hide them. */
export interface Vocabulary {
  /** Every word that occurs in it, alone or in a phrase, by all its spellings. */
  all: Map<string, Known>
  /** Those that are strong, insulting, slurs or groups by themselves: nothing else is looked for behind a disguise. */
  strong: Set<string>
  /** The strong ones by how they sound, by their length and first letter, and with two letters swapped. */
  sounds: Map<string, string>
  starred: Map<string, string[]>
  swapped: Map<string, string>
  /** The words that are hidden by a slip. */
  slips: Slips
  /** What was found for pieces of messages, and behind names (nothing: empty): people repeat themselves. */
  seen: Noted<Guess>
  behind: Noted<string>
}

/** The words that a piece of a message stands for, and whether it hides them. */
export interface Guess {
  words: readonly Known[]
  disguised: boolean
}

/** A word of the lexicon: as it stands there, and what begins with it. */
export interface Known {
  form: string
  node: Node | undefined
}

const worthHiding = mask('swear', 'swear-before', 'insult-of-person', 'slur', 'abuse-at-you')
const people = mask('group')
const known = new WeakMap<Lexicon, Vocabulary>()

export function vocabulary(lexicon: Lexicon): Vocabulary {
  const there = known.get(lexicon)
  if (there) return there
  const made: Vocabulary = {
    all: new Map(),
    strong: new Set(),
    sounds: new Map(),
    starred: new Map(),
    swapped: new Map(),
    slips: new Map(),
    seen: new Noted(),
    behind: new Noted(1 << 10),
  }
  const visit = (level: Map<string, Node>, deep: boolean) => {
    for (const [word, node] of level) {
      if (!deep || !made.all.has(word)) made.all.set(word, { form: word, node: deep ? undefined : node })
      if (!deep && isStrong(word, node)) made.strong.add(word)
      if (node.next) visit(node.next, true)
    }
  }
  visit(lexicon, false)
  for (const [other, form] of spelled) {
    const there = made.all.get(form)
    if (there) made.all.set(other, there)
  }
  for (const word of made.strong) index(made, word)
  made.slips = slipsOf(made.all)
  known.set(lexicon, made)
  return made
}

const isStrong = (word: string, { mask }: Node): boolean =>
  word.length > 2 &&
  mask !== undefined &&
  (meets(mask, worthHiding) || friendly.has(word) || (word.length > 3 && meets(mask, people))) &&
  !harmless.has(word)

/** Address between friends in some places, and hidden all the same in others. */
const friendly = new Set(
  'cabron cabrona cabrones boludo boludos pelotudo pelotudos huevon huevones weon marica maricas'.split(' '),
)

function index(made: Vocabulary, word: string): void {
  const key = `${word.charAt(0)}${word.length}`
  const alike = made.starred.get(key)
  if (alike) alike.push(word)
  else made.starred.set(key, [word])
  if (word.length > 5) made.sounds.set(sound(word), word)
  if (!oftenSwapped.has(word)) return
  for (let at = 0; at + 1 < word.length; at++) {
    const other = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
    if (other !== word && !made.all.has(other) && !harmless.has(other)) made.swapped.set(other, word)
  }
}

/** Words that are too ordinary to be suspected behind a disguise, and what a swap makes of strong ones by chance. */
const harmless = new Set(
  'carbon carbones dog dogs rat rats pig pigs cow goat goats tool tools snake worm sheep witch troll robot drone fool jerk creep melt mug mugs plank div dill flog out upto thick fake rude ass arse sod git gits tit tits sob pos culo choro gil giles nabo cerdo sapo burro bicho chulo feo fea rata facha jeta memo naco polla pollas huevo verga chota pija mula sit'.split(
    ' ',
  ),
)

const oftenSwapped = new Set(
  'fuck fucking shit bitch cunt asshole bastard nigger faggot retard whore slut idiot moron stupid wanker twat mierda puta puto joder gilipollas cabron pendejo idiota imbecil estupido maricon hijueputa gonorrea malparido boludo pelotudo culiao coño negrata sudaca zorra subnormal carajo'.split(
    ' ',
  ),
)

/** How a word sounds to somebody who spells by ear: *kabron*, *gilipoyas*. */
export const sound = (word: string): string =>
  word
    .replaceAll('ll', 'y')
    .replaceAll('qu', 'c')
    .replaceAll('k', 'c')
    .replaceAll('v', 'b')
    .replaceAll('z', 's')
    .replaceAll('ph', 'f')
