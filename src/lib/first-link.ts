const longest = 2000

/** The first web address in a text, without what closes the sentence around it; undefined where there is none. */
export function firstLink(text: string): string | undefined {
  for (const [found] of text.matchAll(/\bhttps?:\/\/[^\s<>"«»“”]{1,2000}/gi)) {
    const url = withoutEnd(found)
    if (url.length <= longest && URL.canParse(url) && /^[^/]*\/\/[^/]*[^/:.]/.test(url)) return url
  }
  return undefined
}

/** A bracket belongs to the address when it opens in it. */
function withoutEnd(found: string): string {
  let url = found
  for (;;) {
    const last = url.at(-1) ?? ''
    const isStray = last === ')' && url.split(')').length > url.split('(').length
    if (!isStray && !/[.,;:!?'\]}*_~…]/.test(last)) return url
    url = url.slice(0, -1)
  }
}
