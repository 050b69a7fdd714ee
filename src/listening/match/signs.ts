import { type Fact, type Followers, factKey, type Term } from '../query/query.ts'
import { Beginnings } from './beginnings.ts'
import { grown } from './column.ts'
import { Watched } from './watched.ts'

/** What a message either bears or does not: the smallest thing that a query asks for. */
export type Sign = Term | Fact | Followers

/** Borne by every message: what the queries are kept under that ask for nothing in particular. */
export const everyMessage = 0

/** Numbers the signs that queries ask for, from 1, as long as any asks for them. */
export class Signs {
  readonly folded = new Map<string, number>()
  readonly exact = new Map<string, number>()
  readonly beginnings = new Beginnings()
  readonly facts = new Map<string, number>()
  readonly followers = new Map<string, number>()
  /** What any of them may be borne by, at a glance. */
  readonly watched = new Watched()
  /** Rises when a sign comes or goes: what was remembered of a word is then looked up anew. */
  version = 0
  /** One more than the highest number. */
  end = 1
  private readonly free: number[] = []
  private readonly named: (Sign | undefined)[] = [undefined]
  private uses = new Int32Array(64)

  /** The number of a sign, which stays its own until it was given back as often as it was taken. */
  take(sign: Sign): number {
    const number = this.dictionary(sign).get(keyOf(sign)) ?? this.add(sign)
    this.uses[number] = (this.uses[number] ?? 0) + 1
    return number
  }

  giveBack(number: number): void {
    const uses = (this.uses[number] ?? 0) - 1
    const sign = this.named[number]
    this.uses[number] = uses
    if (uses > 0 || !sign) return
    this.dictionary(sign).delete(keyOf(sign))
    this.named[number] = undefined
    this.free.push(number)
    this.version += 1
  }

  name(number: number): Sign | undefined {
    return this.named[number]
  }

  private add(sign: Sign): number {
    const number = this.free.pop() ?? this.end++
    const own = ownCopy(sign)
    this.dictionary(own).set(keyOf(own), number)
    this.named[number] = own
    this.uses = grown(this.uses, number)
    this.uses[number] = 0
    this.version += 1
    this.watched.add(own)
    if (this.watched.isFull) this.watched.fill(this.named)
    return number
  }

  private dictionary(sign: Sign): Dictionary {
    if (sign.kind === 'fact') return this.facts
    if (sign.kind === 'followers') return this.followers
    if (sign.how === 'prefix') return this.beginnings
    return sign.how === 'exact' ? this.exact : this.folded
  }
}

interface Dictionary {
  get(key: string): number | undefined
  set(key: string, number: number): void
  delete(key: string): void
}

function keyOf(sign: Sign): string {
  if (sign.kind === 'fact') return factKey(sign.field, sign.value)
  return sign.kind === 'followers' ? `${sign.least} ${sign.most}` : sign.key
}

/** A copy that keeps nothing else alive: a word cut out of a long query would hold all of its text in memory. */
function ownCopy(sign: Sign): Sign {
  if (sign.kind === 'fact') return { kind: 'fact', field: sign.field, value: own(sign.value) }
  if (sign.kind === 'followers') return { kind: 'followers', least: sign.least, most: sign.most }
  return { kind: 'term', how: sign.how, key: own(sign.key) }
}

/** The same text in memory of its own. */
export const own = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
