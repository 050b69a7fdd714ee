import { distant } from '../rules/es-address.ts'
import { type Check, found, remark, type Talk } from '../talk.ts'
import { familiarIn, politeIn } from './address.ts'

/** Tú where they say tú, usted where they say usted, and not both; in English as plain or as formal as they are. */
export const tone: Check = (talk) => (talk.language === 'es' ? addressing(talk) : manner(talk))

function addressing(talk: Talk) {
  const { draft, rules } = talk
  const familiar = familiarIn(rules, draft)
  const polite = politeIn(rules, draft, familiar.length === 0)
  const theirs = howTheyWrite(talk)
  const [tu] = familiar
  const [usted] = polite
  if (tu && usted) {
    const rarer = familiar.length >= polite.length ? usted : tu
    return [remark(talk, 'tone', theirs === 'polite' ? tu : theirs === 'familiar' ? usted : rarer, { why: 'both' })]
  }
  const formal = usted ?? found(talk, 'stiff')[0]
  if (theirs === 'familiar' && formal) return [remark(talk, 'tone', formal, { why: 'too-polite' })]
  if (theirs === 'polite' && tu) return [remark(talk, 'tone', tu, { why: 'too-familiar' })]
  return []
}

/** How they address us; undefined where they do not, or both ways. Who only jokes is called tú. */
function howTheyWrite({ theirs, rules }: Talk): 'familiar' | 'polite' | undefined {
  let familiar = 0
  let polite = 0
  let casual = 0
  for (const text of theirs) {
    familiar += familiarIn(rules, text).length
    polite += politeIn(rules, text, false).length + distant.find(text).length
    casual += rules.find.casual.find(text).length + (/hola{2}|[😂🤣😅😜]/iu.test(text.written) ? 1 : 0)
  }
  if (polite === 0) return familiar + casual > 0 ? 'familiar' : undefined
  return familiar + casual === 0 ? 'polite' : undefined
}

function manner(talk: Talk) {
  const casual = found(talk, 'casual')
  const stiff = found(talk, 'stiff')
  const they = { casual: 0, stiff: 0 }
  for (const text of talk.theirs) {
    they.casual += talk.rules.find.casual.find(text).length
    they.stiff += talk.rules.find.stiff.find(text).length
  }
  const [loose] = casual
  const [formal] = stiff
  if (they.stiff > 0 && they.casual === 0 && loose && casual.length > stiff.length)
    return [remark(talk, 'tone', loose, { why: 'too-familiar' })]
  if (they.stiff === 0 && formal && stiff.length > 0 && (they.casual > 0 || stiff.length > 1))
    return [remark(talk, 'tone', formal, { why: 'too-polite' })]
  return []
}
