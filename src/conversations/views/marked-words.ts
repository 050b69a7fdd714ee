/** Beyond this a text is not shown again: what was found further on is told in words. */
const longest = 1_200

/**
 * A text in pieces, in turn plain and marked, beginning with plain: every stretch that one of these passages covers, each
 * where it first stands. Linear in the text for each passage.
 */
export function markedWords(text: string, passages: readonly string[]): string[] {
  const shown = text.slice(0, longest)
  const stretches = [...new Set(passages)]
    .flatMap((passage) => {
      const from = passage.trim() === '' ? -1 : shown.indexOf(passage)
      return from === -1 ? [] : [{ from, to: from + passage.length }]
    })
    .sort((a, b) => a.from - b.from)
  const pieces: string[] = []
  let end = 0
  for (const { from, to } of stretches) {
    if (from > end || pieces.length === 0) pieces.push(shown.slice(end, from), shown.slice(from, to))
    else if (to > end) pieces.push((pieces.pop() ?? '') + shown.slice(end, to))
    end = Math.max(end, to)
  }
  return [...pieces, shown.slice(end)]
}
