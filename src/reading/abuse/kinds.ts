/**
 * What a word or phrase can be to the rules about abuse. A word may be several of these: what it is in a message depends on
 * its neighbours, which the rules look at. At most 96, as three words of 32 bits hold them.
 */
export const kinds = [
  /** Strong language: as an exclamation, before a noun (*puto*, *fucking*), as a verdict on something (*es una mierda*). */
  'swear',
  'swear-mild',
  'swear-before',
  'swear-verdict',
  /** Strong language that praises, whole: *de puta madre*. */
  'swear-praise',
  /** Strong words that are everyday address between friends somewhere: *weón*, *boludo*, *mate*. */
  'address',
  /** Words for abusing whoever is spoken to, whole: *vete a la mierda*, *screw you*. */
  'abuse-at-you',
  /** Demeaning for a person wherever it stands, and demeaning only of a person (a thing, too, may be useless). */
  'insult',
  'insult-of-person',
  /** Words thrown at a group, which mean nothing else; and those that also mean something harmless. */
  'slur',
  'slur-maybe',
  /** People by origin, religion, sex, orientation, disability, class, age: as a group; as one of it or as an adjective. */
  'group',
  'identity',
  /** Words that stand for people at large, so that *black people* is a group: *people*, *gente*, *players*. */
  'people',
  /** *Esa gente*, *those people*, *su raza*, *their kind*. */
  'those',
  /** Trades, parties, fans: people whom no protected trait joins. */
  'trade',
  /** Somebody who serves: driver, cashier, agent, team. */
  'staff',
  'thing',
  'animal',
  'vermin',
  /** What hate says of a group: criminal, dirty, inferior, sick, a danger. */
  'vice',
  'disgust',
  'hate-verb',
  'expel',
  /** *Get … out*, *send … back*: the verb, and where to. */
  'drive',
  'away',
  'deny',
  /** Turns of phrase that hate uses where it names nothing: *their sort*, *la genética no falla*. */
  'implied',
  'country',
  /** Violence: infinitives and bare forms; first persons that announce it by themselves; participles and commands. */
  'harm',
  'harm-announced',
  'harm-them',
  'weapon',
  'body',
  'property',
  'going-to',
  'threat-whole',
  'watching',
  'veiled',
  'unless',
  'wish',
  'death',
  'figure',
  'legal',
  'deed',
  'no',
  /** Naming hate as such; and words that condemn only beside a quotation. */
  'condemn',
  'condemn-weak',
  /** *I'm not racist, but*: what follows seldom isn't. */
  'disclaimer',
  'say',
  /** To call somebody something. */
  'call',
  'whoever',
  'we',
  'own',
  'i',
  'you',
  'they',
  'be',
  'all',
  'praise',
  'homonym',
  'respect',
  'me',
  'wrong',
  /** What people are or deserve, and hate says a group is not or does not. */
  'worth',
  /** How a question begins that asks to agree against a group: *what is wrong with…*, *who let…* */
  'scorn',
  /** What makes all of a group of one: *every…*, *not one…* */
  'any-of',
] as const

export type Kind = (typeof kinds)[number]

/** A set of kinds. */
export interface Mask {
  low: number
  high: number
  top: number
}

const bits = 32

export const mask = (...of: readonly Kind[]): Mask => {
  const made = { low: 0, high: 0, top: 0 }
  for (const kind of of) {
    const at = kinds.indexOf(kind)
    if (at < bits) made.low |= 1 << at
    else if (at < 2 * bits) made.high |= 1 << (at - bits)
    else made.top |= 1 << (at - 2 * bits)
  }
  return made
}

export const none: Mask = { low: 0, high: 0, top: 0 }
export const join = (a: Mask, b: Mask): Mask => ({ low: a.low | b.low, high: a.high | b.high, top: a.top | b.top })
export const meets = (a: Mask, b: Mask): boolean =>
  (a.low & b.low) !== 0 || (a.high & b.high) !== 0 || (a.top & b.top) !== 0
/** Whether the first has nothing that the second has not. */
export const within = (a: Mask, b: Mask): boolean =>
  (a.low & ~b.low) === 0 && (a.high & ~b.high) === 0 && (a.top & ~b.top) === 0
