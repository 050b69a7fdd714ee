import { codeAt, emoji, kindOf } from './characters.ts'

const joiner = 0x200d
const keycap = 0x20e3
const asEmoji = 0xfe0f

/** Where the emoji that begins here ends: with its skin, its flag, and everybody it is joined to. */
export function emojiEnd(text: string, at: number, end: number): number {
  const first = codeAt(text, at)
  let here = at + widthOf(first)
  if (isRegional(first)) {
    const second = codeAt(text, here)
    return here < end && isRegional(second) ? here + widthOf(second) : here
  }
  for (;;) {
    while (here < end && belongs(codeAt(text, here))) here += widthOf(codeAt(text, here))
    const next = codeAt(text, here + 1)
    if (here + 1 >= end || text.charCodeAt(here) !== joiner || !joinable(next)) return here
    here += 1 + widthOf(next)
  }
}

/** A digit, # or * in a box: `1️⃣`. 0 when there is none. */
export function keycapEnd(text: string, at: number, end: number): number {
  const after = text.charCodeAt(at + 1) === asEmoji ? at + 2 : at + 1
  return after < end && text.charCodeAt(after) === keycap ? after + 1 : 0
}

/** An emoji as compared: of no skin in particular, and not said twice that it is one. */
export function foldEmoji(written: string): string {
  if (written.length < 2 || (written.length === 2 && written.charCodeAt(1) !== asEmoji)) return written
  let folded = ''
  for (const character of written) {
    const code = codeAt(character, 0)
    if (code !== asEmoji && !isSkin(code)) folded += character
  }
  return folded
}

const isRegional = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff
const isSkin = (code: number): boolean => code >= 0x1f3fb && code <= 0x1f3ff
/** Flags of regions are spelled with invisible letters. */
const isTag = (code: number): boolean => code >= 0xe0020 && code <= 0xe007f
const belongs = (code: number): boolean => code === asEmoji || isSkin(code) || isTag(code)
/** ♀ and ♂ are joined to people, and are signs elsewhere. */
const joinable = (code: number): boolean => code > 0x2300 && kindOf(code) === emoji
const widthOf = (code: number): number => (code > 0xffff ? 2 : 1)
