import { Remembered } from '../../lib/remembered.ts'
import { type Kind, kindAt, kinds, sizeAt } from './characters.ts'
import type { Place, Watched } from './document.ts'
import { asWritten, foldName, foldWord, shorterForms } from './fold-word.ts'

/** A text cut into places, numbered from `at`, and the links in it, which stand at no place. */
export interface Scanned {
  places: Place[]
  links: string[]
  /** The number of the place that would come next. */
  next: number
}

/**
 * Cuts a text into places, in one pass. A word is letters, digits and what marks them, with underscores inside; whatever
 * else stands between words parts them, the apostrophe and the hyphen too. `#` before a word makes it a hashtag and `@` a
 * handle, which may have dots, hyphens and a server; an emoji is a place of its own, and several alike in a row are one.
 * `watched`: words that nobody asks for are left out, and their places stay empty.
 */
export function scan(text: string, at = 0, watched?: Watched): Scanned {
  const scanned: Scanning = { places: [], links: [], next: at, watched }
  let index = 0
  while (index < text.length) index = step(text, index, scanned)
  return scanned
}

interface Scanning extends Scanned {
  watched: Watched | undefined
}

function put(scanned: Scanning, { key, also, exact }: Omit<Spoken, 'written'>, mark: Place['mark']): void {
  scanned.places.push({ at: scanned.next++, key, also, written: exact, mark })
}

/** What stands in the place before, if it was not left out. */
const lastOf = ({ places, next }: Scanning): Place | undefined => {
  const last = places.at(-1)
  return last?.at === next - 1 ? last : undefined
}

/** Takes what begins at an index, if anything does, and tells where to go on. */
function step(text: string, index: number, scanned: Scanning): number {
  const kind = kindAt(text, index)
  if (kind === kinds.word) return linkOrWord(text, index, scanned)
  if (kind === kinds.other) return markOrNothing(text, index, scanned)
  if (kind === kinds.ideograph) return word(scanned, text, index, index + sizeAt(text, index))
  if (kind === kinds.emoji || kind === kinds.flag) return emoji(text, index, kind, scanned)
  return index + sizeAt(text, index)
}

function linkOrWord(text: string, index: number, scanned: Scanning): number {
  const end = linkEnd(text, index)
  if (end === undefined) return word(scanned, text, index, wordEnd(text, index))
  scanned.links.push(text.slice(index, end))
  return end
}

const none: readonly string[] = []

/** A word or a hashtag as it was written, what it is found by, and what is compared with `=`. */
interface Spoken {
  written: string
  key: string
  also: readonly string[]
  exact: string
}

// What words fold to is worked out once: the same few are said again and again.
const words = new Remembered<Spoken>(1 << 14, (written) => {
  const key = foldWord(written)
  return { written, key, also: shorterForms(key), exact: asWritten(written) }
})

const tags = new Remembered<Spoken>(1 << 11, (written) => {
  const key = foldWord(written)
  const shorter = shorterForms(key)
  return {
    written,
    key,
    also: [...shorter, `#${key}`, ...shorter.map((form) => `#${form}`)],
    exact: asWritten(written),
  }
})

/** Adds the word from here to there. Some letters, such as a lone vowel sign of Greek, fold to nothing. */
function word(scanned: Scanning, text: string, from: number, end: number): number {
  if (scanned.watched?.mayAsk(text, from, end) === false) {
    scanned.next++
    return end
  }
  const spoken = words.of(text, from, end)
  if (spoken.key !== '') put(scanned, spoken, '')
  return end
}

/** Where a word ends that begins at an index: joiners belong to it when it goes on behind them. */
function wordEnd(text: string, from: number, isOf: (kind: Kind) => boolean = isLetter): number {
  let end = from
  for (let index = from; index < text.length; ) {
    // Nearly all letters are these.
    if (isPlain(text.charCodeAt(index))) {
      end = ++index
      continue
    }
    const kind = kindAt(text, index)
    index += kind === kinds.other ? 1 : sizeAt(text, index)
    if (isOf(kind)) end = index
    else if (kind !== kinds.joiner) break
  }
  return end
}

const isPlain = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39)
const isLetter = (kind: Kind): boolean => kind === kinds.word || kind === kinds.mark
const isOfTag = (kind: Kind): boolean => isLetter(kind) || kind === kinds.ideograph

function markOrNothing(text: string, index: number, scanned: Scanning): number {
  const sign = text[index]
  const isTag = sign === '#' || sign === '＃'
  if (!isTag && sign !== '@' && sign !== '＠') return index + sizeAt(text, index)
  if (isFree(text, index)) return isTag ? tag(text, index, scanned) : handle(text, index, scanned)
  if (isTag && lastOf(scanned)?.mark === '#') return tag(text, index, scanned)
  return index + sizeAt(text, index)
}

/** Whether no word ends here: `C#` has no hashtag. One hashtag may follow another, `#a#b`. */
function isFree(text: string, index: number): boolean {
  let before = index - 1
  while (before >= 0 && kindAt(text, before) === kinds.joiner) before -= 1
  return before < 0 || !isOfTag(kindAt(text, before))
}

function tag(text: string, index: number, scanned: Scanning): number {
  const end = wordEnd(text, index + 1, isOfTag)
  const spoken = tags.of(text, index + 1, end)
  if (spoken.key !== '') put(scanned, spoken, '#')
  return end
}

function handle(text: string, index: number, scanned: Scanning): number {
  const from = index + 1
  const end = plainHandleEnd(text, from) || from + (handleAt(text, from)?.length ?? 0)
  const spoken = handles.of(text, from, end)
  if (spoken.key === '') return from
  put(scanned, spoken, '@')
  return end
}

const handles = new Remembered<Spoken>(1 << 12, (written) => {
  // What looks like a name may be one only for the invisible characters in it.
  const seen = /\p{Cf}/u.test(written) ? (handleAt(written.replaceAll(invisible, ''), 0) ?? '') : written
  const [key = '', ...also] = handleForms(seen)
  return { written, key, also, exact: asWritten(seen.split(/[@＠]/)[0] ?? '') }
})

/** Where a handle ends that is of plain letters, as nearly all are, and goes on with nothing else; 0 when it is not so sure. */
function plainHandleEnd(text: string, from: number): number {
  let end = from
  while (end - from < 64 && isNamePart(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  const isSure =
    end === text.length || (next < 0x80 && !isNamePart(next) && next !== 0x2e && next !== 0x2d && next !== 0x40)
  return isSure && end > from ? end : 0
}

const isNamePart = (unit: number): boolean => isPlain(unit) || unit === 0x5f

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

function emoji(text: string, from: number, kind: Kind, scanned: Scanning): number {
  const end = kind === kinds.flag ? flagEnd(text, from) : emojiEnd(text, from)
  const written = text.slice(from, end)
  const key = written.replace(emojiVariants, '')
  if (lastOf(scanned)?.key !== key) put(scanned, { key, also: none, exact: written }, '')
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
