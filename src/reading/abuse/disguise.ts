import { type Lexicon, type Node, spelled } from './compile.ts'
import { mask, meets } from './kinds.ts'

/** What a lexicon knows of words one by one, to see through the ways in which people hide them. */
export interface Vocabulary {
  /** Every word that occurs in it, alone or in a phrase, by all its spellings. */
  all: Map<string, Known>
  /** Those that are strong, insulting or slurs by themselves: nothing else is looked for behind a disguise. */
  strong: Set<string>
  /** The strong ones by how they sound, by their length and first letter, and with two letters swapped. */
  sounds: Map<string, string>
  starred: Map<string, string[]>
  swapped: Map<string, string>
}

/** A word of the lexicon: as it stands there, and what begins with it. */
export interface Known {
  form: string
  node: Node | undefined
}

const worthHiding = mask('swear', 'swear-before', 'insult-of-person', 'slur', 'abuse-at-you')
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
  known.set(lexicon, made)
  return made
}

const isStrong = (word: string, { mask }: Node): boolean =>
  word.length > 2 && mask !== undefined && (meets(mask, worthHiding) || friendly.has(word)) && !harmless.has(word)

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
  'dog dogs rat rats pig pigs cow goat goats tool tools snake worm sheep witch troll robot drone fool jerk creep melt mug mugs plank div dill flog out upto thick fake rude ass arse sod git gits tit tits sob pos culo choro gil giles nabo cerdo sapo burro bicho chulo feo fea rata facha jeta memo naco polla pollas huevo verga chota pija mula sit'.split(
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

const looks: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  $: 's',
  '@': 'a',
  '!': 'i',
  '|': 'i',
  '€': 'e',
  '+': 't',
}

/** Signs that stand between or instead of letters to hide a word. */
export const hides = (sign: string): boolean => sign in looks || '*#._-%&'.includes(sign)

/** The strong word behind signs and figures for letters, or stars for what everybody can guess; undefined for none. */
export function strongBehind(written: string, { strong, starred }: Vocabulary): string | undefined {
  if (written.length > 40) return undefined
  const lower = written.toLowerCase()
  const bare = decode(lower, 'i', '')
  if (strong.has(bare)) return bare
  const withL = decode(lower, 'l', '')
  if (strong.has(withL)) return withL
  const masked = decode(lower, 'i', '*')
  if (!masked.includes('*') || !/[a-zñ]/.test(masked)) return undefined
  return starred.get(`${masked.charAt(0)}${masked.length}`)?.find((word) => fits(word, masked))
}

/** With figures read as letters. Separators vanish; stars too, or stay as `*`. */
function decode(text: string, one: string, star: string): string {
  let out = ''
  for (const sign of text) {
    if (sign === '1') out += one
    else if (sign in looks) out += looks[sign]
    else if ('*#%&'.includes(sign)) out += star
    else if (!'._-'.includes(sign)) out += sign
  }
  return out
}

/** The first letter must show, and stars may not hide all but that of a long word. */
function fits(word: string, masked: string): boolean {
  if (masked.length < 4) return false
  let shown = 0
  for (let at = 0; at < word.length; at++) {
    if (masked.charAt(at) === '*') continue
    if (masked.charAt(at) !== word.charAt(at)) return false
    shown++
  }
  return shown > 1 || (shown === 1 && word.length < 5)
}

/** A word that is in no lexicon as it stands: the one in the lexicon that is meant. */
export function meant(form: string, stretched: boolean, vocabulary: Vocabulary): string | undefined {
  const { all, strong, sounds, swapped } = vocabulary
  if (stretched) {
    const short = form.replace(/(.)\1+/g, '$1')
    if (all.has(short)) return short
  }
  if (/[0-9@*$]/.test(form)) return figured(form, vocabulary)
  const swap = swapped.get(form)
  if (swap) return swap
  if (form.length < 6) return undefined
  const heard = sounds.get(sound(form))
  return heard && strong.has(heard) ? heard : undefined
}

/** *h1j0*, *d3*: any word of the lexicon; *p\*ta*: a strong one; *putxs*, *put@s*: whichever gender is there. */
function figured(form: string, vocabulary: Vocabulary): string | undefined {
  if (!/[a-zñ]/.test(form)) return undefined
  const plain = decode(form, 'i', '')
  if (!form.includes('*') && vocabulary.all.has(plain)) return plain
  const masculine = form.replaceAll('@', 'o')
  if (form.includes('@') && vocabulary.all.has(masculine)) return masculine
  return strongBehind(form, vocabulary)
}
