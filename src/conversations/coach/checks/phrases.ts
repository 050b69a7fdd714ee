import { judged } from '../judge/judge.ts'
import { type Check, found, remark, type Talk } from '../talk.ts'
import { quoteOf, type Word } from '../text.ts'

/** Reasons that are no help to whoever is harmed. */
export const excuses: Check = (talk) => judged(talk, 'excuses')

/** Somebody else of us, or who works for us, is to blame. */
export const blames: Check = (talk) => judged(talk, 'blames')

/** What they are called, or what they are said to be like. */
export const labels: Check = (talk) => judged(talk, 'label')

/** Where somebody was let down, praise and wonder mock. */
export const irony: Check = (talk) => judged(talk, 'irony')

/** Words of the house or of law; what they said themselves is their word, and what is explained is no riddle. */
export const jargon: Check = (talk) => {
  const theirs = new Set(talk.theirs.flatMap((text) => text.words.map((word) => word.form)))
  const calm = found(talk, 'jargon-not')
  const { words } = talk.draft
  const near = (at: number) => calm.some((one) => Math.abs(one.first - at) <= 5)
  const known = (one: { first: number; last: number }) =>
    near(one.first) || words.slice(one.first, one.last).some((word) => theirs.has(word.form) && word.form.length > 2)
  const place = found(talk, 'jargon').find((one) => !known(one)) ?? strange(talk, theirs, near)
  return place ? [remark(talk, 'jargon', place, { params: { words: quoteOf(talk.draft, place) } })] : []
}

/** Initials that nobody knows but we; in Spanish also English in -ing. */
function strange({ draft, rules, language }: Talk, theirs: ReadonlySet<string>, near: (at: number) => boolean) {
  return draft.words.find(
    (word, at) =>
      !theirs.has(word.form) &&
      !near(at) &&
      ((/^\p{Lu}{3,4}\d?$/u.test(word.written) &&
        !rules.initials.has(word.written) &&
        !rules.shouted.has(word.form) &&
        !isLoudAround(draft.words, at)) ||
        (language === 'es' && /^[a-z]{3,}ing$/.test(word.written) && !homely.has(word.form))),
  )
}

/** Among other capitals it is a shout, not initials. */
const isLoudAround = (words: readonly Word[], at: number): boolean =>
  [words[at - 1], words[at + 1]].some((word) => word !== undefined && /^\p{Lu}{2,}$/u.test(word.written))

const homely = new Set('parking camping marketing casting footing shopping spinning running puding pudding'.split(' '))

/** "Thanks, Ana": a line of its own at the end is how one takes leave. */
function signsOff({ draft, situation }: Talk, at: number): boolean {
  const sentence = draft.sentences[draft.words[at]?.sentence ?? -1]
  if (!sentence || sentence.first === 0 || sentence.last - at > 4 || sentence.first !== at) return false
  const named = draft.words.slice(at, sentence.last).some(({ written }) => situation.name?.includes(written))
  return (
    !named && sentence.last === draft.words.length && /^(?:thanks|cheers),/i.test(draft.written.slice(sentence.from))
  )
}

/** Thanks for what they propose, and for waiting. */
export const thanks: Check = (talk) => {
  if (talk.draft.words.length === 0) return []
  const waited = talk.theirs.some((text) => talk.rules.find.waited.has(text))
  if (!talk.suggestion && !waited) return []
  const other = found(talk, 'thanks-not')
  const meant = found(talk, 'thanks').filter(
    (hit) => !other.some((one) => one.first < hit.last && hit.first < one.last) && !signsOff(talk, hit.first),
  )
  if (meant.length > 0) return []
  return [remark(talk, 'thanks', other[0] ?? null, talk.suggestion ? {} : { why: 'waited', mend: 'mend-waited' })]
}
