import { fold } from './fold.ts'

/** A text's words with a space on either side, without capitals and accents, for `says`. Linear. */
export const spoken = (text: string): string =>
  ` ${(
    fold(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ')} `

/** Whether what was `spoken` has a word or a phrase, whole; `refund*` also begins longer words. */
export function says(said: string, phrase: string): boolean {
  const wanted = spoken(phrase)
  if (wanted.trim() === '') return false
  return said.includes(phrase.trimEnd().endsWith('*') ? wanted.trimEnd() : wanted)
}
