import { isLetterOrDigit, kindOf, space } from './characters.ts'

const faces =
  ":) :-) :D :-D :( :-( ;) ;-) ;D :P :-P :p :-p ;P ;p :'( :'-( :'v :'D :/ :-/ :\\ :-\\ :| :-| :O :o :-O :-o :S :s :-S :-s :* :-* :3 :v :V :c " +
  ':C :x :X :$ :@ =) =D =( =P =p =/ =] :] :[ ;( >:( >:) >:-( >:D <3 </3 &lt;3 &lt;/3 ^^ ^_^ ^.^ -_- -.- >_< >.< ;_; ._. :’( \\o/ (: (; (= ): )= (-: )-:'
const byFirst = new Map<string, string[]>()
for (const face of faces.split(' ').sort((a, b) => b.length - a.length)) {
  byFirst.set(face.charAt(0), [...(byFirst.get(face.charAt(0)) ?? []), face])
}

/** The emoticon that stands here (also as a network that escapes its signs sends it, `&lt;3`), as usually written; its last sign may be repeated, `:)))`, which is not part of it. */
export function emoticonAt(text: string, at: number): string | undefined {
  const first = text.charAt(at)
  // A face that looks the other way begins as any bracket does: it needs room before it.
  if ((first === '(' || first === ')') && !roomBefore(text, at)) return undefined
  return byFirst.get(first)?.find((face) => text.startsWith(face, at) && endsWell(text, at, face))
}

/** A face of letters, the same on both sides: `T_T`, `u.u`. */
export function letterFaceAt(text: string, at: number): string | undefined {
  const middle = text.charCodeAt(at + 1)
  if (middle !== 0x5f && middle !== 0x2e) return undefined
  const face = text.slice(at, at + 3).toLowerCase()
  if (face.charAt(0) !== face.charAt(2) || !'tuonxq'.includes(face.charAt(0))) return undefined
  return isLetterOrDigit(text, at + 3) || text.charAt(at + 3) === '.' ? undefined : face
}

const roomBefore = (text: string, at: number): boolean => at === 0 || kindOf(text.charCodeAt(at - 1)) === space

function endsWell(text: string, at: number, face: string): boolean {
  const after = at + face.length
  return !isLetterOrDigit(text, after - 1) || !isLetterOrDigit(text, after)
}
