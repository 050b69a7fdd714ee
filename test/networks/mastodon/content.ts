const mention = /(?<![\w@/])@(\w+(?:[\w.-]*\w)?)(?:@([\w-]+(?:\.[\w-]+)*(?::\d+)?))?/gu
const hashtag = /(?<![\w&/#])#(\p{L}[\p{L}\p{N}_]*)/gu
const link = /https?:\/\/[^\s<>"]+/gu

export const mentionsIn = (text: string): { username: string; domain?: string }[] =>
  [...text.matchAll(mention)].map(([, username = '', domain]) => ({ username, ...(domain && { domain }) }))

export const tagsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(hashtag)].map(([, tag = '']) => tag.toLowerCase())),
]

/** What a status' text becomes: paragraphs, links shortened for the eye, mentions without their host. */
export function toHtml(
  text: string,
  of: { url: string; profileOf(name: string, domain?: string): string | undefined },
) {
  if (text === '') return ''
  const pieces = new RegExp(`${link.source}|${mention.source}|${hashtag.source}`, 'gu')
  let html = ''
  let from = 0
  for (const found of text.matchAll(pieces)) {
    html += escaped(text.slice(from, found.index)) + anchor(found[0], of)
    from = found.index + found[0].length
  }
  html += escaped(text.slice(from))
  return html
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('')
}

function anchor(piece: string, of: Parameters<typeof toHtml>[1]): string {
  if (piece.startsWith('#')) {
    const tag = piece.slice(1)
    return `<a href="${of.url}/tags/${encodeURIComponent(tag)}" class="mention hashtag" rel="tag">#<span>${escaped(tag)}</span></a>`
  }
  if (!piece.startsWith('@')) return linkAnchor(piece)
  const [, username = '', domain] = piece.split('@')
  const profile = of.profileOf(username, domain)
  if (!profile) return escaped(piece)
  return `<span class="h-card" translate="no"><a href="${profile}" class="u-url mention">@<span>${escaped(username)}</span></a></span>`
}

function linkAnchor(url: string): string {
  const [scheme = ''] = /^https?:\/\/(?:www\.)?/.exec(url) ?? []
  const shown = url.slice(scheme.length)
  const [head, tail] = [shown.slice(0, 30), shown.slice(30)]
  return (
    `<a href="${escaped(url)}" target="_blank" rel="nofollow noopener" translate="no">` +
    `<span class="invisible">${scheme}</span><span class="${tail ? 'ellipsis' : ''}">${escaped(head)}</span>` +
    `<span class="invisible">${escaped(tail)}</span></a>`
  )
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
