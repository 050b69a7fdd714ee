import { join, type Kind, kinds, type Mask, mask, none } from './kinds.ts'

/** Words and phrases by kind, separated by commas; `/`, `+` and `~` after a word, `^` before it, stand for its forms. */
export type Table = Partial<Record<Kind, string>>

/** A word of the lexicon, and what may follow it. */
export interface Node {
  mask?: Mask
  next?: Map<string, Node>
}

export type Lexicon = Map<string, Node>

/** All tables as one tree, to be walked word by word. */
export function compile(...tables: readonly Table[]): Lexicon {
  const root: Lexicon = new Map()
  for (const table of tables)
    for (const kind of kinds)
      for (const entry of plain(table[kind] ?? '').split(','))
        for (const [form, as] of forms(entry.trim())) if (form !== '') add(root, form, masks.get(as ?? kind) ?? none)
  return root
}

const masks = new Map(kinds.map((kind) => [kind, mask(kind)]))

function add(root: Lexicon, form: string, is: Mask): void {
  const words = form.split(' ')
  let level = root
  words.forEach((word, at) => {
    const key = standard(word)
    const node = level.get(key) ?? {}
    level.set(key, node)
    if (at === words.length - 1) node.mask = node.mask ? join(node.mask, is) : is
    else {
      node.next ??= new Map()
      level = node.next
    }
  })
}

/** The forms an entry stands for, and their kind where it is another: the future of a deed announces it. */
function forms(entry: string): [string, Kind?][] {
  const plain = entry.replaceAll('-', ' ')
  const sign = plain.at(-1)
  const stem = plain.slice(0, -1)
  if (sign === '/') return genders(stem).map((form) => [form])
  if (sign === '+') return [stem, ...plurals(stem)].map((form) => [form])
  if (sign === '~') return verbs(stem)
  if (plain.startsWith('^')) return aimed.map((whom) => [`${whom} ${plain.slice(1)}`])
  return [[plain]]
}

function genders(word: string): string[] {
  const stem = /[oe]$/.test(word) ? word.slice(0, -1) : word
  return [word, `${stem}a`, ...plurals(word), `${stem}as`]
}

/** The plural by the rules of either language: a form that no language has does no harm. */
function plurals(word: string): string[] {
  if (word.endsWith('z')) return [`${word.slice(0, -1)}ces`]
  if (/(s|x|ch|sh)$/.test(word)) return [`${word}es`]
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`]
  return /[lnrd]$/.test(word) ? [`${word}s`, `${word}es`] : [`${word}s`]
}

/** At whom a deed in the first person is aimed: *te quemo*, *os quemo*. */
const aimed = ['te', 'os', 'le', 'les', 'los', 'se lo', 'se la']
const pronouns = ['', 'te', 'lo', 'la', 'le', 'los', 'las', 'les', 'os', 'nos', 'telo', 'selo']

function verbs(phrase: string): [string, Kind?][] {
  const [verb = '', ...rest] = phrase.split(' ')
  const tail = rest.length > 0 ? ` ${rest.join(' ')}` : ''
  return [
    ...pronouns.map((pronoun): [string] => [verb + pronoun + tail]),
    ...(risky.has(verb) ? [] : ['e', 'emos'].map((end): [string, Kind] => [verb + end + tail, 'harm-announced'])),
  ]
}

/** Verbs whose future is as often harmless, or that are of another kind. */
const risky = new Set(
  'esperar buscar visitar agarrar sacar echar mandar prohibir devolver pegar sonar pelar picar destruir eliminar expulsar botar deportar repatriar encerrar enjaular esterilizar castrar demandar denunciar viralizar golpear ejecutar liquidar prender arrastrar pinchar secuestrar fumigar'.split(
    ' ',
  ),
)

/** Short for what the lexicon writes out. */
export const spelled = new Map(
  Object.entries({
    im: "i'm",
    ive: "i've",
    youre: "you're",
    youll: "you'll",
    youve: "you've",
    theyre: "they're",
    theyll: "they'll",
    thats: "that's",
    hes: "he's",
    shes: "she's",
    xq: 'porque',
    q: 'que',
    k: 'que',
    pa: 'para',
  }),
)

/** A word as the lexicon has it: no apostrophe in *don't*, and with one where chat leaves it out. */
export function standard(word: string): string {
  if (word.endsWith("n't")) return `${word.slice(0, -3)}nt`
  return spelled.get(word) ?? word
}

/** Without accents, as tokens are compared. */
const plain = (text: string): string => text.normalize('NFD').replace(/(n\u0303)|\p{M}/gu, (_, ñ) => (ñ ? 'ñ' : ''))
