import type { Hit } from '../pattern.ts'
import { type Check, found, remark, type Talk } from '../talk.ts'
import { quoteOf } from '../text.ts'

/** Who was let down, or is told "we will", hears what happens next and when. */
export const next: Check = (talk) => {
  const promises = found(talk, 'promise').filter((hit) => !isWelcome(talk, hit))
  const vague = found(talk, 'vague-when')
  if (!talk.harm && promises.length === 0) return []
  if (talk.draft.words.length === 0 || hasWhen(talk) || isDone(talk)) return []
  const [place] = promises.length > 0 ? promises : vague
  if (!place && !talk.harm) return []
  const why = vague[0] ? 'vague' : place ? 'no-when' : 'why'
  return [remark(talk, 'next', vague[0] ?? place ?? null, { why })]
}

/** "We'll be here", "who will be glad to see you": kind words, nothing to be waited for. */
const isWelcome = ({ draft }: Talk, { first, last }: Hit): boolean =>
  draft.words.slice(first, last + 1).some(({ form }) => /^(?:glad|happy|pleased|delighted|here|always)$/.test(form))

/** A time that is to come. */
function hasWhen(talk: Talk): boolean {
  const past = found(talk, 'past-when')
  return found(talk, 'when').some(
    (hit) => !past.some((one) => one.first < hit.last && hit.first <= one.last) && !isTold(talk, hit),
  )
}

/** "You missed it on Tuesday": a day that a past form stands before, and none of what is to come. */
function isTold({ draft, language }: Talk, hit: Hit): boolean {
  if (language !== 'en' || tocome.test(quoteOf(draft, hit))) return false
  const at = draft.sentences[draft.words[hit.first]?.sentence ?? -1]?.first ?? hit.first
  const before = draft.words.slice(Math.max(at, hit.first - 12), hit.first).map(({ form }) => form)
  const last = before.findLastIndex((form) => past.test(form))
  return last >= 0 && !before.slice(last).some((form) => ahead.test(form))
}
const tocome = /tomorrow|tonight|today|next|by |within|in |until|every|working|from now|now$/iu
const past =
  /^(?:was|were|wasn't|weren't|didn't|did|had|missed|waited|kept|ordered|lost|broke|drove|happened|should|sat|stood)$/
const ahead =
  /^(?:will|is|are|am|can|now|comes|leaves|goes|so|and|but|we'll|i'll|you'll|it'll|you're|it's|gets|call|come)$/

/** What they need is done already, or it is theirs to say the next word. */
const isDone = (talk: Talk): boolean =>
  found(talk, 'done').length > 0 ||
  /\b(?:we've|i've|we have|i have|ya (?:te|le|lo|la|os|está|están|hemos|he|tienes|tiene|puedes|puede)) (?:just |already |now )?(?!passed|forwarded|raised|reported|flagged|logged|noted|escalated|asked|shared|notified|informed|contacted|opened|received|looked|checked|reviewed|tried|started|noticed|pasado|avisado|trasladado|abierto|escalado|notificado|recibido|visto|anotado|revisado)\w+(?:ed|ado|ido|uelto|echo|uesto|ad[oa]s?|ent|aid|one)\b/iu.test(
    talk.draft.written,
  )
