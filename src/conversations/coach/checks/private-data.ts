import type { Hit } from '../pattern.ts'
import { alarming, type Check, found, remark, sentenceAt, type Talk } from '../talk.ts'

/** Nobody is asked in public for what is nobody's business. */
export const privateData: Check = (talk) => {
  if (!talk.situation.isPublic) return []
  const asked = [...alarming(talk, 'asks-for', 'asks-not'), ...askedTogether(talk), ...named(talk)]
  const elsewhere = [...found(talk, 'privately'), ...addresses(talk)]
  const hit = asked.find((one) => !isElsewhere(talk, one, elsewhere))
  return hit ? [remark(talk, 'private-data', hit)] : []
}

/** "Tell us", and in the same sentence what is theirs alone, be it some words further. */
function askedTogether(talk: Talk): Hit[] {
  const data = alarming(talk, 'personal', 'asks-not')
  const asking = alarming(talk, 'asking', 'asks-not')
  const begins = (hit: Hit) => hit.last - 1
  return data.flatMap((datum) => {
    const ask = asking.find(
      (one) =>
        begins(one) <= datum.first &&
        datum.first - one.last <= widest &&
        sentenceAt(talk, one.first) === sentenceAt(talk, datum.first),
    )
    return ask ? [{ ...datum, first: ask.first, from: ask.from }] : []
  })
}
const widest = 12

/** Personal data in a sentence that asks. */
const named = (talk: Talk) => alarming(talk, 'personal', 'asks-not').filter((hit) => sentenceAt(talk, hit.first)?.asks)

/** In that sentence, or the one before or after, a place is named where only we read it. */
function isElsewhere(talk: Talk, one: Hit, elsewhere: readonly Hit[]): boolean {
  const at = talk.draft.words[one.first]?.sentence ?? 0
  const near = talk.draft.sentences.slice(Math.max(0, at - 1), at + 2)
  return elsewhere.some(
    (hit) => near.some(({ first, last }) => hit.first >= first && hit.first < last) && !isForUs(talk, one, hit),
  )
}

/** `help@example.org`, and a number to be rung. */
const addresses = ({ draft: { words } }: Talk): Hit[] =>
  words.flatMap((word, at) => {
    const before = words[at - 1]
    const mail = word.written.startsWith('@') && before?.to === word.from
    const rung = /^\d{3}/.test(word.form) && /^(?:ring|call|phone|dial|al|on|text)$/.test(before?.form ?? '')
    return mail || rung ? [{ first: at, last: at + 1, from: word.from, to: word.to }] : []
  })

/** "Leave your number here and we'll call you": we are elsewhere then, what they write is not. */
function isForUs({ draft }: Talk, asked: Hit, place: Hit): boolean {
  if (place.first < asked.last || draft.words[place.first]?.sentence !== draft.words[asked.first]?.sentence)
    return false
  const between = draft.words.slice(asked.last, place.last).map(({ form }) => form)
  const links = between.findIndex((form) => /^(?:and|so|y|e|para|asi)$/.test(form))
  return links >= 0 && between.slice(links + 1, links + 4).some((form) => ours.test(form))
}
const ours = /^(?:we|we'll|i|i'll|te|le|os|les|(?:escribir|llamar|mandar|enviar|contactar|responder)(?:te|le|os|les))$/
