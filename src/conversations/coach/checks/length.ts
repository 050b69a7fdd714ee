import { fits, measure } from '../../../lib/text-limit.ts'
import { type Check, remark, type Talk } from '../talk.ts'

/** Longer than this many times what they wrote, and than so many words, nobody reads where others talk. */
const timesTheirs = 6
const shortMessage = 40
const longPublic = 70
const longPrivate = 150
/** Each question but the first, and what went wrong, takes words of its own. */
const wordsEach = 30
/** Who is let down, or tells much, is owed a whole sentence; who asks, more than a word. */
const curt = 6
const curtest = 2

/** As long as its network takes, and as who reads it needs. */
export const length: Check = (talk) => {
  const { draft, situation } = talk
  const { limit } = situation
  const count = draft.words.length
  if (limit && !fits(draft.written, limit)) {
    const params = { count: measure(draft.written, limit), max: limit.max }
    return [remark(talk, 'length', null, { why: 'over', params })]
  }
  if (count === 0) return []
  if (count <= (isOwed(talk) ? curt : asksAtLength(talk) ? curtest : 0))
    return [remark(talk, 'length', null, { why: 'curt', mend: 'mend-curt' })]
  const theirs = talk.theirs.reduce((sum, text) => sum + text.words.length, 0)
  const allowed = Math.max(situation.isPublic ? longPublic : longPrivate, timesTheirs * Math.max(theirs, 10))
  const tooLong = count > allowed + wordsEach * matters(talk)
  return tooLong || (limit && limit.max <= 600 && count > shortMessage && count > longPublic)
    ? [remark(talk, 'length', null, { params: { count } })]
    : []
}

const isOwed = (talk: Talk): boolean => talk.harm || talk.theirs.some((text) => text.words.length > 15)

const asksAtLength = (talk: Talk): boolean =>
  talk.theirs.some((text) => text.sentences.some((one) => one.asks && one.last - one.first > 6))

const matters = (talk: Talk): number => {
  const asked = talk.theirs.flatMap((text) => text.sentences.filter((one) => one.asks)).length
  return Math.max(0, asked - 1) + (talk.harm ? 1 : 0)
}
