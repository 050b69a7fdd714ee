/** An address as it is compared: the host without `www.`, and the parts of its path. */
export interface Site {
  host: string
  /** Lower case. */
  parts: string[]
  /** What follows `?`, lower case; empty without. */
  asked: string
}

/** Reads an address, with `http://` or without. Undefined when it is none. */
export function siteOf(address: string): Site | undefined {
  const plain = plainAddress.exec(address)
  if (plain) return { host: (plain[1] ?? '').toLowerCase(), parts: partsOf(plain[2] ?? ''), asked: '' }
  const whole = /^https?:\/\//i.test(address) ? address : `http://${address}`
  const url = whole.length > longest ? null : URL.parse(whole)
  if (!url) return undefined
  const { hostname, pathname, search } = url
  const host = hostname.replace(/^(?:www\.)+(?=[^.]+\.)/, '').replace(/\.$/, '')
  return /^[^.*]+(?:\.[^.*]+)*$/.test(host)
    ? { host, parts: partsOf(pathname), asked: search.toLowerCase() }
    : undefined
}

// What the URL standard would leave as it is, at a tenth of its cost.
const plainAddress =
  /^https?:\/\/(?:www\.(?=[a-z0-9-]+\.)){0,9}((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,20})((?:\/[a-z0-9_-]{1,100}){0,8})\/?$/i

const partsOf = (path: string): string[] =>
  path
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '')

/** The values of `site:` it has: its host, and every domain that is in. */
export function siteValues({ host }: Site): string[] {
  if (/^[\d.]+$/.test(host) || host.startsWith('[')) return [host]
  const labels = host.split('.').slice(-mostLabels)
  return labels.map((_, index) => labels.slice(index).join('.'))
}

/** The values of `url:` it has: the beginnings of its address that end where a part does, and the whole. */
export function urlValues(site: Site): string[] {
  const { host, parts, asked } = site
  const values = parts.slice(0, mostParts).map((_, index) => `${host}/${parts.slice(0, index + 1).join('/')}`)
  const whole = urlValue(site)
  return asked === '' || whole === undefined ? values : [...values, whole]
}

/** The value of `url:` that means this address and what is below it; undefined where there is only a host. */
export const urlValue = ({ host, parts, asked }: Site): string | undefined =>
  parts.length === 0 && asked === '' ? undefined : `${[host, ...parts.slice(0, mostParts)].join('/')}${asked}`

/** Whether a host is the ending of many, such as `museum`; more likely, the rest was forgotten. */
export const isEnding = (host: string): boolean => /^[^.:]{5,}$/.test(host)

const longest = 2_000
const mostLabels = 6
const mostParts = 8
