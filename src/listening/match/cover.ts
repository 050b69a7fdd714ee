import { grown } from './column.ts'
import { type Anchor, OwnSigns } from './own-signs.ts'
import { accept, firstTest, reject, testLength } from './program.ts'
import { everyMessage } from './signs.ts'

/** How far is looked for a guard: far enough for what people write. */
const mostSteps = 16

/** What covers the matches that pass a test. */
const byOwn = 0
const byNext = 1
const byMeeting = 2

/**
 * Chooses what a query is kept under: signs of which every match bears one, and which few messages bear. Matches that pass a
 * test go on by its `then`, where the test's own signs cover them or what covers those of `then`, or by its `otherwise`,
 * which has to be covered too. Or all ways meet again in one test, and what covers that one covers all before it.
 */
export class Cover {
  /** By test: the share of messages that bear one of its covering signs, at most. */
  private cost = new Float64Array(64)
  private choice = new Uint8Array(64)
  /** By test: the next that every match passes; `reject` where no match passes at all. */
  private meeting = new Int32Array(64)
  /** By test: the rarest sign that every match bears which passes it. */
  private needed = new Int32Array(64)
  private isDone = new Uint8Array(64)
  private readonly share: (sign: number) => number
  private readonly own: OwnSigns

  constructor(share: (sign: number) => number) {
    this.share = share
    this.own = new OwnSigns(share)
    this.cost[accept] = 1
    this.meeting[accept] = accept
    this.needed[accept] = everyMessage
  }

  /** The anchors of the program, each once. */
  of(code: Int32Array): Anchor[] {
    if (code.length > this.cost.length) this.grow(2 * code.length)
    for (let test = firstTest; test < code.length; test += testLength(code, test)) this.weigh(code, test)
    this.isDone.fill(0, 0, code.length)
    return distinct(this.collect(code))
  }

  /** The share of messages that bear one of these, at most. */
  costOf(anchors: readonly Anchor[]): number {
    return anchors.reduce((sum, { sign }) => sum + this.share(sign), 0)
  }

  private weigh(code: Int32Array, test: number): void {
    const then = code[test + 1] ?? reject
    const otherwise = code[test + 2] ?? reject
    const meeting = this.meet(then, otherwise)
    const own = this.own.cost(code, test)
    const next = this.isDead(then) ? 0 : (this.cost[then] ?? 1)
    const apart = Math.min(own, next) + (this.isDead(otherwise) ? 0 : (this.cost[otherwise] ?? 1))
    const after = this.cost[meeting] ?? 1
    this.meeting[test] = meeting
    this.cost[test] = Math.min(apart, after)
    this.choice[test] = after < apart ? byMeeting : own < next ? byOwn : byNext
    const sign = this.isDead(otherwise) ? this.own.needed(code, test) : everyMessage
    this.needed[test] = this.rarer(sign, this.needed[meeting] ?? everyMessage)
  }

  private isDead = (at: number): boolean => at === reject || this.meeting[at] === reject

  /** Where the ways from two tests come together: every test leads to lower addresses. */
  private meet(one: number, other: number): number {
    if (this.isDead(one)) return this.isDead(other) ? reject : other
    if (this.isDead(other)) return one
    let [high, low] = [one, other]
    while (high !== low) {
      if (high < low) [high, low] = [low, high]
      high = this.meeting[high] ?? accept
    }
    return high
  }

  private rarer(one: number, other: number): number {
    return this.share(other) < this.share(one) ? other : one
  }

  private collect(code: Int32Array): Anchor[] {
    const anchors: Anchor[] = []
    const open = [code[0] ?? reject]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (this.isDone[at] === 1 || this.isDead(at)) continue
      this.isDone[at] = 1
      if (at === accept) anchors.push({ sign: everyMessage, guard: everyMessage })
      else open.push(...this.follow(code, at, anchors))
    }
    return anchors
  }

  /** Adds the anchors of one test and tells which others have to be covered. */
  private follow(code: Int32Array, test: number, anchors: Anchor[]): number[] {
    const then = code[test + 1] ?? reject
    const otherwise = code[test + 2] ?? reject
    if (this.choice[test] === byMeeting) return [this.meeting[test] ?? accept]
    if (this.choice[test] === byNext) return [then, otherwise]
    const beyond = this.neededBeyond(code, then, otherwise)
    for (const { sign, guard } of this.own.anchors(code, test)) anchors.push({ sign, guard: this.rarer(guard, beyond) })
    return [otherwise]
  }

  /**
   * The rarest sign that every match bears which goes on here, but for those that come to `otherwise` in the end: they are
   * covered there. So each of several ways, as in `(a b) OR (c d)`, has a guard of its own.
   */
  private neededBeyond(code: Int32Array, then: number, otherwise: number): number {
    let rarest = this.needed[then] ?? everyMessage
    for (let [at, steps] = [then, 0]; at > Math.max(otherwise, accept) && steps < mostSteps; steps += 1) {
      const away = code[at + 2] ?? reject
      const isAway = away === otherwise || this.isDead(away)
      if (isAway) rarest = this.rarer(rarest, this.own.needed(code, at))
      at = (isAway ? code[at + 1] : this.meeting[at]) ?? reject
    }
    return rarest
  }

  private grow(size: number): void {
    const cost = new Float64Array(size)
    cost.set(this.cost)
    this.cost = cost
    this.choice = new Uint8Array(size)
    this.meeting = grown(this.meeting, size)
    this.needed = grown(this.needed, size)
    this.isDone = new Uint8Array(size)
  }
}

function distinct(anchors: Anchor[]): Anchor[] {
  if (anchors.length < 2) return anchors
  const kept = new Map(anchors.map((anchor) => [anchor.sign * 2 ** 31 + anchor.guard, anchor]))
  return [...kept.values()]
}
