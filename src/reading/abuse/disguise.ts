import { sound, type Vocabulary } from './vocabulary.ts'

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
