/**
 * How a network counts a text, as data, so that the server and the browser count alike.
 * `graphemes`: user-perceived characters (UAX 29); `codePoints`: Unicode scalar values; `utf16`: JavaScript's length.
 */
export interface TextLimit {
  max: number
  unit: 'graphemes' | 'codePoints' | 'utf16'
  /** Every http(s) link counts as this many, whatever its length. */
  linkLength?: number
  /** `@name@host` counts as `@name`. */
  mentionsWithoutHost?: boolean
  /** A second bound, on the UTF-8 length. */
  maxBytes?: number
}

const link = /https?:\/\/[^\s<>"]+/giu
const mention = /(?<=^|[^\w@/])(@[\w.-]+)@[\w-]+(?:\.[\w-]+)+/giu
const segmenter = new Intl.Segmenter()

/** The length of a text as the network would count it. */
export function measure(text: string, limit: TextLimit): number {
  const { linkLength } = limit
  let counted = text
  if (linkLength !== undefined) counted = counted.replace(link, () => 'x'.repeat(linkLength))
  if (limit.mentionsWithoutHost) counted = counted.replace(mention, '$1')
  if (limit.unit === 'utf16') return counted.length
  if (limit.unit === 'codePoints') return [...counted].length
  return [...segmenter.segment(counted)].length
}

/** Whether the network would take the text as one message. */
export const fits = (text: string, limit: TextLimit): boolean =>
  measure(text, limit) <= limit.max &&
  (limit.maxBytes === undefined || new TextEncoder().encode(text).length <= limit.maxBytes)
