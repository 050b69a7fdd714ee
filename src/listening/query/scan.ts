import { type Kind, kindAt, kinds, sizeAt } from './characters.ts'
import type { Place } from './document.ts'
import { asWritten, foldName, foldWord, shorterForms } from './fold-word.ts'

/** A text cut into places, numbered from `at`, and the links in it, which stand at no place. */
export interface Scanned {
  places: Place[]
  links: string[]
}

/**
 * Cuts a text into places, in one pass. A word is letters, digits and what marks them, with underscores inside; whatever
 * else stands between words parts them, the apostrophe and the hyphen too. `#` before a word makes it a hashtag and `@` a
 * handle, which may have dots, hyphens and a server; an emoji is a place of its own, and several alike in a row are one.
 */
export function scan(text: string, at = 0): Scanned {
  const scanned: Scanned = { places: [], links: [] }
  let index = 0
  while (index < text.length) index = step(text, index, scanned, at)
  return scanned
}

/** Takes what begins at an index, if anything does, and tells where to go on. */
function step(text: string, index: number, scanned: Scanned, at: number): number {
  const kind = kindAt(text, index)
  if (kind === kinds.word) return linkOrWord(text, index, scanned, at)
  if (kind === kinds.other) return markOrNothing(text, index, scanned, at)
  if (kind === kinds.ideograph) return word(scanned, at, text, index, index + sizeAt(text, index))
  if (kind === kinds.emoji || kind === kinds.flag) return emoji(text, index, kind, scanned, at)
  return index + sizeAt(text, index)
}

function linkOrWord(text: string, index: number, scanned: Scanned, at: number): number {
  const end = linkEnd(text, index)
  if (end === undefined) return word(scanned, at, text, index, wordEnd(text, index))
  scanned.links.push(text.slice(index, end))
  return end
}

const none: readonly string[] = []

/** Adds the word from here to there. Some letters, such as a lone vowel sign of Greek, fold to nothing. */
function word({ places }: Scanned, at: number, text: string, from: number, end: number): number {
  const raw = text.slice(from, end)
  const key = foldWord(raw)
  if (key !== '')
    places.push({ at: at + places.length, key, also: shorterForms(key), written: asWritten(raw), mark: '' })
  return end
}

/** Where a word ends that begins at an index: joiners belong to it when it goes on behind them. */
function wordEnd(text: string, from: number, isOf: (kind: Kind) => boolean = isLetter): number {
  let end = from
  for (let index = from; index < text.length; ) {
    const kind = kindAt(text, index)
    index += kind === kinds.other ? 1 : sizeAt(text, index)
    if (isOf(kind)) end = index
    else if (kind !== kinds.joiner) break
  }
  return end
}

const isLetter = (kind: Kind): boolean => kind === kinds.word || kind === kinds.mark
const isOfTag = (kind: Kind): boolean => isLetter(kind) || kind === kinds.ideograph

function markOrNothing(text: string, index: number, scanned: Scanned, at: number): number {
  const sign = text[index]
  const isTag = sign === '#' || sign === '＃'
  if (!isTag && sign !== '@' && sign !== '＠') return index + sizeAt(text, index)
  if (isFree(text, index)) return isTag ? tag(text, index, scanned, at) : handle(text, index, scanned, at)
  if (isTag && scanned.places.at(-1)?.mark === '#') return tag(text, index, scanned, at)
  return index + sizeAt(text, index)
}

/** Whether no word ends here: `C#` has no hashtag. One hashtag may follow another, `#a#b`. */
function isFree(text: string, index: number): boolean {
  let before = index - 1
  while (before >= 0 && kindAt(text, before) === kinds.joiner) before -= 1
  return before < 0 || !isOfTag(kindAt(text, before))
}

function tag(text: string, index: number, { places }: Scanned, at: number): number {
  const end = wordEnd(text, index + 1, isOfTag)
  const raw = text.slice(index + 1, end)
  const key = foldWord(raw)
  if (key === '') return end
  const shorter = shorterForms(key)
  const also = [...shorter, `#${key}`, ...shorter.map((form) => `#${form}`)]
  places.push({ at: at + places.length, key, also, written: asWritten(raw), mark: '#' })
  return end
}

function handle(text: string, index: number, { places }: Scanned, at: number): number {
  const raw = handleAt(text, index + 1)
  // What looks like a name may be one only for the invisible characters in it.
  const seen = raw && /\p{Cf}/u.test(raw) ? handleAt(raw.replaceAll(invisible, ''), 0) : raw
  const [key, ...also] = seen ? handleForms(seen) : []
  if (!raw || !seen || !key) return index + 1
  const written = asWritten(seen.split(/[@＠]/)[0] ?? '')
  places.push({ at: at + places.length, key, also, written, mark: '@' })
  return index + 1 + raw.length
}

/**
 * What a handle without its first `@` is found by: as a word, by its name, and with the server if there is one. Of one
 * that is a host's name, such as `marca.bsky.social`, the first part does too.
 */
export function handleForms(raw: string): string[] {
  if (simple.test(raw)) {
    const name = raw.toLowerCase()
    return [name, `@${name}`]
  }
  const [name = '', server = ''] = raw.split(/[@＠]/).map(foldHandle)
  if (name === '') return []
  const first = name.split('.')
  const names = first.length > 2 && first[0] ? [name, first[0]] : [name]
  return [...names, ...names.map((one) => `@${one}`), ...(server ? [`@${name}@${server}`] : [])]
}

/** As nearly all are. */
const simple = /^\w{1,64}$/

/** Folds each part, and keeps the dots and hyphens. */
const foldHandle = (raw: string): string =>
  raw
    .split(/([.-])/)
    .map((part) => (part === '.' || part === '-' ? part : foldName(part)))
    .join('')

const invisible = /\p{Cf}/gu

function handleAt(text: string, from: number): string | undefined {
  handleShape.lastIndex = from
  return handleShape.exec(text)?.[0]
}

// A name, and perhaps a server, of bounded length. Behind a dot or hyphen it must go on.
const handleShape =
  /[\p{L}\p{N}\p{M}\p{Cf}_]{1,64}(?:[.-][\p{L}\p{N}\p{M}\p{Cf}_]{1,64}){0,9}(?:[@＠][\p{L}\p{N}\p{Cf}-]{1,64}(?:\.[\p{L}\p{N}\p{Cf}-]{1,64}){1,9})?/uy

function emoji(text: string, from: number, kind: Kind, { places }: Scanned, at: number): number {
  const end = kind === kinds.flag ? flagEnd(text, from) : emojiEnd(text, from)
  const written = text.slice(from, end)
  const key = written.replace(emojiVariants, '')
  if (places.at(-1)?.key !== key) places.push({ at: at + places.length, key, also: none, written, mark: '' })
  return end
}

/** Colour of skin, way of drawing, and sex where it is an addition, are variants of one emoji. */
const emojiVariants = /[\ufe0e\ufe0f]|[\u{1f3fb}-\u{1f3ff}]|\u200d[♀♂]/gu

/** Two letters are one flag. */
function flagEnd(text: string, from: number): number {
  const second = from + 2
  return second < text.length && kindAt(text, second) === kinds.flag ? second + 2 : second
}

const modifiers = /[\ufe0e\ufe0f\u20e3\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]*/uy

/** An emoji, its modifiers, and those joined to it. */
function emojiEnd(text: string, from: number): number {
  let index = from
  for (;;) {
    modifiers.lastIndex = index + sizeAt(text, index)
    modifiers.exec(text)
    index = Math.max(modifiers.lastIndex, index + sizeAt(text, index))
    if (text[index] !== '\u200d' || index + 1 >= text.length || kindAt(text, index + 1) !== kinds.emoji) return index
    index += 1
  }
}

const linkStart = /https?:\/\/(?=[^\s<>"])|www\.(?=[\p{L}\p{N}])/iuy
const linkRest = /[^\s<>"“”«»]+/uy

/** Where a link ends that begins at an index, without the full stop or bracket that ends the sentence around it. */
function linkEnd(text: string, from: number): number | undefined {
  const unit = text.charCodeAt(from) | 0x20
  if (unit !== 0x68 && unit !== 0x77) return undefined
  linkStart.lastIndex = from
  if (!linkStart.test(text)) return undefined
  const start = linkStart.lastIndex
  linkRest.lastIndex = start
  const rest = linkRest.exec(text)?.[0] ?? ''
  let length = rest.length
  while (length > 0 && ").,;:!?'’]}…".includes(rest.charAt(length - 1))) length -= 1
  return length > 0 ? start + length : undefined
}
