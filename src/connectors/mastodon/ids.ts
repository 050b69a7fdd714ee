/**
 * The order of Mastodon's ids: numbers as text, too large for a JavaScript number, so the longer is the greater and
 * equally long ones compare as text. Servers whose ids are of one length (ULIDs) are ordered rightly too.
 * https://docs.joinmastodon.org/api/guidelines/#id
 */
export const compareIds = (a: string, b: string): number =>
  a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length

/** Each id once, the oldest first. */
export const inOrder = (ids: Iterable<string>): string[] => [...new Set(ids)].sort(compareIds)
