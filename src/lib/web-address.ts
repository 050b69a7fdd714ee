/** An address that a person may be led to: http or https, as the URL standard writes it; undefined for anything else. */
export function webAddress(url: string | undefined): string | undefined {
  if (!url || url.length > 4_000 || !URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
