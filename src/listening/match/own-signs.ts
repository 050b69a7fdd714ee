import { ops } from './program.ts'
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
    const list = listOf(code, test)
    if (code[test] === ops.bears) return [{ sign: code[test + 3] ?? 0, guard: everyMessage }]
    if (list !== undefined) return [this.anchorOf(code, list)]
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
    if (code[test] === ops.bears) return this.share(code[test + 3] ?? 0)
    const list = listOf(code, test)
    if (list !== undefined) return this.share(this.anchorOf(code, list).sign)
    return Math.min(...sidesOf(code, test).map((side) => this.sideCost(code, side)))
  }

  /** The rarest sign without which the test never holds. */
  needed(code: Int32Array, test: number): number {
    if (code[test] === ops.bears) return code[test + 3] ?? 0
    const list = listOf(code, test)
    if (list !== undefined) return this.anchorOf(code, list).sign
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

/** Where the words are that must all stand: of a phrase, or of words that stand together. */
function listOf(code: Int32Array, test: number): number | undefined {
  if (code[test] === ops.phrase) return test + 3
  return code[test] === ops.together ? test + 4 : undefined
}

interface Side {
  from: number
  end: number
}

function sidesOf(code: Int32Array, test: number): [Side, Side] {
  const from = test + 6
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
