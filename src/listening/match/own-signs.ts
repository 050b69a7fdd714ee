import { listAt, ops, sidesAt } from './program.ts'
import { everyMessage } from './signs.ts'

/** What a query is kept under: a match bears the sign and its guard. */
export interface Anchor {
  sign: number
  /** `everyMessage` where nothing else is needed. */
  guard: number
}

/** What a single test asks of a message: which signs it must bear for the test to hold. */
export class OwnSigns {
  private readonly share: (sign: number) => number

  constructor(share: (sign: number) => number) {
    this.share = share
  }

  /** Signs of which one must be borne, with what must be borne besides. As few messages as can be bear one. */
  anchors(code: Int32Array, test: number): Anchor[] {
    if (code[test] === ops.any)
      return Array.from(signsOf(code, test + listAt), (sign) => ({ sign, guard: everyMessage }))
    if (code[test] !== ops.near) return [this.anchorOf(code, test + listAt)]
    const [left, right] = sidesOf(code, test)
    const [rare, common] = this.sideCost(code, left) <= this.sideCost(code, right) ? [left, right] : [right, left]
    const beyond = this.soleOf(code, common)
    return spotsOf(code, rare).map((spot) => {
      const { sign, guard } = this.anchorOf(code, spot)
      return { sign, guard: this.rarer(guard, beyond) }
    })
  }

  /** The share of messages that bear one of the anchors' signs, at most. */
  cost(code: Int32Array, test: number): number {
    if (code[test] === ops.any) return signsOf(code, test + listAt).reduce((sum, sign) => sum + this.share(sign), 0)
    if (code[test] !== ops.near) return this.share(this.anchorOf(code, test + listAt).sign)
    return Math.min(...sidesOf(code, test).map((side) => this.sideCost(code, side)))
  }

  /** The rarest sign without which the test never holds. */
  needed(code: Int32Array, test: number): number {
    if (code[test] === ops.any && (code[test + listAt] ?? 0) > 1) return everyMessage
    if (code[test] !== ops.near) return this.anchorOf(code, test + listAt).sign
    const [left, right] = sidesOf(code, test)
    return this.rarer(this.soleOf(code, left), this.soleOf(code, right))
  }

  /** The rarest of a list of words, and the rarest of the others. */
  private anchorOf(code: Int32Array, list: number): Anchor {
    let sign = everyMessage
    let guard = everyMessage
    const end = list + 1 + (code[list] ?? 0)
    for (let index = list + 1; index < end; index += 1) {
      const one = code[index] ?? 0
      if (one === sign) continue
      if (this.rarer(sign, one) === one) [sign, guard] = [one, sign]
      else guard = this.rarer(guard, one)
    }
    return { sign, guard }
  }

  /** The rarest word of a side, if it has but one word or phrase. */
  private soleOf(code: Int32Array, side: Side): number {
    const [spot, ...more] = spotsOf(code, side)
    return spot === undefined || more.length > 0 ? everyMessage : this.anchorOf(code, spot).sign
  }

  private sideCost(code: Int32Array, side: Side): number {
    return spotsOf(code, side).reduce((sum, spot) => sum + this.share(this.anchorOf(code, spot).sign), 0)
  }

  private rarer(one: number, other: number): number {
    return this.share(other) < this.share(one) ? other : one
  }
}

const signsOf = (code: Int32Array, list: number): Int32Array => code.subarray(list + 1, list + 1 + (code[list] ?? 0))

interface Side {
  from: number
  end: number
}

function sidesOf(code: Int32Array, test: number): [Side, Side] {
  const from = test + sidesAt
  const middle = from + (code[test + 4] ?? 0)
  return [
    { from, end: middle },
    { from: middle, end: middle + (code[test + 5] ?? 0) },
  ]
}

function spotsOf(code: Int32Array, { from, end }: Side): number[] {
  const spots: number[] = []
  for (let list = from; list < end; list += 1 + (code[list] ?? 0)) spots.push(list)
  return spots
}
