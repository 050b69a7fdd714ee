import type { Hit } from '../pattern.ts'
import { alarming, found, isDenied, says, type Talk, together } from '../talk.ts'

/** What rules of words find of the four remarks that have few words of their own; `judge/` hears the rest. */
export const byRule = {
  /** Reasons that are no help to whoever is harmed. */
  excuses: (talk: Talk) =>
    says(talk, 'excuse-not')
      ? undefined
      : (alarming(talk, 'excuse', 'owns')[0] ??
        (talk.harm ? together(talk, 'circumstance', 'cause', 'owns') : undefined)),
  /** Somebody else of us, or who works for us, is to blame. */
  blames: (talk: Talk) =>
    says(talk, 'blame-not')
      ? undefined
      : (alarming(talk, 'blame', 'blame-not')[0] ??
        (talk.harm ? together(talk, 'party', 'fault', 'with-us') : undefined)),
  /** What they are called, or what they are said to be like. */
  label: (talk: Talk) => alarming(talk, 'label', 'label-not')[0] ?? trait(talk),
  /** Where somebody was let down, praise and wonder mock. */
  irony: (talk: Talk) =>
    alarming(talk, 'irony', 'irony-not')[0] ??
    (talk.harm ? alarming(talk, 'mocking', 'irony-not')[0] : undefined) ??
    wink(talk),
}

function trait(talk: Talk): Hit | undefined {
  const { words } = talk.draft
  const calm = found(talk, 'label-not')
  const people = found(talk, 'person')
  return found(talk, 'trait').find((hit) => {
    const near = people.some(
      (one) => words[one.first]?.sentence === words[hit.first]?.sentence && Math.abs(one.first - hit.first) <= 6,
    )
    return near && !isDenied(talk, hit.first) && !calm.some((one) => one.first < hit.last && hit.first < one.last)
  })
}

/** Rolling eyes, a smirk, slow applause; a word or two of theirs between quotes. */
function wink({ draft, harm }: Talk) {
  const face = /🙄|😏|🤡|😒|🤦|👏 ?👏|🎻|🏅|🏆|🤓|🧐|🤣|😂|😜|🙃/u.exec(draft.written)
  const quoted = harm ? /[«"“'‘](?=\p{Ll})[\p{Ll}]{4,}(?: [\p{Ll}]+)?[»"”'’](?!\p{L})/u.exec(draft.written) : null
  const match = face ?? quoted
  return match ? { from: match.index, to: match.index + match[0].length } : undefined
}
