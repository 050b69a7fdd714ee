import { kindOf, letter } from './characters.ts'

/** What comparing needs to know of a word. */
export interface Folded {
  folded: string
  shouted: boolean
  stretched: boolean
}

/** The letters that Latin has further signs for; ñ is a letter of its own. */
const plain = new Map<number, string>()
for (let code = 0xc0; code < 0x250; code++) {
  const base = String.fromCharCode(code).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  plain.set(code, base)
}
for (const [from, to] of Object.entries({
  ñ: 'ñ',
  Ñ: 'ñ',
  ß: 'ss',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  ø: 'o',
  Ø: 'o',
  ł: 'l',
  Ł: 'l',
  đ: 'd',
  Đ: 'd',
  ı: 'i',
})) {
  plain.set(from.charCodeAt(0), to)
}

/** Letters of other scripts that look as Latin ones do, each with the one it looks like. */
const cyrillic = 'аaеeоoрpсcуyхxіiјjѕsԁdһhӏlкkмmтtвbнhгrпnзzбb'
const greek = 'αaοoιiνvρpτtυuκkεeηnχxγyωwβb'
const looksLike = new Map<string, string>()
for (const pairs of [cyrillic, greek]) {
  for (let at = 0; at < pairs.length; at += 2) looksLike.set(pairs.charAt(at), pairs.charAt(at + 1))
}

/** A word as compared. One that is written in small plain letters is itself, which most are. */
export function foldWord(written: string): Folded {
  let small = 0
  let large = 0
  let run = 1
  let longest = 1
  let before = 0
  for (let at = 0; at < written.length; at++) {
    const code = written.charCodeAt(at)
    if (code > 0x7f) return foldSlowly(written)
    const lower = code | 0x20
    if (lower < 0x61 || lower > 0x7a) before = 0
    else {
      if (code === lower) small++
      else large++
      run = lower === before ? run + 1 : 1
      if (run > longest) longest = run
      before = lower
    }
  }
  const lowered = large > 0 ? written.toLowerCase() : written
  const straight = written.includes('`') ? lowered.replaceAll('`', "'") : lowered
  return {
    folded: longest > 2 ? shorten(straight) : straight,
    shouted: small === 0 && large > 1,
    stretched: longest > 2,
  }
}

function foldSlowly(written: string): Folded {
  const whole = /[\u0300-\u036f\u2000-\uffff]/.test(written) ? written.normalize('NFKC') : written
  const lowered = whole.toLowerCase()
  let folded = ''
  for (const character of lowered) folded += foldCharacter(character)
  const alike = mixesScripts(folded) ? [...folded].map((one) => looksLike.get(one) ?? one).join('') : folded
  const short = shorten(alike)
  return { folded: short, shouted: shouts(whole, lowered), stretched: short !== alike }
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x80) return character
  if (code === 0x2019 || code === 0xb4 || code === 0x2bc) return "'"
  if (code < 0x250) return plain.get(code) ?? ''
  if ((code >= 0x300 && code < 0x370) || code === 0x640) return ''
  if ((code >= 0x370 && code < 0x400) || (code >= 0x1e00 && code < 0x2000))
    return character.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  return character.length === 1 && code >= 0x2000 && kindOf(code) !== letter ? '' : character
}

const mixesScripts = (word: string): boolean => /[a-z]/.test(word) && /[\u0370-\u052f]/.test(word)

/** Three letters or more in a row become two: *holaaaa* and *holaaa* are one word, and *llama* stays. */
const shorten = (word: string): string => word.replace(/(\p{L})\1{2,}/gu, '$1$1')

/** Two capitals or more and no small letter; a script without capitals never shouts. */
function shouts(whole: string, lowered: string): boolean {
  let large = 0
  for (let at = 0; at < whole.length; at++) if (whole.charAt(at) !== lowered.charAt(at)) large++
  return large > 1 && whole === whole.toUpperCase()
}
