import type { Place } from '../remark.ts'
import type { Rules } from '../rules/rules.ts'
import { type Check, remark, type Talk } from '../talk.ts'
import { fold, type Word } from '../text.ts'

/** Capital letters and rows of marks. Initials, codes and words that they wrote so themselves are none. */
export const shouting: Check = (talk) => {
  const place = loudWords(talk) ?? marks(talk)
  return place ? [remark(talk, 'shouting', place)] : []
}

function loudWords(talk: Talk): Place | undefined {
  const { words } = talk.draft
  const theirs = new Set(talk.theirs.flatMap((text) => text.words.filter(isLoud).map((word) => word.written)))
  const whole = talk.theirs.every((text) => text.words.filter(isLoud).length > text.words.length / 2)
  const loud = (word: Word | undefined): word is Word =>
    word !== undefined &&
    isLoud(word) &&
    !talk.rules.initials.has(fold(word.written).toUpperCase()) &&
    !(theirs.has(word.written) && !whole)
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (!loud(word)) continue
    let last = at
    while (isBetween(words[last + 1]) && loud(words[last + 1])) last++
    const end = words[last]
    const letters = words.slice(at, last + 1).reduce((sum, one) => sum + one.written.length, 0)
    const row = words.slice(at, last + 1)
    if (end && !isCode(talk, at) && (last > at ? letters > 4 && row.some(isSaid(talk)) : shoutsAlone(talk, word)))
      return { from: word.from, to: end.to }
    at = last
  }
  return undefined
}

const isBetween = (word: Word | undefined): boolean => word !== undefined
const isLoud = (word: Word): boolean => /^\p{Lu}{2,}$/u.test(word.written) || /^\p{Lu}+['’]\p{Lu}+$/u.test(word.written)

/** A word that is no name: common ones however short, others from five letters on with vowels among them. */
const shoutsAlone = ({ rules }: Talk, { form }: Word): boolean =>
  rules.shouted.has(form) || (form.length >= 5 && /[aeiou].*[aeiou]/.test(form) && isOrdinary(rules, form))

/** Rows of initials are no shout; among them some word is one that people say. */
const isSaid =
  ({ rules }: Talk) =>
  ({ form }: Word): boolean =>
    rules.shouted.has(form) || rules.empty.has(form) || isOrdinary(rules, form)

/** Hardly any initials are so long. */
const isOrdinary = (rules: Rules, form: string): boolean => form.length >= 9 || rules.ordinary.test(form)

/** "Code WELCOME", «ENVIAR»: to be written or pressed just so. */
function isCode({ draft }: Talk, at: number): boolean {
  const word = draft.words[at]
  const sign = draft.written[(word?.from ?? 0) - 1] ?? ''
  return (
    /[«"“(#'‘*/]/.test(sign) ||
    codes.test(draft.words[at - 1]?.form ?? '') ||
    codes.test(draft.words[at - 2]?.form ?? '')
  )
}

const codes =
  /^(codigo|cupon|marca|modelo|boton|tecla|opcion|palabra|sala|linea|ref|referencia|code|coupon|voucher|model|brand|button|key|option|word|room|gate|type|press|press|pulsa|escribe|teclea|enter|programa|plan|serie|clave|promocion|promo)$/

function marks({ draft }: Talk): Place | undefined {
  const text = draft.written
  const row = /[!¡]{2,}|\?{2,}|[!?]{3,}|(?:!\?|\?!)|(?<![\p{L}\p{N}])(?:\p{Lu} ){3,20}\p{Lu}(?!\p{L})/u.exec(text)
  if (row) return { from: row.index, to: row.index + row[0].length }
  const single = [...text.matchAll(/!/g)]
  const calm = draft.sentences.filter((one) => !one.exclaims).length
  const one = single.length * 60 > text.length ? (single[4] ?? (calm <= 1 ? single[3] : undefined)) : undefined
  return one && { from: one.index, to: one.index + 1 }
}
