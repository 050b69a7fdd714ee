import { hidden, isLetterOrDigit, kindOf, space } from './characters.ts'

/** Longer names of hosts do not exist. */
const longestHost = 253
/** Names that end so are hosts also without a path; with few others one cannot tell `bien.es que` from an address. */
const sureEndings = new Set('com net org info shop store online app io ly gl gg tv biz xyz site club dev'.split(' '))

/** Where the address that begins here with `http://`, `https://` or `www.` ends; 0 when none does. */
export function linkEnd(text: string, at: number, end: number): number {
  // Most words that begin so go on otherwise.
  const second = text.charCodeAt(at + 1) | 0x20
  if (second !== 0x74 && second !== 0x77) return 0
  const start = text.slice(at, at + 8).toLowerCase()
  const prefix = start.startsWith('https://') ? 8 : start.startsWith('http://') ? 7 : start.startsWith('www.') ? 4 : 0
  return prefix > 0 && isLetterOrDigit(text, at + prefix) ? pathEnd(text, at + prefix, end) : 0
}

/**
 * Where the address ends that began at `start` with a word that ends at `at`: a mailbox, `ana@example.com`, or a host that
 * nobody gave a protocol, `bit.ly/x`. 0 when the word is only a word.
 */
export function bareLinkEnd(text: string, start: number, at: number, end: number): number {
  if (text.charAt(at) === '@') return hostEnd(text, at + 1, end)
  if (text.charAt(at) !== '.' || !isLetterOrDigit(text, at + 1)) return 0
  const name = runEnd(text, start, end)
  if (text.charAt(name) === '@') return hostEnd(text, name + 1, end)
  const host = hostEnd(text, start, end)
  if (host === 0) return 0
  if (text.charAt(host) === '/' && host + 1 < end && isLetterOrDigit(text, host + 1)) return pathEnd(text, host, end)
  return sureEndings.has(lastPart(text.slice(start, host)).toLowerCase()) ? host : 0
}

const lastPart = (host: string): string => host.slice(host.lastIndexOf('.') + 1)

/** The end of a host's name, which has a dot and ends in two letters at least. */
function hostEnd(text: string, start: number, end: number): number {
  let at = runEnd(text, start, end)
  while (at > start && !isLetterOrDigit(text, at - 1)) at--
  const name = text.slice(start, at)
  return /\.[a-z]{2,24}$/i.test(name) && !name.includes('..') ? at : 0
}

function runEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + longestHost)
  let at = start
  while (at < limit && inHost(text.charCodeAt(at))) at++
  return at
}

const inHost = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x5a) ||
  code === 0x2d ||
  code === 0x2e

/** Up to a space or a quote; what closes the sentence is not of the address. */
function pathEnd(text: string, start: number, end: number): number {
  let at = start
  while (at < end && !endsPath(text, at)) at++
  while (at > start && '.,;:!?)]}\'"’”»…*_'.includes(text.charAt(at - 1))) at--
  return at
}

function endsPath(text: string, at: number): boolean {
  const kind = kindOf(text.charCodeAt(at))
  return kind === space || (kind === hidden && text.charCodeAt(at) < 0xd800) || '<>"“”«»'.includes(text.charAt(at))
}
