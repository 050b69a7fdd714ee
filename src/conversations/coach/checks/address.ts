import type { Place } from '../remark.ts'
import { bidTu, bidTuJoined, bidUsted, close, doesUsted, doneByThings, joined, toUsted } from '../rules/es-address.ts'
import type { Rules } from '../rules/rules.ts'
import { fold, type Text } from '../text.ts'

/** Forms of tú and vosotros: words that are nothing else, endings that verbs have only there, and what is asked of tú. */
export const familiarIn = (rules: Rules, text: Text): Place[] => [
  ...rules.find.familiar
    .find(text)
    .filter(({ first }) => !bidTu.has(text.words[first]?.form ?? '') || begins(text, first)),
  ...close.find(text),
  ...text.words.filter(
    ({ form, written }, at) =>
      (familiarEnding.test(form) && !notFamiliar.test(form)) ||
      (/(?:[aei]rás|[áé]is)$/iu.test(written.normalize('NFC')) && !/^(?:atr|detr)/iu.test(written)) ||
      (bidTu.has(form) && begins(text, at)) ||
      bidTuJoined.has(joined.exec(form)?.[1] ?? ''),
  ),
]
/** "Borré" is no "borre". */
const told = /[éí]$/iu
const familiarEnding = /(?:[aeiou]?[^aeiou\s][ai]ste|[^aeiou]ais|[^aeiou]eis|abais|asteis|isteis)$/
const notFamiliar =
  /^(?:.*(?:traste|gaste|baste)|triste|chiste|existe|insiste|consiste|asiste|resiste|persiste|desiste|viste|contraste|desgaste|pais|seis|reis|.*seis|maiz|raiz|paraiste|subsiste|paste|haste|aste|bais|beis|gaiste|dais)$/

/** Forms of usted. "Su", "le" are a third person's too, so they tell only where nothing familiar does. */
export const politeIn = (rules: Rules, text: Text, alone: boolean): Place[] => [
  ...rules.find.polite.find(text).filter(({ first }) => {
    const form = text.words[first]?.form ?? ''
    return !mayBid.has(form) || begins(text, first) ? alone || !doubtful.has(form) : false
  }),
  ...toUsted.find(text),
  ...text.words.filter(
    ({ form, written }, at) =>
      (bidUsted.has(form) && !told.test(written) && begins(text, at) && form !== 'de') ||
      (bidUsted.has(joined.exec(form)?.[1] ?? '') && !thirdOfTu.has(form)) ||
      (doesUsted.has(form) && begins(text, at) && isDoneByThem(text, at)),
  ),
]
const doubtful = new Set('le les ustedes su sus señor señora señores estimados sr sra'.split(' ').map(fold))
/** Subjunctives among the words of usted. */
const mayBid = new Set(
  'tenga pase haga vea espere visite consulte sepa pruebe compruebe reinicie acepte reciba'.split(' '),
)
/** What looks like `usted` with a pronoun and is another word. */
const thirdOfTu = new Set('desde dense tomes dele useme tenganos vela delas'.split(' '))

/** Where a sentence or a clause begins, and no "that" or "if" is before it: there nobody else is spoken of. */
function begins({ words, written }: Text, given: number): boolean {
  const at = words[given - 1]?.form === 'no' ? given - 1 : given
  const word = words[at]
  const before = words[at - 1]
  if (!word || !before || before.sentence !== words[given]?.sentence) return true
  return /[,:;()–—-]/.test(written.slice(before.to, word.from)) || links.test(before.form)
}
const links = /^(?:y|e|o|pero|favor|porfa|luego|entonces|despues|primero|simplemente|solo|tambien|usted)$/

/** "Puede recogerlo", not "puede tardar". */
function isDoneByThem({ words, sentences }: Text, at: number): boolean {
  const form = words[at]?.form ?? ''
  const next = words[at + 1]?.form ?? ''
  if (doneByThings.test(next)) return false
  if (/^(?:puede|podra|debe|debera|podria)$/.test(form)) return /[aei]r(?:se|me|nos)?(?:l[aeo]s?)?$/.test(next)
  if (/^(?:tendra|tiene)$/.test(form)) return next === 'que'
  if (/^(?:desea|quiere|prefiere|necesita)$/.test(form)) return sentences[words[at]?.sentence ?? -1]?.asks === true
  return true
}
