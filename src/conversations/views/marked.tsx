/** A passage of a message with what was looked for in it: pieces in turn plain and marked, beginning with plain. */
export interface Found {
  messageId: string
  pieces: readonly string[]
}

export const Marked = ({ found }: { found: Found }) => (
  <>{found.pieces.map((piece, at) => (at % 2 === 1 ? <mark>{piece}</mark> : piece))}</>
)
