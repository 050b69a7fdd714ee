/** What a character is, for cutting a text into tokens. */
export const letter = 1
export const digit = 2
/** A mark that belongs to the letter before it. */
export const mark = 3
/** Seen by nobody: zero-width spaces and joiners, soft hyphens, marks of direction. */
export const hidden = 4
export const space = 5
export const sign = 6
export const emoji = 7

const known = new Uint8Array(0x10000)

/** What a code point is. Remembered for the first 65,536; the rest, mostly emoji, is looked up each time. */
export const kindOf = (code: number): number => (code < 0x10000 ? known[code] || remember(code) : lookUp(code))

function remember(code: number): number {
  const kind = lookUp(code)
  known[code] = kind
  return kind
}

function lookUp(code: number): number {
  if ((code >= 0xd800 && code < 0xe000) || isVariant(code)) return hidden
  const character = String.fromCodePoint(code)
  if (/\p{L}/u.test(character)) return letter
  if (/\p{Nd}/u.test(character)) return digit
  if (/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character)) return hidden
  if (/\p{M}/u.test(character)) return mark
  if (/[\s\p{Z}\p{C}]/u.test(character)) return space
  // ©, ®, ™ and ‼ are pictographic too, but mostly written as signs.
  if (code > 0x2300 && /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(character)) return emoji
  return sign
}

/** The variation selectors: as text, as an emoji. */
const isVariant = (code: number): boolean => code === 0xfe0e || code === 0xfe0f

/** The code point that begins at a place, 0 at the end; half a pair counts as itself. */
export const codeAt = (text: string, at: number): number => text.codePointAt(at) ?? 0

export const isLetterOrDigit = (text: string, at: number): boolean => {
  if (at < 0 || at >= text.length) return false
  const kind = kindOf(codeAt(text, at))
  return kind === letter || kind === digit
}

export const isCurrency = (code: number): boolean =>
  code === 0x24 || (code >= 0xa2 && code <= 0xa5) || (code >= 0x20a0 && code <= 0x20cf)
