/** What a UTF-16 unit or an astral character is to the scanner, in numbers so that a table can hold them. */
export const kinds = { other: 0, word: 1, mark: 2, joiner: 3, ideograph: 4, emoji: 5, flag: 6 } as const
export type Kind = number

/** The kind of the character at an index, and how many UTF-16 units it takes. Lone surrogates are `other`. */
export function kindAt(text: string, index: number): Kind {
  const unit = text.charCodeAt(index)
  if (unit < 0xd800 || unit > 0xdfff) return table[unit] ?? kinds.other
  const point = text.codePointAt(index) ?? 0
  return point > 0xffff ? kindOfCharacter(String.fromCodePoint(point)) : kinds.other
}

export function sizeAt(text: string, index: number): 1 | 2 {
  const unit = text.charCodeAt(index)
  return unit >= 0xd800 && unit <= 0xdbff && (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
}

// Scripts that put no space between words: each character counts as one.
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const letterOrNumber = /[\p{L}\p{N}]/u
const mark = /\p{M}/u
const markFirst = /^[^\p{L}\p{N}]*\p{M}/u
const format = /\p{Cf}/u
// Signs of law are no feelings, and stand right behind a brand's name.
const emoji = /(?![©®™])\p{Extended_Pictographic}/u
const flag = /\p{Regional_Indicator}/u

function kindOfCharacter(character: string): Kind {
  if (letterOrNumber.test(character)) return kindOfLetter(character)
  if (character === '_' || format.test(character)) return kinds.joiner
  if (mark.test(character)) return kinds.mark
  if (flag.test(character)) return kinds.flag
  return emoji.test(character) ? kinds.emoji : kinds.other
}

/** What the letter is folded to decides: some are made of several, some of a mark before a letter. */
function kindOfLetter(character: string): Kind {
  const folded = character.normalize('NFKC')
  if (ideograph.test(folded)) return folded.length === sizeAt(folded, 0) ? kinds.ideograph : kinds.other
  return markFirst.test(character.normalize('NFKD')) ? kinds.mark : kinds.word
}

// Asking a regular expression about every letter of every message would cost more than all the rest.
const table = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  unit >= 0xd800 && unit <= 0xdfff ? kinds.other : kindOfCharacter(String.fromCharCode(unit)),
)
