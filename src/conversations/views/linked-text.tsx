import type { Child } from 'hono/jsx'
import { LinkifyIt } from 'linkify-it'

const linkify = new LinkifyIt()

/** Plain text with its web addresses as links. Nothing of it is markup. */
export const LinkedText = ({ text }: { text: string }) => <>{pieces(text)}</>

function pieces(text: string): Child[] {
  const found = linkify.match(text)?.filter((match) => /^https?:/i.test(match.url)) ?? []
  if (found.length === 0) return [text]
  const out: Child[] = []
  let at = 0
  for (const match of found) {
    out.push(text.slice(at, match.index), <Away href={match.url}>{match.text}</Away>)
    at = match.lastIndex
  }
  return [...out, text.slice(at)]
}

/** A link that somebody else wrote: it takes nothing of ours along. */
export const Away = ({ href, children }: { href: string; children?: Child }) => (
  <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
    {children}
  </a>
)
