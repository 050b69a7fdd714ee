import { type Meaning, roles } from './book.ts'
import type { Hit } from './phrases.ts'

/** Which words of a message turn the mood of others, and how: a bit for each role. */
export interface Roles {
  at: number[]
  /** The roles that there are anywhere. */
  all: number
}

const bitOf = (role: (typeof roles)[number]): number => 1 << roles.indexOf(role)

export const roleBits = {
  not: bitOf('not'),
  notAfter: bitOf('not-after'),
  without: bitOf('without'),
  notMeant: bitOf('not-meant'),
  very: bitOf('very'),
  bit: bitOf('bit'),
  but: bitOf('but'),
  though: bitOf('though'),
  wish: bitOf('wish'),
}

const byMeaning = new Map<Meaning, number>(roles.map((role) => [`@${role}`, bitOf(role)]))

export function rolesOf(hits: readonly Hit<Meaning>[], units: number): Roles {
  const found: Roles = { at: new Array<number>(units).fill(0), all: 0 }
  for (const { means, from, to } of hits) {
    const role = isRole(means) ? (byMeaning.get(means) ?? 0) : 0
    // A negation reaches on from its last word; one that is not meant is so from its first.
    if (role === roleBits.notMeant) for (let at = from; at < to; at++) put(found, role, at)
    else if (role !== 0) put(found, role, role === roleBits.notAfter ? from : to - 1)
  }
  return found
}

export const isRole = (means: Meaning): boolean => means.startsWith('@')

function put(found: Roles, role: number, at: number): void {
  found.at[at] = (found.at[at] ?? 0) | role
  found.all |= role
}

export const has = ({ at: found }: Roles, role: number, at: number): boolean => ((found[at] ?? 0) & role) !== 0

export const isAnywhere = ({ all }: Roles, role: number): boolean => (all & role) !== 0

/** The last word with this role, −1 for none. */
export const lastOf = (roles: Roles, role: number): number =>
  isAnywhere(roles, role) ? roles.at.findLastIndex((found) => (found & role) !== 0) : -1
