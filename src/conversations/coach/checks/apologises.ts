import type { Hit } from '../pattern.ts'
import { type Check, found, remark, says, sentenceAt, type Talk } from '../talk.ts'
import { fold } from '../text.ts'
import { contentOf, overlap } from './content.ts'

/** Where somebody was harmed: says sorry, for what happened, as ours. */
export const apologises: Check = (talk) => {
  if (!talk.harm || talk.draft.words.length === 0) return []
  if (says(talk, 'owns')) return withoutConditions(talk)
  const denied = found(talk, 'not-an-apology')
  const said = found(talk, 'apology').filter(
    (hit) => !denied.some((one) => one.first < hit.last && hit.first < one.last),
  )
  if (said.length === 0) return [remark(talk, 'apologises', null)]
  const conditional = condition(talk, said)
  if (conditional) return [remark(talk, 'apologises', conditional, { why: 'conditional' })]
  const regrets = found(talk, 'regrets-only')
  const meant = said.filter((hit) => !regrets.some((one) => one.first < hit.last && hit.first < one.last))
  if (meant.some((hit) => namesIt(talk, hit))) return []
  const [first] = meant.length > 0 ? meant : said
  return first
    ? [remark(talk, 'apologises', whole(talk, first), { why: meant.length > 0 ? 'formula' : 'regrets' })]
    : []
}

/** Even beside "our mistake", "if it bothered you" takes it back. */
function withoutConditions(talk: Talk) {
  const conditional = condition(talk, found(talk, 'apology'))
  const owns = found(talk, 'owns').filter((hit) => hit.first !== conditional?.first)
  const same = owns.some(
    (hit) => talk.draft.words[hit.first]?.sentence !== talk.draft.words[conditional?.first ?? 0]?.sentence,
  )
  return conditional && !same ? [remark(talk, 'apologises', conditional, { why: 'conditional' })] : []
}

/** "Sorry if…", "sorry that you feel…": in the sentence of an apology, after it. */
function condition(talk: Talk, said: readonly Hit[]): Hit | undefined {
  const { words } = talk.draft
  return found(talk, 'conditional').find((hit) =>
    said.some(
      (one) => words[one.first]?.sentence === words[hit.first]?.sentence && Math.abs(hit.first - one.last) <= 14,
    ),
  )
}

/** Its sentence says for what, or a neighbouring one takes up what they told. */
function namesIt(talk: Talk, hit: Hit): boolean {
  const { draft, rules, theirs } = talk
  const sentence = sentenceAt(talk, hit.first)
  if (!sentence) return false
  const name = new Set(fold(talk.situation.name ?? '').split(/\s+/))
  const said = contentOf(rules, draft.words.slice(sentence.first, sentence.last)).filter(
    (form) => !rules.vague.has(form) && !name.has(form) && !form.startsWith('@'),
  )
  if (said.length > 0) return true
  const next = draft.sentences[(draft.words[hit.first]?.sentence ?? 0) + 1]
  const told = theirs.flatMap((text) => contentOf(rules, text.words))
  return (
    next !== undefined && !next.asks && overlap(contentOf(rules, draft.words.slice(next.first, next.last)), told) >= 2
  )
}

function whole(talk: Talk, hit: Hit) {
  const sentence = sentenceAt(talk, hit.first)
  return sentence ? { from: hit.from, to: sentence.to } : hit
}
