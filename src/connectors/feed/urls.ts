/** The absolute form of an address, or undefined when it is none that a person could open. */
export function absolute(address: string | undefined, base: string | undefined): string | undefined {
  const trimmed = address?.trim()
  if (!trimmed) return undefined
  const url = URL.canParse(trimmed, base) ? new URL(trimmed, base) : undefined
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : undefined
}

/** The innermost of several nested bases, each of which may be relative to the one outside it. */
export const innermost = (outer: string, ...bases: (string | undefined)[]): string =>
  bases.reduce<string>((base, next) => absolute(next, base) ?? base, outer)
