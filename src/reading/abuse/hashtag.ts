const most = 48

/** The words of a hashtag: by its capitals and figures, or by words that are known, when they make up the whole of it. */
export function splitHashtag(tag: string, known: { has(word: string): boolean }): string[] {
  if (tag.length > most) return [fold(tag)]
  const parts = tag.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) ?? [tag]
  const lower = parts.map(fold)
  const [only] = lower
  return (lower.length === 1 && only !== undefined && !known.has(only) && segment(only, known)) || lower
}

const fold = (text: string): string =>
  [...text.toLowerCase()].map((sign) => (sign === 'ñ' ? sign : sign.normalize('NFD').replace(/\p{M}/gu, ''))).join('')

/** The fewest known words that make up the text; bounded by its length. */
function segment(text: string, known: { has(word: string): boolean }): string[] | undefined {
  const best: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= text.length; end++)
    for (let start = Math.max(0, end - 16); start < end; start++) {
      const before = best[start]
      const word = text.slice(start, end)
      if (!before || !known.has(word) || (word.length === 1 && !'ayou'.includes(word))) continue
      if (!best[end] || before.length + 1 < (best[end]?.length ?? 0)) best[end] = [...before, word]
    }
  const whole = best[text.length]
  return whole && whole.length < text.length / 2 ? whole : undefined
}
